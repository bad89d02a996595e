import { describe, expect, test } from "vitest";
import type { SpanTable } from "#shared/traces/span-table";
import { tracesIn } from "#shared/traces/traces-in";
import { writeTraces } from "#shared/traces/write/index";
import { brokenTraces } from "../../../support/traces/broken-traces";
import { generateTraces, jaegerJson, otlpJson, zipkinJson } from "../../../support/traces/generator";
import { type PlainSpan, plainSpans, readText } from "../../../support/traces/plain-spans";

const allRows = (table: SpanTable) => Uint32Array.from(tracesIn(table).flatMap(({ rows }) => [...rows]));

const savedAs = (table: SpanTable, format: "jaeger" | "otlp") =>
  readText([...writeTraces(table, allRows(table), format)].join(""));

/** In an order that does not depend on how spans are put together; tags too, because some go by way of a member of their own. */
const sorted = (table: SpanTable): PlainSpan[] =>
  plainSpans(table)
    .filter(({ isRepeated }) => !isRepeated)
    .map((span) => ({ ...span, tags: span.tags.toSorted() }))
    .sort((a, b) => (JSON.stringify([a.traceId, a.spanId, a]) < JSON.stringify([b.traceId, b.spanId, b]) ? -1 : 1));

const seeds = [1, 2, 3, 4];
const traces = (seed: number) =>
  generateTraces(2, {
    seed,
    spans: 40,
    skew: 10,
    orphans: 1,
    links: 4,
    errors: 0.3,
    repeated: 1,
    hasNanoseconds: seed % 2 === 0,
  });

describe("what is saved and read again", () => {
  test.each(seeds)("is the same in the form it came in (seed %i)", (seed) => {
    const jaeger = readText(jaegerJson(traces(seed)));
    expect(sorted(savedAs(jaeger.table, "jaeger").table)).toEqual(sorted(jaeger.table));
    const otlp = readText(otlpJson(traces(seed)));
    expect(sorted(savedAs(otlp.table, "otlp").table)).toEqual(sorted(otlp.table));
  });

  test.each(seeds)("is the same where Jaeger's or Zipkin's become OpenTelemetry's (seed %i)", (seed) => {
    for (const json of [jaegerJson(traces(seed)), zipkinJson(traces(seed))]) {
      const { table } = readText(json);
      expect(sorted(savedAs(table, "otlp").table)).toEqual(sorted(table));
    }
  });

  test("as Jaeger's loses what is below microseconds, and has the agreed tags for what has no member there", () => {
    const span = {
      traceId: "1",
      spanId: "2",
      name: "x",
      kind: 3,
      startTimeUnixNano: "1485449191639875001",
      endTimeUnixNano: "1485449191639877900",
      status: { code: 2, message: "boom" },
      events: [{ name: "e", timeUnixNano: "1485449191639876000" }],
    };
    const scopeSpans = [{ scope: { name: "lib", version: "1" }, spans: [span] }];
    const { table } = readText(JSON.stringify({ resourceSpans: [{ scopeSpans }] }));
    expect(plainSpans(savedAs(table, "jaeger").table)).toEqual([
      {
        ...plainSpans(table)[0],
        start: "1485449191639875000",
        duration: 3000,
        tags: [
          "span.kind=client",
          "error=true (bool)",
          "otel.status_description=boom",
          "otel.scope.name=lib",
          "otel.scope.version=1",
        ],
      },
    ]);
  });

  test("keeps nested values, long numbers, doubles and texts that only look like them", () => {
    const nested = {
      kvlistValue: {
        values: [
          {
            key: "a:{",
            value: {
              arrayValue: {
                values: [
                  { intValue: "9007199254740993" },
                  { doubleValue: 2 },
                  { boolValue: true },
                  {},
                  { stringValue: '"}],' },
                  { kvlistValue: { values: [] } },
                ],
              },
            },
          },
        ],
      },
    };
    const attributes = [
      { key: "nested", value: nested },
      { key: "nan", value: { doubleValue: "NaN" } },
      { key: "text", value: { stringValue: "[1," } },
      { key: "__proto__", value: { stringValue: "</script>\u2028" } },
    ];
    const spans = [{ traceId: "1", spanId: "2", attributes }];
    const { table } = readText(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }));
    expect(plainSpans(table)[0]?.tags[0]).toBe('nested={"a:{":[9007199254740993,2.0,true,null,"\\"}],",{}]} (json)');
    expect(plainSpans(savedAs(table, "otlp").table)).toEqual(plainSpans(table));
  });

  test.each(brokenTraces.filter(({ spans }) => spans))("is the same after it was broken: $name", ({ text }) => {
    const { table } = readText(text());
    expect(savedAs(table, "otlp").table.count).toBe(allRows(table).length);
    expect(savedAs(table, "jaeger").table.count).toBe(allRows(table).length);
  });
});

test("a text of ten megabytes inside of a list is saved and read again", () => {
  const values = [{ stringValue: "x".repeat(10_000_000) }, { stringValue: 'a "quoted" \\ text' }, {}];
  const span = { traceId: "1", spanId: "2", name: "x", attributes: [{ key: "list", value: { arrayValue: { values } } }] };
  const { table } = readText(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
  const again = savedAs(table, "otlp").table;
  // A comparison that fails would print both texts.
  expect(again.texts[again.tagValue[0] as number] === table.texts[table.tagValue[0] as number]).toBe(true);
});

test.each([
  { name: "Jaeger's", span: { spanID: "2", startTime: 1e308, duration: 1e308, logs: [{ timestamp: 1e308, fields: [] }] } },
  { name: "Jaeger's", span: { spanID: "2", startTime: 1, duration: 1e308 } },
  {
    name: "OpenTelemetry's",
    span: { spanId: "2", startTimeUnixNano: 1e308, endTimeUnixNano: "1e308", events: [{ timeUnixNano: 1e308 }] },
  },
])("times beyond all numbers are times that are not told: $name", ({ span }) => {
  const document =
    "spanID" in span
      ? { data: [{ traceID: "1", spans: [span], processes: {} }] }
      : { resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, traceId: "1" }] }] }] };
  const { table } = readText(JSON.stringify(document));
  const isTold = (time: number | undefined) => time !== undefined && !Number.isNaN(time);
  expect([table.start[0], table.duration[0], table.eventAt[0]].filter(isTold).every(Number.isFinite)).toBe(true);
  for (const format of ["jaeger", "otlp"] as const) expect(sorted(savedAs(table, format).table)).toHaveLength(1);
});
