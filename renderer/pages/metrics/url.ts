// What a link to the Metrics page reproduces. A link is text from anywhere: every field is repaired by itself. `source` and
// `last` are those of `stores/address`, which the frame and other pages read too.
import { formatDuration, parseDuration } from "#shared/format/duration";
import type { Milliseconds } from "#shared/units/time";
import { readRange, writeRange } from "../../components/range-picker/range-in-address";
import { lengthOf, mostPoints, type TimeRange } from "../../components/range-picker/time-range";
import { localSource, readSource, usualWindow } from "../../stores/address";

export type ResultView = "chart" | "table";

export interface Exploration {
  expr: string;
  /** `local` for this machine, otherwise a connection's id. */
  source: string;
  range: TimeRange;
  step: Milliseconds | "auto";
  view: ResultView;
  /** Whether the chart has the exemplars of its series on it. */
  hasExemplars: boolean;
}

export const firstExploration: Exploration = {
  expr: "",
  source: localSource,
  range: { kind: "last", forMs: usualWindow },
  step: "auto",
  view: "chart",
  hasExemplars: false,
};

const longestExpr = 100_000;

export function readExploration(params: URLSearchParams): Exploration {
  const range = readRange(params, usualWindow);
  return {
    expr: (params.get("expr") ?? "").slice(0, longestExpr),
    source: readSource(params),
    range,
    step: readStep(params.get("step"), range),
    view: params.get("view") === "table" ? "table" : "chart",
    hasExemplars: params.get("exemplars") === "1",
  };
}

/** The shortest link that reads back as the same exploration: what is as on a first visit is left out. */
export function writeExploration({ expr, source, range, step, view, hasExemplars }: Exploration): URLSearchParams {
  const params = new URLSearchParams();
  if (expr !== "") params.set("expr", expr);
  if (source !== firstExploration.source) params.set("source", source);
  writeRange(params, range, usualWindow);
  if (step !== "auto") params.set("step", formatDuration(step));
  if (view !== firstExploration.view) params.set("view", view);
  if (hasExemplars) params.set("exemplars", "1");
  return params;
}

function readStep(text: string | null, range: TimeRange): Exploration["step"] {
  const step = durationIn(text);
  return step !== undefined && lengthOf(range) / step <= mostPoints ? step : "auto";
}

function durationIn(text: string | null): Milliseconds | undefined {
  const duration = parseDuration(text ?? "");
  return duration.ok ? duration.value : undefined;
}
