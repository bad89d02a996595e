import { expect, test } from "vitest";
import { panelQuerySchema } from "#shared/dashboards/panel";
import type { PlannedQuery } from "#shared/dashboards/queries/plan";
import { canRide, isLiveRange } from "../../../../../renderer/pages/dashboards/run/riding";
import { scopeWith } from "../../../../support/dashboard-scope";

const minutes = (count: number) => count * 60_000;

test.each([
  {
    name: "the last quarter of an hour, each second",
    from: "now-15m",
    to: "now",
    length: minutes(15),
    every: 1000,
    isLive: true,
  },
  { name: "the last hour", from: "now-1h", to: "now", length: minutes(60), every: 1000, isLive: true },
  { name: "the last six hours", from: "now-6h", to: "now", length: minutes(360), every: 1000, isLive: false },
  { name: "every five seconds", from: "now-15m", to: "now", length: minutes(15), every: 5000, isLive: false },
  { name: "not by itself", from: "now-15m", to: "now", length: minutes(15), every: undefined, isLive: false },
  { name: "until a minute ago", from: "now-15m", to: "now-1m", length: minutes(14), every: 1000, isLive: false },
  { name: "since boot, which grows", from: "boot", to: "now", length: minutes(15), every: 1000, isLive: false },
  { name: "since midnight", from: "now/d", to: "now", length: minutes(15), every: 1000, isLive: false },
])("whether $name is live: $isLive", ({ from, to, length, every, isLive }) => {
  expect(isLiveRange({ from, to }, length, every)).toBe(isLive);
});

const range = { from: 0, to: minutes(15) };
const query: PlannedQuery = {
  ...{ refId: "A", source: "local", expr: "up", kind: "range", startMs: 0, endMs: minutes(15), stepMs: 5000, legendFormat: "" },
  query: panelQuerySchema.parse({ refId: "A" }),
};

test.each([
  { name: "range queries of this host", queries: [query, query], canRide: true },
  { name: "no queries", queries: [], canRide: false },
  { name: "one of another source", queries: [query, { ...query, source: "c1" }], canRide: false },
  { name: "an instant query", queries: [{ ...query, kind: "instant" as const }], canRide: false },
  { name: "a query with a step of a minute", queries: [{ ...query, stepMs: 60_000 }], canRide: false },
  { name: "a query that cannot be asked", queries: [{ ...query, unsupported: "It is LogQL." }], canRide: false },
])("whether a panel with $name rides on the live stream: $canRide", ({ queries, canRide: expected }) => {
  expect(canRide({ queries, range, scope: scopeWith({}) }, range)).toBe(expected);
});

test("a panel with a stretch of time of its own does not ride", () => {
  expect(canRide({ queries: [query], range: { from: 0, to: minutes(5) }, scope: scopeWith({}) }, range)).toBe(false);
});
