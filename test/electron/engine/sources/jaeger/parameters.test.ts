import { expect, test } from "vitest";
import type { TraceSearch } from "#shared/contract/traces";
import { traceParameters, v1Parameters, v3Parameters } from "../../../../../electron/engine/sources/jaeger/parameters";

const startMs = Date.UTC(2026, 10, 21, 8);
const search: TraceSearch = {
  service: "front end/ü",
  operation: "GET /",
  tags: [
    { key: "http.status_code", value: "500" },
    { key: "__proto__", value: 'a "quoted" value' },
  ],
  minDurationNs: 1_500_000_000,
  maxDurationNs: 2_000_500,
  startMs,
  endMs: startMs + 1.4,
  limit: 7,
};
const tags = '{"http.status_code":"500","__proto__":"a \\"quoted\\" value"}';

test("API v3 is asked in both of its spellings, and for its depth in the third", () => {
  const camel = {
    "query.serviceName": "front end/ü",
    "query.operationName": "GET /",
    "query.startTimeMin": "2026-11-21T08:00:00.000Z",
    "query.startTimeMax": "2026-11-21T08:00:00.001Z",
    "query.durationMin": "1500ms",
    "query.durationMax": "2000500ns",
    "query.searchDepth": "7",
    "query.attributes": tags,
    "query.rawTraces": "true",
  };
  const snake = {
    "query.service_name": "front end/ü",
    "query.operation_name": "GET /",
    "query.start_time_min": "2026-11-21T08:00:00.000Z",
    "query.start_time_max": "2026-11-21T08:00:00.001Z",
    "query.duration_min": "1500ms",
    "query.duration_max": "2000500ns",
    "query.search_depth": "7",
    "query.num_traces": "7",
    "query.raw_traces": "true",
  };
  expect(Object.fromEntries(v3Parameters(search))).toEqual({ ...camel, ...snake });
});

test("API v1 is asked in microseconds", () => {
  expect(Object.fromEntries(v1Parameters(search))).toEqual({
    service: "front end/ü",
    operation: "GET /",
    tags,
    start: `${startMs}000`,
    end: `${startMs + 1}000`,
    minDuration: "1500ms",
    maxDuration: "2000500ns",
    limit: "7",
    raw: "true",
  });
});

test("a trace is asked for as it was recorded, without the server's own correction of clocks", () => {
  expect(Object.fromEntries(traceParameters.v3(undefined))).toEqual({ rawTraces: "true", raw_traces: "true" });
  expect(Object.fromEntries(traceParameters.v1({ startMs, endMs: startMs }))).toEqual({
    start: `${startMs}000`,
    end: `${startMs}000`,
    raw: "true",
  });
});

test.each([
  { ns: 0, text: "0ms" },
  { ns: 1_000_000, text: "1ms" },
  { ns: 1500, text: "1500ns" },
  { ns: 500_000, text: "500us" },
  { ns: 1e18, text: "1000000000000ms" },
])("a duration of $ns ns is $text", ({ ns, text }) => {
  expect(v1Parameters({ ...search, minDurationNs: ns }).get("minDuration")).toBe(text);
});

test.each([
  { time: -5, text: "1970-01-01T00:00:00.000Z", us: "0000" },
  { time: 1e30, text: "2262-01-01T00:00:00.000Z", us: `${Date.UTC(2262, 0)}000` },
])("a time that cannot be is the nearest that can ($time)", ({ time, text, us }) => {
  expect(v3Parameters({ ...search, startMs: time }).get("query.startTimeMin")).toBe(text);
  expect(v1Parameters({ ...search, startMs: time }).get("start")).toBe(us);
});

test("what is not asked is not sent", () => {
  const all = { tags: [], startMs, endMs: startMs, limit: 1 };
  expect([...v3Parameters(all).keys()].filter((name) => /service|operation|duration|attributes/i.test(name))).toEqual([]);
  expect([...traceParameters.v3(undefined).keys()].filter((name) => /time/i.test(name))).toEqual([]);
});
