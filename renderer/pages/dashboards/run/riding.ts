// Whether a panel can ride on the one live stream, instead of asking all of its window anew each second.
import type { AbsoluteRange } from "#shared/dashboards/panel-data";
import type { TimeRange } from "#shared/dashboards/time/time-range";
import { localSource } from "../../../stores/address";
import type { Plan } from "./answers";
import { liveStep, longestLive } from "./live-hub";

/** A range that ends now, moves each second, and is short enough for the stream. */
export function isLiveRange(raw: TimeRange, lengthMs: number, everyMs: number | undefined): boolean {
  return everyMs === 1000 && raw.to === "now" && /^now-\d+[smh]$/.test(raw.from) && lengthMs <= longestLive && lengthMs >= 1000;
}

/** The stream has one window and one step: panels with a stretch of time or a step of their own, or of another source, ask for themselves. */
export function canRide({ queries, range }: Plan, ofDashboard: AbsoluteRange): boolean {
  const stepMs = liveStep(ofDashboard.to - ofDashboard.from);
  return (
    queries.length > 0 &&
    range.from === ofDashboard.from &&
    range.to === ofDashboard.to &&
    queries.every(
      (query) =>
        query.source === localSource && query.kind === "range" && query.unsupported === undefined && query.stepMs <= stepMs * 5,
    )
  );
}
