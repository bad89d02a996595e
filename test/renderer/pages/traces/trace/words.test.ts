import { expect, test } from "vitest";
import { seriesOf, serviceColour } from "../../../../../renderer/pages/traces/service-colours";
import { countText } from "../../../../../renderer/pages/traces/trace/FindBar";
import { addressOf } from "../../../../../renderer/pages/traces/trace/follow-state";
import { recentTraces, rememberTrace } from "../../../../../renderer/pages/traces/trace/recent-traces";
import { serviceCounts } from "../../../../../renderer/pages/traces/trace/service-counts";
import type { TraceFind } from "../../../../../renderer/pages/traces/trace/trace-state";
import { progressText } from "../../../../../renderer/pages/traces/trace/WaitingTrace";
import { drawnTrace } from "./traces";

test.each([
  { phase: "asking", bytes: 0, totalBytes: undefined, expected: "Asking for the trace…" },
  { phase: "loading", bytes: 13_000_000, totalBytes: undefined, expected: "12.4 MiB read" },
  { phase: "loading", bytes: 13_000_000, totalBytes: 52_000_000, expected: "12.4 MiB of 49.6 MiB read" },
  { phase: "reading", bytes: 52_000_000, totalBytes: 52_000_000, expected: "49.6 MiB read; putting the spans in order…" },
] as const)("while it is $phase, $bytes of $totalBytes bytes are told", ({ phase, bytes, totalBytes, expected }) => {
  expect(progressText(phase, bytes, totalBytes).replaceAll("\u00a0", " ")).toBe(expected);
});

const found: TraceFind = {
  isOpen: true,
  words: "redis",
  matches: Uint32Array.of(3, 7, 1200),
  mask: Uint8Array.from({ length: 2000 }, (_, position) => (position === 3 || position === 7 || position === 1200 ? 1 : 0)),
  isLooking: false,
};
const nothing = { matches: new Uint32Array(), mask: new Uint8Array(10) };

test.each([
  { name: "no words", find: { ...found, words: " " }, active: undefined, expected: "" },
  { name: "matches, and the keys elsewhere", find: found, active: 5, expected: "3 spans" },
  { name: "the keys in one of them", find: found, active: 7, expected: "2 of 3" },
  { name: "none", find: { ...found, ...nothing }, active: undefined, expected: "Not found" },
  {
    name: "the first search under way",
    find: { ...found, ...nothing, mask: undefined, isLooking: true },
    active: undefined,
    expected: "Looking…",
  },
  {
    name: "a mistake",
    find: { ...found, problem: "A quote is not closed." },
    active: undefined,
    expected: "A quote is not closed.",
  },
])("beside the search stands what was found: $name", ({ find, active, expected }) => {
  expect(countText(find, active)).toBe(expected);
});

test("services are listed with most spans first", () => {
  const trace = drawnTrace([
    { name: "a x", depth: 0, start: 0, duration: 1 },
    { name: "b x", depth: 1, start: 0, duration: 1 },
    { name: "b y", depth: 1, start: 0, duration: 1 },
  ]);
  expect(serviceCounts(trace)).toEqual([
    { service: 1, spans: 2 },
    { service: 0, spans: 1 },
  ]);
});

test("the ninth service has the colour of the first", () => {
  expect([serviceColour(0), serviceColour(8), seriesOf(9)]).toEqual(["var(--series-1)", "var(--series-1)", 1]);
});

test("of the traces that were looked at, the latest stand first, each once, and ten of them", () => {
  for (let at = 0; at < 12; at++) rememberTrace({ traceId: `t${at}`, source: "s", name: `trace ${at}`, durationNs: at });
  rememberTrace({ traceId: "t5", source: "s", name: "trace 5", durationNs: 5 });
  expect(recentTraces().map(({ traceId }) => traceId)).toEqual(["t5", "t11", "t10", "t9", "t8", "t7", "t6", "t4", "t3", "t2"]);
});

test("the address names the services that are hidden, because their numbers are of one reading", () => {
  const state = {
    name: "spans",
    filter: { services: new Set([1]), leastShare: 0.05 },
    find: found,
    onlyMatches: true,
    foldsRuns: true,
  } as const;
  expect(addressOf({ services: ["web", "db"] }, state, "abc1")).toEqual({
    view: "spans",
    spanId: "abc1",
    find: "redis",
    onlyMatches: true,
    criticalOnly: false,
    errorsOnly: false,
    leastShare: 0.05,
    foldsRuns: true,
    hidden: ["db"],
  });
});
