// Reading what was asked, with what Loki says of what it cannot read.
import { LokiError } from "./loki-error";

const second = 1_000_000_000n;

/** Seconds with a fraction, seconds in up to ten digits, nanoseconds in more, or a date. */
export function timeOf(text: string, name: string): bigint {
  if (/^\d+\.\d*$/.test(text)) return BigInt(Math.round(Number(text) * 1e6)) * 1000n;
  if (/^-?\d+$/.test(text)) return text.length <= 10 ? BigInt(text) * second : BigInt(text);
  const ms = Date.parse(text);
  if (!Number.isNaN(ms)) return BigInt(ms) * 1_000_000n;
  throw new LokiError(400, `could not parse '${name}' parameter: strconv.ParseInt: parsing "${text}": invalid syntax`);
}

/** Seconds, or a duration as Go writes them, in milliseconds. */
export function durationOf(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
  let total = 0;
  for (const { 1: count, 2: unit } of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g))
    total += Number(count) * (units[unit ?? ""] ?? 0);
  if (total === 0) throw new LokiError(400, `cannot parse "${text}" to a valid duration`);
  return total;
}

export interface Asked {
  query: string;
  start: bigint;
  end: bigint;
}

const mostNs = (30n * 24n + 1n) * 3600n * second;

/** The span that was asked for. `usual`: how far it goes back when nobody says. */
export function askedOf(params: URLSearchParams, now: bigint, usualHours: bigint): Asked {
  const end = timeOf(params.get("end") ?? String(now), "end");
  const since = params.get("since");
  const usual = since === null ? usualHours * 3600n * second : BigInt(durationOf(since)) * 1_000_000n;
  const start = timeOf(params.get("start") ?? String(end - usual), "start");
  return { query: params.get("query") ?? "", start, end };
}

export function refuseSpan({ start, end }: Asked): void {
  if (start > end) throw new LokiError(400, "end timestamp must not be before or equal to start time");
  if (end - start <= mostNs) return;
  const hours = Number((end - start) / (3600n * second));
  throw new LokiError(400, `the query time range exceeds the limit (query length: ${hours}h0m0s, limit: 30d1h)`);
}

export function limitOf(params: URLSearchParams, usual: number, most: number): number {
  const text = params.get("limit") ?? String(usual);
  if (!/^-?\d+$/.test(text)) throw new LokiError(400, `strconv.Atoi: parsing "${text}": invalid syntax`);
  const limit = Number(text);
  if (limit <= 0) throw new LokiError(400, "limit must be a positive value");
  if (limit <= most) return limit;
  const numbers = `(${limit} > ${most})`;
  throw new LokiError(400, `max entries limit per query exceeded, limit > max_entries_limit_per_query ${numbers}`);
}

export function directionOf(params: URLSearchParams): "backward" | "forward" {
  const direction = params.get("direction")?.toLowerCase() ?? "backward";
  if (direction === "backward" || direction === "forward") return direction;
  throw new LokiError(400, `invalid direction '${direction}'`);
}

const mostPoints = 11_000;

/** The step of a metric query, in milliseconds. */
export function stepOf(params: URLSearchParams, { start, end }: Asked): number {
  const rangeMs = Number((end - start) / 1_000_000n);
  const given = params.get("step");
  const step = given === null ? Math.max(Math.floor(rangeMs / 250_000), 1) * 1000 : stepMs(given);
  if (step <= 0)
    throw new LokiError(400, "zero or negative query resolution step widths are not accepted. Try a positive integer");
  if (rangeMs / step <= mostPoints) return step;
  const advice = "Try increasing the value of the step parameter";
  throw new LokiError(400, `exceeded maximum resolution of 11,000 points per time series. ${advice}`);
}

const stepMs = (text: string) => (/^-?[\d.]+$/.test(text) ? Number(text) * 1000 : durationOf(text));
