// A time range in a page's address: `last=15m`, or `from=…&to=…` as ISO dates. A link is text from anywhere: what is no range is
// taken for the usual one.
import { formatDuration, parseDuration } from "#shared/format/duration";
import type { Milliseconds } from "#shared/units/time";
import { betweenOrWhyNot, longestRange, shortestRange, type TimeRange } from "./time-range";

/** `usual`: how long the moving range of a first visit is; it is left out of the address. */
export function readRange(params: URLSearchParams, usual: Milliseconds): TimeRange {
  const [from, to] = [params.get("from"), params.get("to")];
  if (from !== null && to !== null) {
    const range = betweenOrWhyNot(Date.parse(from), Date.parse(to));
    if (typeof range !== "string") return range;
  }
  const last = parseDuration(params.get("last") ?? "");
  if (last.ok && last.value >= shortestRange && last.value <= longestRange) return { kind: "last", forMs: last.value };
  return { kind: "last", forMs: usual };
}

/** Replaces the range in the parameters. */
export function writeRange(params: URLSearchParams, range: TimeRange, usual: Milliseconds): void {
  for (const name of ["from", "to", "last"]) params.delete(name);
  if (range.kind === "between") {
    params.set("from", new Date(range.startMs).toISOString());
    params.set("to", new Date(range.endMs).toISOString());
  } else if (range.forMs !== usual) {
    params.set("last", formatDuration(range.forMs));
  }
}
