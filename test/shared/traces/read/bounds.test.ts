// What files hold that were made to break a reader: it must neither fail on them nor keep them.
import { expect, test } from "vitest";
import { createDocuments } from "#shared/traces/read/documents";
import { createTraceReading } from "#shared/traces/read/index";
import { createOutline } from "#shared/traces/read/outline";
import { Problems } from "#shared/traces/read/problems";
import { SpanTableWriter } from "#shared/traces/read/table-writer";
import { readText } from "../../../support/traces/plain-spans";

const span = { traceID: "1", spanID: "2", operationName: "x", startTime: 1_795_234_590_000_000, duration: 1 };

test("what is wrapped more often than any document is left out, and what stands beside it is read", () => {
  const wrapped = `${'{"trace":'.repeat(300_000)}null${"}".repeat(300_000)}`;
  const { table, problems } = readText(`{"data":[${wrapped},{"traceID":"1","spans":[${JSON.stringify(span)}]}]}`, 60_000);
  expect(table.count).toBe(1);
  expect(problems.map(({ say }) => say)).toContainEqual(expect.stringContaining("nested deeper than 200 levels"));
});

test("of a document with very many names of its own some are kept, to tell what it is", () => {
  const names = Array.from({ length: 5000 }, (_, index) => `"name ${index}":1`);
  const { root, seen } = createDocuments({ writer: new SpanTableWriter(), problems: new Problems() });
  createOutline({ root, onNotTaken: () => {} }).push(new TextEncoder().encode(`{${names.join(",")}}`));
  expect(seen.strangers.size).toBe(100);
});

test("an id of megabytes is cut", () => {
  const long = { ...span, traceID: "A".repeat(1_000_000), spanID: "b".repeat(100_000) };
  // The first of all is read in another way than the others.
  const { table } = readText(JSON.stringify({ data: [{ traceID: "1", spans: [long, long, span], processes: {} }] }));
  expect(Array.from(table.traceId.subarray(0, 3), (id) => table.texts[id])).toEqual(["a".repeat(256), "a".repeat(256), "1"]);
  expect(Array.from(table.spanId.subarray(0, 3), (id) => table.texts[id])).toEqual(["b".repeat(256), "b".repeat(256), "2"]);
});

test("a reading that is full says so, and passes over what comes then", () => {
  const reading = createTraceReading({ mostBytes: 1000 });
  const bytes = new TextEncoder().encode(JSON.stringify({ data: [{ traceID: "1", spans: Array(100).fill(span) }] }));
  expect(reading.isFull).toBe(false);
  reading.push(bytes);
  expect(reading.isFull).toBe(true);
  reading.push(new TextEncoder().encode("no JSON"));
  expect(reading.end().isCut).toBe(true);
});
