import { useCallback, useEffect, useMemo } from "react";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { parseInterval } from "#shared/dashboards/queries/interval";
import {
  isRangeRelative,
  type RangeContext,
  resolveRange,
  type TimeRange,
  whyNotRange,
} from "#shared/dashboards/time/time-range";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { useHostInfo } from "../../../stores/host";
import { useLive } from "../../../stores/live";
import { usualTime } from "../time/usual-time";
import type { DashboardView } from "../url";
import { refreshEvery } from "./pace";
import { createRefreshClock, type RefreshClock, type RefreshClockParts } from "./refresh-clock";

export interface RunTime {
  rawRange: TimeRange;
  refresh: string;
  timeZone: string;
  clock: RefreshClock;
  /** What is wrong with the range of the link, in a sentence; the dashboard's usual one is shown instead. */
  problem: string | undefined;
  /** Whether its refresh is stopped from the top bar. */
  isPaused: boolean;
  /** Of this moment: for checking what the user types. */
  context(): RangeContext;
}

/** Until this machine has said when it started: a range since then ends up as a day. */
const unknownBoot: Milliseconds = 86_400_000;

/** The time of an open dashboard: what the link says, else what the dashboard says, else what is usual for its source. */
export function useRunTime(dashboard: Dashboard, view: DashboardView, source: string): RunTime {
  const bootedAt = useHostInfo().data?.bootTime;
  const isPaused = useLive((live) => live.isPaused);
  const { time } = dashboard;
  const usual = useMemo(() => usualTime(time, source), [time, source]);
  const timeZone = view.timeZone ?? time.timeZone;
  const refresh = view.refresh ?? usual.refresh;
  const { nowDelay, weekStart } = time;

  const [from, to] = [view.range?.from ?? usual.range.from, view.range?.to ?? usual.range.to];
  const contextOf = useCallback(
    (now: EpochMs, boot: EpochMs | undefined): RangeContext => ({
      now,
      bootedAt: boot ?? now - unknownBoot,
      timeZone,
      nowDelayMs: parseInterval(nowDelay),
      weekStart,
    }),
    [timeZone, nowDelay, weekStart],
  );
  // Only a range that names it is made anew when it becomes known: a new clock means that every panel asks again.
  const rangeBoot = from.includes("boot") || to.includes("boot") ? bootedAt : undefined;
  const made = useMemo(() => {
    const asked = { from, to };
    const problem = whyNotRange(asked, contextOf(Date.now(), rangeBoot));
    const rawRange = problem === undefined ? asked : { from: "now-6h", to: "now" };
    const everyMs = isRangeRelative(rawRange) ? refreshEvery(refresh) : undefined;
    const clock = createRefreshClock(browserParts, {
      everyMs,
      resolve: (now) => resolveRange(rawRange, contextOf(now, rangeBoot)),
    });
    return { rawRange, clock, problem };
  }, [from, to, refresh, contextOf, rangeBoot]);
  const context = useCallback(() => contextOf(Date.now(), bootedAt), [contextOf, bootedAt]);

  useEffect(() => made.clock.hold(isPaused), [made, isPaused]);
  return useMemo(() => ({ ...made, context, refresh, timeZone, isPaused }), [made, context, refresh, timeZone, isPaused]);
}

const browserParts: RefreshClockParts = {
  now: Date.now,
  wait(run, delay) {
    const timer = setTimeout(run, delay);
    return () => clearTimeout(timer);
  },
  isHidden: () => document.hidden,
  onVisibility(run) {
    document.addEventListener("visibilitychange", run);
    return () => document.removeEventListener("visibilitychange", run);
  },
};
