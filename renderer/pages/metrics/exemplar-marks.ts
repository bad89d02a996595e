// Exemplars as marks on a chart, and where a trace opens that one of them names.
import type { Exemplar } from "#shared/contract/query";
import { formatQuantity } from "#shared/format/quantity";
import { toNsTime } from "#shared/logs/block";
import { idInField } from "#shared/logs/trace-ids";
import type { ChartMark } from "../../charts/chart-marks";
import { shownInLine } from "../../components/shown-text";
import { unitOf } from "../../panels/query-chart/unit-of";
import { traceLink } from "../../stores/trace-source";

/** Labels of an exemplar that are told at the pointer. */
const mostRows = 8;

export interface TraceOfExemplar {
  traceId: string;
  spanId: string | undefined;
}

/** The trace that it was measured in: `trace_id`, `traceID` and their like. */
export function traceOf({ labels }: Exemplar): TraceOfExemplar | undefined {
  const pairs = Object.entries(labels);
  const traceId = pairs.map(([name, value]) => idInField(name, value)).find((id) => id !== undefined);
  if (traceId === undefined || /^0+$/.test(traceId)) return undefined;
  const spanId = pairs.find(([name, value]) => /^span[_.-]?id$/i.test(name) && /^[0-9a-f]{1,16}$/i.test(value))?.[1];
  return { traceId, spanId };
}

/** The page of that trace, at its span. */
export const exemplarLink = (exemplar: Exemplar, source: string): string | undefined => {
  const trace = traceOf(exemplar);
  return trace && traceLink({ source, ...trace, aroundNs: toNsTime({ ms: Math.floor(exemplar.timeMs), ns: 0 }) });
};

/**
 * Only a quantile of a histogram counts what its exemplars do; of a rate the axis has events per second, and what one of them
 * took has no place on it.
 */
export const isOnAxis = (expr: string): boolean => /\bhistogram_(?:quantile|avg)\s*\(/.test(expr);

export interface MarkLook {
  expr: string;
  /** What the servers with traces are called; undefined where there is none. */
  opensIn: string | undefined;
}

export function exemplarMarks(exemplars: readonly Exemplar[], { expr, opensIn }: MarkLook): ChartMark[] {
  const hasPlace = isOnAxis(expr);
  return exemplars.map((exemplar, index) => {
    const { timeMs, value, labels, series } = exemplar;
    const rows = Object.entries({ ...withoutName(series), ...labels });
    return {
      id: String(index),
      time: timeMs,
      value: hasPlace ? value : undefined,
      rows: [
        { label: shownInLine(series.__name__ ?? "Exemplar"), value: valueWords(exemplar), isNearest: true },
        ...rows
          .reverse()
          .slice(0, mostRows)
          .map(([label, text]) => ({ label: shownInLine(label), value: cut(shownInLine(text)) })),
      ],
      note: noteOf(exemplar, opensIn),
    };
  });
}

/** As high as the axis has to reach for nine in ten of them; one that took a minute would press the lines into the foot of the chart. */
export function topOf(marks: readonly Pick<ChartMark, "value">[]): number | undefined {
  const values = marks.flatMap(({ value }) => value ?? []).sort((a, b) => a - b);
  return values[Math.floor((values.length - 1) * 0.9)];
}

/** In the unit of what was counted, where its name says it. */
export const valueWords = ({ value, series }: Exemplar): string =>
  formatQuantity(value, unitOf((series.__name__ ?? "").replace(/_(?:bucket|count|sum)$/, "")));

const cut = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

const withoutName = ({ __name__: _, ...labels }: Exemplar["series"]) => labels;

function noteOf(exemplar: Exemplar, opensIn: string | undefined): string | undefined {
  if (!traceOf(exemplar)) return undefined;
  return opensIn === undefined ? "Connect a Jaeger or a Zipkin to open its trace." : `Click to open its trace in ${opensIn}`;
}
