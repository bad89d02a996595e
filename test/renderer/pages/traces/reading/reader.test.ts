import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { createTraceReader, type TraceReader } from "../../../../../renderer/pages/traces/reading/reader";
import { generateTrace, generateTraces, jaegerJson, otlpJson } from "../../../../support/traces/generator";
import { type LocalPort, startLocally } from "./local-port";

const trace = generateTrace({ seed: 3, spans: 50 });
const bytesOf = (text: string) => new TextEncoder().encode(text);

async function readJson(reader: TraceReader, json: string, origin?: { source: string } | { file: string }) {
  const answer = reader.beginAnswer("x", origin);
  const bytes = bytesOf(json);
  for (let at = 0; at < bytes.length; at += 10_000) void answer.push(bytes.subarray(at, at + 10_000));
  return answer.end();
}

const local = () => createTraceReader(() => startLocally());

describe("the reader", () => {
  test("reads bytes as they come, and leaves the ones that were given whole", async () => {
    const reader = local();
    const answer = reader.beginAnswer("x");
    const bytes = bytesOf(jaegerJson([trace]));
    const half = bytes.subarray(0, 5000);
    await answer.push(half);
    expect(half.byteLength).toBe(5000);
    await answer.push(bytes.slice(5000));
    const read = await answer.end();
    expect(read).toMatchObject({ isCut: false, problems: [], bytes: bytes.length });
    expect(read.summaries.map(({ traceId, spans }) => [traceId, spans])).toEqual([[trace.traceId, 50]]);
  });

  test("opens a trace by any form of its id, and answers what is asked of it", async () => {
    const reader = local();
    const { answerId } = await readJson(reader, jaegerJson([trace]));
    const open = await reader.open(answerId, trace.traceId.toUpperCase());
    expect(open.trace).toMatchObject({ traceId: trace.traceId, count: 50 });
    expect(open.events).toBe(trace.spans.reduce((sum, { events }) => sum + events.length, 0));
    const root = trace.spans.find(({ parentSpanId }) => parentSpanId === undefined);
    expect(await reader.detail(open.key, 0)).toMatchObject({ spanId: root?.spanId, operation: root?.operation });
    expect(await reader.positionOf(open.key, root?.spanId ?? "")).toBe(0);
    expect(await reader.spanIds(open.key, Uint32Array.of(0))).toEqual([root?.spanId]);
    expect([...(await reader.find(open.key, root?.spanId ?? ""))]).toContain(0);
    expect((await reader.statistics(open.key, { by: "service" })).reduce((sum, { count }) => sum + count, 0)).toBe(50);
    expect((await reader.flame(open.key)).parent[0]).toBe(-1);
    expect((await reader.logs(open.key)).total).toBe(open.events);
    expect((await reader.tagKeys(open.key)).length).toBeGreaterThan(0);
    expect(await reader.compare(open.key, open.key)).toMatchObject({ onlyA: 0, onlyB: 0 });
  });

  test("saves a trace, or all of an answer, so that it can be read again", async () => {
    const reader = local();
    const { answerId, summaries } = await readJson(reader, jaegerJson(generateTraces(2, { seed: 1, spans: 10 })));
    const { key } = await reader.open(answerId, summaries[0]?.traceId ?? "");
    const one = await reader.readFile(new File([await reader.save(key, "otlp")], "one.json"));
    const all = await reader.readFile(new File([await reader.save(answerId, "jaeger")], "all.json"));
    // Jaeger's form has no nanoseconds: the generator writes whole microseconds.
    expect(one.summaries).toEqual(summaries.slice(0, 1));
    expect(all.summaries).toEqual(summaries);
  });

  test("refuses what is no trace with a sentence", async () => {
    await expect(readJson(local(), "<html>")).rejects.toThrow("This is an HTML page");
  });

  test("knows which answer has a trace, by where it came from", async () => {
    const reader = local();
    const first = await readJson(reader, jaegerJson([trace]), { source: "a" });
    const second = await readJson(reader, jaegerJson([trace]), { source: "b" });
    const id = trace.traceId;
    expect(reader.answerWith(id, { source: "a" })).toBe(first.answerId);
    expect(reader.answerWith(id)).toBe(second.answerId);
    expect(reader.answerWith(id, { file: "a" })).toBeUndefined();
    reader.close(first.answerId);
    expect(reader.answerWith(id, { source: "a" })).toBeUndefined();
  });

  test("does not take an answer that broke off for one that has a trace whole", async () => {
    const reader = local();
    const cut = await readJson(reader, jaegerJson([trace]).slice(0, -400), { source: "a" });
    expect(cut.isCut).toBe(true);
    expect(reader.answerWith(trace.traceId, { source: "a" })).toBeUndefined();
  });
});

describe("files", () => {
  test("are unpacked where they are packed with gzip", async () => {
    const reader = local();
    const file = new File([gzipSync(otlpJson([trace]))], "trace.json.gz");
    const read = await reader.readFile(file);
    expect(read.summaries[0]).toMatchObject({ traceId: trace.traceId, spans: 50 });
    expect(reader.answerWith(trace.traceId, { file: "trace.json.gz" })).toBe(read.answerId);
  });

  test("that are damaged are refused, or read as far as they go", async () => {
    const packed = gzipSync(jaegerJson(generateTraces(40, { seed: 1, spans: 50 })));
    await expect(local().readFile(new File([packed.subarray(0, 60)], "x.gz"))).rejects.toThrow(
      "The file is packed with gzip, and damaged or cut off.",
    );
    const half = await local().readFile(new File([packed.subarray(0, packed.length - 100)], "x.gz"));
    expect(half.isCut).toBe(true);
    expect(half.summaries.length).toBeGreaterThan(1);
  });

  test("can be left in the middle", async () => {
    const leave = new AbortController();
    const reading = local().readFile(new File([jaegerJson([trace])], "x.json"), { signal: leave.signal });
    leave.abort();
    await expect(reading).rejects.toThrow("Cancelled.");
  });

  test("tell how far they are read", async () => {
    const told: number[] = [];
    const blanks = " ".repeat(5 * 1024 * 1024);
    const file = new File([blanks, blanks, jaegerJson([trace])], "x.json");
    await local().readFile(file, { onProgress: (bytes) => told.push(bytes) });
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });
});

describe("room", () => {
  const size = { mostKeptBytes: 60_000 };

  test("is made by dropping answers that nobody looks at, the oldest first", async () => {
    const reader = createTraceReader(() => startLocally(size));
    const first = await readJson(reader, jaegerJson([trace]), { source: "a" });
    const { key } = await reader.open(first.answerId, trace.traceId);
    const second = await readJson(reader, jaegerJson([trace]), { source: "b" });
    const third = await readJson(reader, jaegerJson([trace]), { source: "c" });
    expect(await reader.detail(key, 0)).toMatchObject({ position: 0 });
    expect(reader.answerWith(trace.traceId, { source: "b" })).toBeUndefined();
    await expect(reader.open(second.answerId, trace.traceId)).rejects.toThrow("put away to save memory");
    reader.release(key);
    await readJson(reader, jaegerJson([trace]), { source: "d" });
    await expect(reader.detail(key, 0)).rejects.toThrow("put away to save memory");
    await expect(reader.open(third.answerId, trace.traceId)).rejects.toThrow("put away to save memory");
  });
});

test("a worker that dies fails what waits for it, and the next question starts another one", async () => {
  const started: LocalPort[] = [];
  const reader = createTraceReader(() => {
    const port = startLocally();
    started.push(port);
    return port;
  });
  const { answerId } = await readJson(reader, jaegerJson([trace]), { source: "a" });
  const waiting = reader.open(answerId, trace.traceId);
  started[0]?.crash("out of memory");
  await expect(waiting).rejects.toThrow("Reading traces ended unexpectedly (out of memory). Open the trace again.");
  expect(started[0]?.isClosed).toBe(true);
  expect(reader.answerWith(trace.traceId)).toBeUndefined();
  expect((await readJson(reader, jaegerJson([trace]))).summaries).toHaveLength(1);
  expect(started).toHaveLength(2);
});

test("an answer of which a part could not be read is not taken for whole, and says so", async () => {
  const reader = createTraceReader(() => withOnePushFailing(startLocally()));
  const answer = reader.beginAnswer("x", { source: "a" });
  await answer.push(bytesOf("lost"));
  await answer.push(bytesOf(jaegerJson([trace])));
  const read = await answer.end();
  expect(read.isCut).toBe(true);
  expect(read.problems).toEqual([{ say: "A part of the answer could not be read: no memory", times: 1 }]);
  expect(reader.answerWith(trace.traceId)).toBeUndefined();
});

function withOnePushFailing(port: LocalPort): LocalPort {
  let hasFailed = false;
  let tell: Parameters<LocalPort["onNews"]>[0] = () => {};
  return {
    ...port,
    onNews(run) {
      tell = run;
      port.onNews(run);
    },
    post(request, transfer) {
      if (hasFailed || request.name !== "push") port.post(request, transfer);
      else {
        hasFailed = true;
        tell({ id: request.id, ok: false, failure: { kind: "internal", say: "no memory", retry: false } });
      }
    },
  };
}
