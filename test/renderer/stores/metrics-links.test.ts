import { describe, expect, test } from "vitest";
import type { CallInput, CallOutput } from "#shared/contract/index";
import type { Labels } from "#shared/model/labels";
import { exprOf, firstWithMetrics, metricsAddress, metricsOf } from "../../../renderer/stores/metrics-links";

/** A source that knows these series. */
function asking(series: readonly Record<string, string>[]) {
  const matchers: string[] = [];
  async function ask<N extends "query.labelNames" | "query.labelValues">(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    return answer(name, input) as CallOutput<N>;
  }
  function answer(name: string, input: CallInput<"query.labelValues"> | CallInput<"query.labelNames">): unknown {
    if (name === "query.labelNames") return { names: [...new Set(series.flatMap((each) => Object.keys(each)))] };
    const { label, matcher } = input as CallInput<"query.labelValues">;
    if (matcher !== undefined) matchers.push(matcher);
    const pairs = [...(matcher ?? "").matchAll(/(\w+)="([^"]*)"/g)];
    const fits = series.filter((each) => pairs.every(([, key, value]) => each[key ?? ""] === value));
    return { values: [...new Set(fits.flatMap((each) => each[label] ?? []))].sort(), truncated: false };
  }
  return { matchers, parts: { source: "prom", from: 0, to: 1, ask } };
}

const series = [
  { __name__: "http_requests_total", job: "gateway", instance: "gw-2:8080" },
  { __name__: "up", job: "gateway", instance: "gw-1:8080" },
  { __name__: "up", job: "other", instance: "gw-2:8080" },
];

describe("metricsOf", () => {
  test("finds what has all of the line's labels, and then what has each, under the names that metrics give them", async () => {
    const { parts } = asking(series);
    expect(await metricsOf({ service: "gateway", hostname: "gw-2", color: "red" }, parts)).toEqual([
      { labels: { job: "gateway", instance: "gw-2:8080" }, names: ["http_requests_total"], isCut: false },
      { labels: { job: "gateway" }, names: ["http_requests_total", "up"], isCut: false },
      { labels: { instance: "gw-2:8080" }, names: ["http_requests_total", "up"], isCut: false },
    ]);
  });

  test("leaves out what does not go together", async () => {
    const { parts } = asking(series);
    const groups = await metricsOf({ service: "other", host: "gw-1" }, parts);
    expect(groups.map(({ labels }) => labels)).toEqual([{ job: "other" }, { instance: "gw-1:8080" }]);
  });

  test.each<Labels>([{ color: "red" }, { service: "unknown" }, {}])("finds nothing for %j", async (labels) => {
    const { parts, matchers } = asking(series);
    expect(await metricsOf(labels, parts)).toEqual([]);
    expect(matchers).toEqual([]);
  });
});

test.each([
  ["up", 'up{job="a"}'],
  ["http_requests_total", 'rate(http_requests_total{job="a"}[5m])'],
  ["http_seconds_sum", 'rate(http_seconds_sum{job="a"}[5m])'],
  ["http_seconds_bucket", 'histogram_quantile(0.95, sum by (le) (rate(http_seconds_bucket{job="a"}[5m])))'],
  ["a name with spaces", '{"a name with spaces", job="a"}'],
])("asks of %s what its name says it counts", (name, expected) => expect(exprOf(name, { job: "a" })).toBe(expected));

test("the way to the metrics names their source, the query and the time", () => {
  const address = metricsAddress({ source: "prom", expr: "up", from: 0, to: 900_000 });
  expect(address).toBe("/metrics?source=prom&expr=up&from=1970-01-01T00%3A00%3A00.000Z&to=1970-01-01T00%3A15%3A00.000Z");
});

describe("firstWithMetrics", () => {
  const group = { labels: { job: "gateway" }, names: ["up"], isCut: false };
  const looking = (answers: Record<string, (typeof group)[] | "fails">) => {
    const asked: string[] = [];
    const found = firstWithMetrics(Object.keys(answers), async (source) => {
      asked.push(source);
      const answer = answers[source];
      if (answer === "fails" || !answer) throw new Error(`${source} failed`);
      return answer;
    });
    return { asked, found };
  };

  test("asks one source after the other until one has some", async () => {
    const { asked, found } = looking({ down: "fails", other: [], prom: [group], local: [group] });
    expect(await found).toEqual({ source: "prom", groups: [group] });
    expect(asked).toEqual(["down", "other", "prom"]);
  });

  test("where none has, it is the answer of the first that gave one", async () => {
    expect(await looking({ down: "fails", other: [], local: [] }).found).toEqual({ source: "other", groups: [] });
  });

  test("where none answers, it fails as the first did", async () => {
    await expect(looking({ down: "fails", local: "fails" }).found).rejects.toThrow("down failed");
  });
});
