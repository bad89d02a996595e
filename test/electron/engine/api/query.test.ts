import { describe, expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import { createApi } from "../../../../electron/engine/api/api";
import { setUpQueryApi } from "../../../../electron/engine/api/query";
import { createSources } from "../../../../electron/engine/sources/index";
import type { MetricsSource, RangeQuery } from "../../../../electron/engine/sources/source";
import { recordingLog } from "../../../support/engine-parts";
import { createFakeClock } from "../../../support/fake-clock";

const values = ["a", "b", "c"];

function setUp() {
  const clock = createFakeClock();
  const { log } = recordingLog();
  const api = createApi(log);
  const asked: RangeQuery[] = [];
  const local: MetricsSource = {
    instant: async ({ time }) => {
      await clock.advance(12);
      return { warnings: ["w"], infos: [], result: { kind: "scalar", time: time ?? 0, value: Number.NaN } };
    },
    range: async (query) => {
      asked.push(query);
      return { warnings: [], infos: [], series: [] };
    },
    check: (expr) => [{ severity: "error", message: "wrong", place: { from: 0, to: expr.length, line: 1, column: 1 } }],
    labelNames: async ({ metric }) => [metric ?? "any"],
    labelValues: async ({ limit }) => values.slice(0, limit),
    metadata: async () => ({ up: { type: "gauge", help: "" } }),
  };
  const remote: MetricsSource = {
    ...local,
    labelNames: () => Promise.reject(new AppError({ kind: "timeout", say: "late", retry: true })),
    exemplars: async ({ expr, start }) =>
      expr === "none" ? undefined : [{ timeMs: start, value: 1, labels: { trace_id: "4bf9" }, series: { __name__: expr } }],
  };
  const connections = {
    source: (id: string) => (id === "c1" ? remote : undefined),
    logs: () => undefined,
    traces: () => undefined,
    kindOf: (id: string) => (id === "c1" ? ("prometheus" as const) : undefined),
    nameOf: (id: string) => (id === "c1" ? "Prod" : undefined),
  };
  const localLogs = () => Promise.reject(new Error("no logs here"));
  const sources = createSources({ local, localLogs, connections });
  const demanded: string[] = [];
  setUpQueryApi(api, { sources, clock, demand: { ask: (expr) => demanded.push(typeof expr === "string" ? expr : expr.text) } });
  return { api, asked, sources, demanded };
}

test("an instant query says how long the source took", async () => {
  const { api } = setUp();
  expect(await api.run("query.instant", { source: "local", expr: "up", timeMs: 5 })).toEqual({
    ok: true,
    value: { warnings: ["w"], infos: [], tookMs: 12, result: { kind: "scalar", time: 5, value: Number.NaN } },
  });
});

test("what is asked of this machine is in demand, what is asked of a server or only checked is not", async () => {
  const { api, demanded } = setUp();
  await api.run("query.instant", { source: "local", expr: "instant", timeMs: 5 });
  await api.run("query.range", { source: "local", expr: "range", startMs: 0, endMs: 60_000, stepMs: 1000 });
  await api.run("query.instant", { source: "c1", expr: "elsewhere", timeMs: 5 });
  await api.run("query.check", { source: "local", expr: "checked" });
  expect(demanded).toEqual(["instant", "range"]);
});

describe("a range query", () => {
  const range = { source: "local", expr: "up", startMs: 0 };

  test("with as many points as allowed reaches the source", async () => {
    const { api, asked } = setUp();
    expect(await api.run("query.range", { ...range, endMs: 11_000_000, stepMs: 1000 })).toMatchObject({ ok: true });
    expect(asked).toMatchObject([{ expr: "up", start: 0, end: 11_000_000, step: 1000 }]);
  });

  test.each([
    {
      name: "one step too many",
      endMs: 11_001_000,
      stepMs: 1000,
      say: "A step of 1s over 3h3m21s makes more than 11,000 points per series: a step of 2s would do.",
    },
    {
      name: "a month at 15 s",
      endMs: 30 * 86_400_000,
      stepMs: 15_000,
      say: "A step of 15s over 30d makes more than 11,000 points per series: a step of 5m would do.",
    },
    {
      name: "a century at an hour",
      endMs: 36_500 * 86_400_000,
      stepMs: 3_600_000,
      say: "A step of 1h over 100y makes more than 11,000 points per series: a step of 1w would do.",
    },
    {
      name: "ten thousand years",
      endMs: 3_650_000 * 86_400_000,
      stepMs: 1000,
      say: "A step of 1s over 10000y makes more than 11,000 points per series: a step of 332d would do.",
    },
    { name: "an end before its start", endMs: -1, stepMs: 1000, say: "The end of the range lies before its start." },
  ])("with $name is refused with what would do", async ({ endMs, stepMs, say }) => {
    const { api, asked } = setUp();
    expect(await api.run("query.range", { ...range, endMs, stepMs })).toEqual({
      ok: false,
      failure: { kind: "bad-request", say, retry: false },
    });
    expect(asked).toEqual([]);
  });
});

test("label values say whether there are more than asked for", async () => {
  const { api } = setUp();
  const ask = (limit: number) => api.run("query.labelValues", { source: "local", label: "job", limit });
  expect(await ask(2)).toEqual({ ok: true, value: { values: ["a", "b"], truncated: true } });
  expect(await ask(3)).toEqual({ ok: true, value: { values: ["a", "b", "c"], truncated: false } });
});

test("an empty expression has no mistakes, any other is checked by its source", async () => {
  const { api } = setUp();
  expect(await api.run("query.check", { source: "local", expr: " \n" })).toEqual({ ok: true, value: { diagnostics: [] } });
  expect(await api.run("query.check", { source: "local", expr: "up{" })).toMatchObject({
    value: { diagnostics: [{ message: "wrong" }] },
  });
});

test("a source is found by its id, and one that is gone says so", async () => {
  const { api, sources } = setUp();
  expect(await api.run("query.labelNames", { source: "local", metric: "up" })).toEqual({ ok: true, value: { names: ["up"] } });
  expect(await api.run("query.labelNames", { source: "c1" })).toMatchObject({ failure: { kind: "timeout", retry: true } });
  expect(await api.run("query.metadata", { source: "c2" })).toMatchObject({
    failure: { kind: "not-found", say: "The connection that this was asked of is gone: choose another source." },
  });
  expect(["local", "c1", "c2"].map(sources.nameOf)).toEqual(["this host", "Prod", "c2"]);
});

test.each([
  {
    name: "a source that has some",
    source: "c1",
    expr: "up",
    expected: {
      exemplars: [{ timeMs: 1000, value: 1, labels: { trace_id: "4bf9" }, series: { __name__: "up" } }],
      isSupported: true,
    },
  },
  { name: "a server that knows none", source: "c1", expr: "none", expected: { exemplars: [], isSupported: false } },
  { name: "this host, which keeps none", source: "local", expr: "up", expected: { exemplars: [], isSupported: false } },
])("exemplars are asked of $name", async ({ source, expr, expected }) => {
  const { api } = setUp();
  const input = { source, expr, startMs: 1000, endMs: 2000 };
  expect(await api.run("query.exemplars", input)).toEqual({ ok: true, value: expected });
});
