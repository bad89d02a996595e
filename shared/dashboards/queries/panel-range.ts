// A panel may look at another stretch of time than its dashboard: its own range (`6h`), or the same so much earlier (`1d`).
import type { Panel } from "../panel";
import type { AbsoluteRange } from "../panel-data";
import { isRelative, readMoment } from "../time/moment";
import { isRangeRelative, rangeWords, type TimeRange } from "../time/time-range";
import { fillText } from "../variables/fill";
import type { Scope } from "../variables/scope";

export interface PanelRange {
  range: AbsoluteRange;
  rawRange: TimeRange;
  /** For people, where it is not the dashboard's. */
  note?: string;
}

export function panelRange({ timeFrom, timeShift, hideTimeOverride }: Panel["queryOptions"], scope: Scope): PanelRange {
  const own = ownRange(fillText(timeFrom ?? "", scope).trim(), scope);
  const shift = fillText(timeShift ?? "", scope).trim();
  const shifted = shift === "" ? undefined : shiftedRange(own ?? scope, shift, scope.timeZone);
  const { range, rawRange } = shifted ?? own ?? scope;
  const words = [own && rangeWords(own.rawRange, scope.timeZone), shifted && `${shift.replace(/^-/, "")} earlier`];
  const note = words.filter((part) => part !== undefined).join(", ");
  return note === "" || hideTimeOverride ? { range, rawRange } : { range, rawRange, note };
}

type Ranges = Pick<PanelRange, "range" | "rawRange">;

/** Absent where the panel has none, where it cannot be read, and where the user looks at a stretch of the past. */
function ownRange(timeFrom: string, { range, rawRange, timeZone }: Scope): Ranges | undefined {
  if (timeFrom === "" || !isRangeRelative(rawRange)) return undefined;
  const from = isRelative(timeFrom) ? timeFrom : `now-${timeFrom}`;
  const begin = readMoment(from, { now: range.to, timeZone, isEnd: false });
  return begin.ok && begin.at < range.to ? { range: { from: begin.at, to: range.to }, rawRange: { from, to: "now" } } : undefined;
}

function shiftedRange({ range }: Ranges, shift: string, timeZone: string): Ranges | undefined {
  const written = `now-${shift.replace(/^-/, "")}`;
  const [from, to] = [range.from, range.to].map((now) => readMoment(written, { now, timeZone, isEnd: false }));
  if (!from?.ok || !to?.ok || from.at >= to.at) return undefined;
  const rawRange = { from: String(Math.round(from.at)), to: String(Math.round(to.at)) };
  return { range: { from: from.at, to: to.at }, rawRange };
}
