// What a link to the map reproduces, beside the server with traces that the frame names.
import type { FocusSide } from "#shared/traces/dependency-graph";
import { hours } from "#shared/units/time";
import { readRange, writeRange } from "../../../components/range-picker/range-in-address";
import type { TimeRange } from "../../../components/range-picker/time-range";

export interface MapAddress {
  /** Only what is around this service; undefined: all. */
  focus: string | undefined;
  depth: number;
  side: FocusSide;
  /** The service whose panel is open. */
  chosen: string | undefined;
  /** Undefined: as many as can be told apart. */
  leastCalls: number | undefined;
  view: "map" | "list";
  range: TimeRange;
}

export const allDepths: readonly number[] = [1, 2, 3, 5, 10];
const usualRange = hours(24);

export function readMap(params: URLSearchParams): MapAddress {
  const depth = Number(params.get("depth"));
  const side = params.get("side");
  const least = params.get("calls");
  const leastCalls = least === null || !/^\d{1,15}$/.test(least) ? undefined : Number(least);
  return {
    focus: readText(params, "focus"),
    depth: allDepths.includes(depth) ? depth : 1,
    side: side === "callers" || side === "callees" ? side : "both",
    chosen: readText(params, "service"),
    leastCalls,
    view: params.get("list") === "1" ? "list" : "map",
    range: readRange(params, usualRange),
  };
}

/** The parameters with these in them; the usual ones are left out. */
export function writeMap(params: URLSearchParams, address: MapAddress): URLSearchParams {
  const { focus, depth, side, chosen, leastCalls, view, range } = address;
  const next = new URLSearchParams(params);
  for (const name of ["focus", "depth", "side", "service", "calls", "list"]) next.delete(name);
  if (focus !== undefined) next.set("focus", focus);
  if (depth !== 1) next.set("depth", String(depth));
  if (side !== "both") next.set("side", side);
  if (chosen !== undefined) next.set("service", chosen);
  if (leastCalls !== undefined) next.set("calls", String(leastCalls));
  if (view === "list") next.set("list", "1");
  writeRange(next, range, usualRange);
  return next;
}

function readText(params: URLSearchParams, name: string): string | undefined {
  const text = params.get(name) ?? "";
  return text === "" || text.length > 1000 ? undefined : text;
}
