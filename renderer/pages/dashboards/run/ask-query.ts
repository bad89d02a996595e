// A planned query, asked through the bridge.
import type { PlannedQuery } from "#shared/dashboards/queries/plan";
import { formatDuration } from "#shared/format/duration";
import { AppError } from "#shared/model/failure";
import type { Milliseconds } from "#shared/units/time";
import { ask } from "../../../bridge/ask";
import type { Answer } from "./query-pool";

type Ask = typeof ask;

/** How much wider the steps are made when an answer is too large to be read, and how often. */
const wider = 8;
const mostTries = 3;

export async function askQuery(query: PlannedQuery, signal: AbortSignal, through: Ask = ask): Promise<Answer> {
  const { source, expr, kind, endMs } = query;
  if (kind === "range") return askRange(query, signal, through);
  const { result, warnings, infos, tookMs } = await through("query.instant", { source, expr, timeMs: endMs }, { signal });
  return { instant: result, notices: [...warnings, ...infos], tookMs };
}

/** Thousands of series at a point per pixel are more than can be read; with fewer points they can be drawn, and are said to be. */
async function askRange(
  { source, expr, startMs, endMs, stepMs }: PlannedQuery,
  signal: AbortSignal,
  through: Ask,
): Promise<Answer> {
  let step: Milliseconds = stepMs;
  for (let attempt = 1; ; attempt++) {
    try {
      // The ends stay multiples of the step, so that the same points are asked for at each refresh.
      const [start, end] = step === stepMs ? [startMs, endMs] : [floorTo(startMs, step), floorTo(endMs, step)];
      const { series, warnings, infos, tookMs } = await through(
        "query.range",
        { source, expr, startMs: start, endMs: end, stepMs: step },
        { signal },
      );
      const notices = [...warnings, ...infos];
      if (step === stepMs) return { series, notices, tookMs };
      const say = `The answer in steps of ${formatDuration(stepMs)} is too large to be read; this one is in steps of ${formatDuration(step)}.`;
      return { series, stepMs: step, notices: [say, ...notices], tookMs };
    } catch (error) {
      const isTooLarge = error instanceof AppError && error.failure.kind === "too-large";
      const next = step * wider;
      if (!isTooLarge || attempt === mostTries || next > endMs - startMs) throw error;
      step = next;
    }
  }
}

const floorTo = (time: number, step: number) => Math.floor(time / step) * step;
