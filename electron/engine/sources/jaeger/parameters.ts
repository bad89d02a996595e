// What a search and a trace are asked for with, in the words of both APIs.
import type { TraceSearch } from "#shared/contract/traces";
import type { EpochMs } from "#shared/units/time";

/** The newest Jaegers write names of parameters in one way, and the ones before 2.19 know only the other. Each passes over what it does not know. */
function bothSpellings(parameters: Readonly<Record<string, string | undefined>>): URLSearchParams {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    all.set(name, value);
    all.set(snakeCase(name), value);
  }
  return all;
}

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Spans as they were recorded: else a Jaeger moves those whose clocks were off, or writes into most of them that it did not. What was
 * moved is to be seen, and to be switched off, so it is done here.
 */
const recorded = "true";

/** https://github.com/jaegertracing/jaeger-idl/blob/main/proto/api_v3/query_service.proto */
export function v3Parameters({
  service,
  operation,
  tags,
  minDurationNs,
  maxDurationNs,
  startMs,
  endMs,
  limit,
}: TraceSearch): URLSearchParams {
  const parameters = bothSpellings({
    "query.serviceName": service,
    "query.operationName": operation,
    "query.startTimeMin": instant(startMs),
    "query.startTimeMax": instant(endMs),
    "query.durationMin": minDurationNs === undefined ? undefined : goDuration(minDurationNs),
    "query.durationMax": maxDurationNs === undefined ? undefined : goDuration(maxDurationNs),
    "query.searchDepth": String(limit),
    "query.attributes": tags.length === 0 ? undefined : tagsAsJson(tags),
    "query.rawTraces": recorded,
  });
  // What the versions before 2.19 call the depth.
  parameters.set("query.num_traces", String(limit));
  return parameters;
}

export function v1Parameters({
  service,
  operation,
  tags,
  minDurationNs,
  maxDurationNs,
  startMs,
  endMs,
  limit,
}: TraceSearch): URLSearchParams {
  const parameters = new URLSearchParams({ service: service ?? "" });
  if (operation !== undefined) parameters.set("operation", operation);
  if (tags.length > 0) parameters.set("tags", tagsAsJson(tags));
  parameters.set("start", inMicroseconds(startMs));
  parameters.set("end", inMicroseconds(endMs));
  if (minDurationNs !== undefined) parameters.set("minDuration", goDuration(minDurationNs));
  if (maxDurationNs !== undefined) parameters.set("maxDuration", goDuration(maxDurationNs));
  parameters.set("limit", String(limit));
  parameters.set("raw", recorded);
  return parameters;
}

/** Of one trace, in both APIs; `span`: about when it was, where that is known. */
export const traceParameters = {
  v3: (span: TimeSpan | undefined): URLSearchParams =>
    bothSpellings({
      startTime: span && instant(span.startMs),
      endTime: span && instant(span.endMs),
      rawTraces: recorded,
    }),
  v1: (span: TimeSpan | undefined): URLSearchParams =>
    new URLSearchParams({
      ...(span && { start: inMicroseconds(span.startMs), end: inMicroseconds(span.endMs) }),
      raw: recorded,
    }),
};

export interface TimeSpan {
  startMs: EpochMs;
  endMs: EpochMs;
}

/** All values are texts there, those of numbers and truths too. Written by hand, a tag called `__proto__` stays a tag. */
const tagsAsJson = (tags: TraceSearch["tags"]): string =>
  `{${tags.map(({ key, value }) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(",")}}`;

const instant = (time: EpochMs): string => new Date(plausible(time)).toISOString();
const inMicroseconds = (time: EpochMs): string => `${plausible(time)}000`;

/** A link may hold any number. Go counts nanoseconds from 1970 on in 64 bits, which end in 2262. */
const plausible = (time: EpochMs): EpochMs => Math.round(Math.min(Math.max(0, time), Date.UTC(2262, 0)));

/** `1500ms`: whole numbers only, in the largest of these units that has one. */
function goDuration(ns: number): string {
  const whole = Math.round(ns);
  if (whole % 1_000_000 === 0) return `${whole / 1_000_000}ms`;
  return whole % 1000 === 0 ? `${whole / 1000}us` : `${whole}ns`;
}
