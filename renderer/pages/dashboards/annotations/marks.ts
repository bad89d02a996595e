// From series to marks on the time axis: where a query has a value above zero, and stretches of such points.
import type { AnnotationQuery } from "#shared/dashboards/dashboard";
import { fillLegend } from "#shared/dashboards/data/names";
import type { Annotation } from "#shared/dashboards/panel-data";
import type { Labels } from "#shared/model/labels";
import type { Series } from "#shared/model/series";
import type { Milliseconds } from "#shared/units/time";

/** More marks than this are no marks any more, but a smear. */
export const mostMarks = 1_000;

type Naming = Pick<AnnotationQuery, "name" | "color" | "titleFormat" | "textFormat" | "tagKeys" | "useValueForTime">;

/** The marks of one annotation query. Points that follow one another step by step are one stretch. */
export function marksOf(query: Naming, series: readonly Series[], stepMs: Milliseconds): Annotation[] {
  const marks: Annotation[] = [];
  for (const { labels, times, values } of series) {
    const words = wordsOf(query, labels);
    if (query.useValueForTime) {
      for (const at of new Set(values)) if (Number.isFinite(at) && at > 0) marks.push({ ...words, at });
    } else marks.push(...stretches(times, values, stepMs).map((stretch) => ({ ...words, ...stretch })));
    if (marks.length > mostMarks) break;
  }
  return marks.sort((a, b) => a.at - b.at).slice(0, mostMarks);
}

function stretches(times: Float64Array, values: Float64Array, stepMs: Milliseconds): { at: number; until?: number }[] {
  const found: { at: number; until?: number }[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    if (!((values[i] as number) > 0)) continue;
    const at = times[i] as number;
    const open = found.at(-1);
    if (open && at - last <= stepMs * 1.5) open.until = at;
    else found.push({ at });
    last = at;
  }
  return found;
}

function wordsOf(query: Naming, labels: Labels): Omit<Annotation, "at" | "until"> {
  const { name, color, titleFormat, textFormat, tagKeys } = query;
  const keys = tagKeys.split(",").map((key) => key.trim());
  const tags = keys.flatMap((key) => (key !== "" && Object.hasOwn(labels, key) ? [labels[key] as string] : []));
  return {
    title: fillLegend(titleFormat, labels) || (Object.hasOwn(labels, "alertname") ? (labels.alertname as string) : name),
    text: fillLegend(textFormat, labels),
    tags,
    color,
    from: name,
  };
}
