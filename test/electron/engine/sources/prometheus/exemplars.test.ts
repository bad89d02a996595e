import { afterEach, describe, expect, test } from "vitest";
import { mostExemplars } from "#shared/contract/query";
import { toExemplars } from "../../../../../electron/engine/sources/prometheus/exemplars-to-model";
import { connectPrometheus } from "../../../../../electron/engine/sources/prometheus/index";
import { connectionTo } from "../../../../support/connections";
import { createFakeClock } from "../../../../support/fake-clock";
import { startHttp } from "../../../../support/misbehaving-server";

const stretch = { start: 1000, end: 11_000 };
const of = (timestamp: number, value: string, labels: unknown = { trace_id: "4bf9" }) => ({ labels, value, timestamp });
const series = (...exemplars: unknown[]) => ({ seriesLabels: { __name__: "http_seconds_bucket", le: "0.5" }, exemplars });

describe("toExemplars", () => {
  test("has the time in milliseconds, the number, and both sets of labels; oldest first", () => {
    expect(toExemplars([series(of(3, "0.4"), of(2.5, "+1e-3", { traceID: "a", span_id: "b" }))], stretch)).toEqual([
      {
        timeMs: 2500,
        value: 0.001,
        labels: { traceID: "a", span_id: "b" },
        series: { __name__: "http_seconds_bucket", le: "0.5" },
      },
      { timeMs: 3000, value: 0.4, labels: { trace_id: "4bf9" }, series: { __name__: "http_seconds_bucket", le: "0.5" } },
    ]);
  });

  test.each([
    { name: "one of another time", answer: [series(of(0.5, "1"), of(12, "1"))] },
    { name: "one without a number", answer: [series(of(2, "NaN"), of(2, "+Inf"), of(2, "many"))] },
    { name: "a series without any", answer: [{ seriesLabels: {}, exemplars: null }] },
    { name: "nothing at all", answer: null },
  ])("leaves out $name", ({ answer }) => expect(toExemplars(answer, stretch)).toEqual([]));

  test("a label called __proto__, or one that is no text, is left out", () => {
    const labels = JSON.parse('{"__proto__":"x","constructor":"y","n":1}');
    expect(toExemplars([series(of(2, "1", labels))], stretch)[0]?.labels).toEqual({ constructor: "y" });
  });

  test("of more than a chart has room for the highest of each time stay", () => {
    // Two for each millisecond of ten seconds.
    const many = Array.from({ length: 20_000 }, (_, index) => of(1 + Math.floor(index / 2) / 1000, String(index % 100)));
    const kept = toExemplars([series(...many)], stretch);
    expect(kept.length).toBeLessThanOrEqual(mostExemplars);
    expect(kept.length).toBeGreaterThan(mostExemplars / 2);
    expect(Math.min(...kept.map(({ value }) => value))).toBeGreaterThan(90);
    expect(new Set(kept.map(({ timeMs }) => Math.floor(timeMs / 1000))).size).toBe(10);
  });
});

const started: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((it) => it.stop()));
});

async function sourceAnswering(status: number, body: string, contentType = "application/json") {
  const asked: string[] = [];
  const server = await startHttp((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, { "content-type": contentType }).end(body);
  });
  const source = await connectPrometheus({
    connection: connectionTo(server.url),
    readSecret: async () => undefined,
    clock: createFakeClock(),
  });
  started.push(server, { stop: () => source.close({ breakOff: true }) });
  return { source, asked };
}

const query = { expr: "x", ...stretch, signal: new AbortController().signal };

test("exemplars are asked of their own endpoint", async () => {
  const { source, asked } = await sourceAnswering(200, JSON.stringify({ status: "success", data: [series(of(2, "1"))] }));
  expect(await source.exemplars(query)).toHaveLength(1);
  expect(asked).toEqual(["POST /api/v1/query_exemplars"]);
});

test.each([
  { name: "404 in plain text", status: 404, body: "404 page not found", contentType: "text/plain" },
  { name: "a shape of its own", status: 200, body: '{"status":"success","data":{}}', contentType: "application/json" },
])("a server that answers $name has none, and is not asked again", async ({ status, body, contentType }) => {
  const { source, asked } = await sourceAnswering(status, body, contentType);
  expect(await source.exemplars(query)).toBeUndefined();
  expect(await source.exemplars(query)).toBeUndefined();
  expect(asked).toHaveLength(1);
});

test("a server that fails is asked again", async () => {
  const { source, asked } = await sourceAnswering(500, "");
  await expect(source.exemplars(query)).rejects.toThrow();
  await expect(source.exemplars(query)).rejects.toThrow();
  expect(asked).toHaveLength(2);
});
