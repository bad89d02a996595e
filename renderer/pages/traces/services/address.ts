// What a link to the services reproduces, beside the server with traces that the frame names.
import type { SpanSide } from "#shared/traces/span-metrics";
import { hours } from "#shared/units/time";
import { readRange, writeRange } from "../../../components/range-picker/range-in-address";
import type { TimeRange } from "../../../components/range-picker/time-range";

export interface ServicesAddress {
  /** The source with the metrics; undefined: the first that has some. */
  on: string | undefined;
  service: string | undefined;
  side: SpanSide;
  range: TimeRange;
}

const usualRange = hours(1);

export function readServices(params: URLSearchParams): ServicesAddress {
  const side = params.get("side");
  return {
    on: readText(params, "on", 200),
    service: readText(params, "service", 1000),
    side: side === "client" || side === "all" ? side : "server",
    range: readRange(params, usualRange),
  };
}

/** The parameters with these in them; the usual ones are left out. */
export function writeServices(params: URLSearchParams, { on, service, side, range }: ServicesAddress): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ["on", "service", "side"]) next.delete(name);
  if (on !== undefined) next.set("on", on);
  if (service !== undefined) next.set("service", service);
  if (side !== "server") next.set("side", side);
  writeRange(next, range, usualRange);
  return next;
}

function readText(params: URLSearchParams, name: string, most: number): string | undefined {
  const text = params.get(name) ?? "";
  return text === "" || text.length > most ? undefined : text;
}
