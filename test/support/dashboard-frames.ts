// A dashboard asked of a source and made into frames, panel by panel, the way the page does it: variables, plan, queries,
// transformations, field configuration.

import type { Dashboard } from "#shared/dashboards/dashboard";
import { applyFieldConfig } from "#shared/dashboards/data/apply-field-config";
import type { Frame } from "#shared/dashboards/data/frame";
import { type Answer, framesOf } from "#shared/dashboards/data/from-answers";
import { transform } from "#shared/dashboards/data/transform";
import { type PlannedQuery, planPanel } from "#shared/dashboards/queries/plan";
import { resolveRange } from "#shared/dashboards/time/time-range";
import { fillText } from "#shared/dashboards/variables/fill";
import { resolveVariables, type VariableAsker } from "#shared/dashboards/variables/resolve";
import type { Scope } from "#shared/dashboards/variables/scope";
import { toFailure } from "#shared/model/failure";
import type { MetricsSource } from "../../electron/engine/sources/source";

export interface PanelFrames {
  title: string;
  type: string;
  frames: Frame[];
  /** Rows in all frames together, after transformations. */
  rows: number;
  /** What could not be asked or done, each a sentence. */
  problems: string[];
}

/** Nothing here is taken back. One each: many that wait on the same one look like a leak. */
const unheard = () => new AbortController().signal;
const name = "server";

export interface Asking {
  now: number;
  /** Instead of the dashboard's own range: from then, such as `now-30s`, until now. */
  from?: string;
  /** How often the source has new samples. */
  scrapeMs: number;
}

export async function framesOfDashboard(dashboard: Dashboard, source: MetricsSource, asking: Asking): Promise<PanelFrames[]> {
  const { now, scrapeMs } = asking;
  const timeZone = "utc";
  const rawRange = asking.from === undefined ? dashboard.time : { from: asking.from, to: "now" };
  const range = resolveRange(rawRange, { now, timeZone });
  const resolved = await resolveVariables({
    variables: dashboard.variables,
    given: new Map(),
    defaultSource: name,
    asker: askerOf(source),
    signal: unheard(),
    range,
    rawRange,
    timeZone,
    dashboard,
  });
  const scope: Scope = { variables: resolved.variables, range, rawRange, timeZone, dashboard };
  const panels = Object.values(dashboard.elements).map(async (panel): Promise<PanelFrames> => {
    const plan = planPanel(panel, { scope, width: 800, defaultSource: name, scrapeIntervalMs: () => scrapeMs });
    const problems: string[] = [];
    const answers: Answer[] = [];
    for (const query of plan.queries) {
      if (query.unsupported !== undefined) {
        problems.push(query.unsupported);
        continue;
      }
      try {
        answers.push(await answerTo(query, source));
      } catch (error) {
        problems.push(`${query.expr}: ${toFailure(error).say}`);
      }
    }
    const fill = (text: string) => fillText(text, plan.scope);
    const transformed = transform(framesOf(answers), panel.transformations, fill);
    const frames = applyFieldConfig(transformed.frames, panel.fieldConfig, fill);
    const rows = frames.reduce((sum, { length }) => sum + length, 0);
    return { title: panel.title, type: panel.type, frames, rows, problems: [...problems, ...transformed.problems] };
  });
  const variableProblems = [...resolved.problems].map(
    ([variable, say]): PanelFrames => ({ title: `$${variable}`, type: "variable", frames: [], rows: 0, problems: [say] }),
  );
  return [...variableProblems, ...(await Promise.all(panels))];
}

async function answerTo(query: PlannedQuery, source: MetricsSource): Promise<Answer> {
  const { expr, startMs: start, endMs: end, stepMs: step } = query;
  if (query.kind === "instant") {
    const { result } = await source.instant({ expr, time: end, signal: unheard() });
    return { query, kind: "instant", result };
  }
  const { series } = await source.range({ expr, start, end, step, signal: unheard() });
  return { query, kind: "range", series };
}

function askerOf(source: MetricsSource): VariableAsker {
  return {
    labelValues: (_source, label, matcher) =>
      source.labelValues({ label, ...(matcher && { matcher }), limit: 10_000, signal: unheard() }),
    labelNames: () => source.labelNames({ signal: unheard() }),
    metrics: () => source.labelValues({ label: "__name__", limit: 10_000, signal: unheard() }),
    instant: async (_source, expr, time) => (await source.instant({ expr, time, signal: unheard() })).result,
    sources: () => [{ id: name, name }],
  };
}
