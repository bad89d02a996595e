// Everything that nobody should send and somebody does, through all that is done with a trace: read, built, looked at, saved.
import { describe, expect, test } from "vitest";
import { AppError } from "#shared/model/failure";
import { type BuiltTrace, buildTrace } from "#shared/traces/build/index";
import { compareTraces } from "#shared/traces/compare";
import { findSpans } from "#shared/traces/find-spans";
import { flameGraph } from "#shared/traces/flame-graph";
import { createTraceReading } from "#shared/traces/read/index";
import { shownRows } from "#shared/traces/shown-rows";
import { detailOf } from "#shared/traces/span-detail";
import { eventsOf } from "#shared/traces/span-events";
import type { ReadOutcome, SpanTable } from "#shared/traces/span-table";
import { statistics } from "#shared/traces/statistics";
import { summariesOf } from "#shared/traces/summaries";
import { tracesIn } from "#shared/traces/traces-in";
import { writeTraces } from "#shared/traces/write/index";
import { createRandom } from "../../support/random-numbers";
import { brokenTraces } from "../../support/traces/broken-traces";
import { generateTrace, jaegerJson, otlpJson, zipkinJson } from "../../support/traces/generator";
import { readSpans } from "../../support/traces/told-spans";

function read(bytes: Uint8Array, pieceLength = bytes.length || 1): ReadOutcome {
  const reading = createTraceReading();
  for (let from = 0; from < bytes.length; from += pieceLength) reading.push(bytes.slice(from, from + pieceLength));
  return reading.end();
}

/** What reading gives: how many spans, or the refusal. Everything else that is thrown is a bug. */
function outcomeOf(bytes: Uint8Array, pieceLength?: number) {
  try {
    const { table, isCut } = read(bytes, pieceLength);
    return { spans: countOf(table), isCut, table };
  } catch (error) {
    if (error instanceof AppError) return { failure: error.failure };
    throw error;
  }
}

/** Rows that only repeat another one do not count. */
const countOf = (table: SpanTable): number => tracesIn(table).reduce((sum, { rows }) => sum + rows.length, 0);

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** All that a window does with the traces of a table. */
function goThrough(table: SpanTable): BuiltTrace[] {
  summariesOf(table);
  return tracesIn(table).map(({ rows }) => {
    const built = buildTrace(table, rows);
    const { trace } = built;
    expect(trace.count).toBe(rows.length);
    expect([...trace.start, ...trace.duration, ...trace.self].every(Number.isFinite)).toBe(true);
    for (let position = 0; position < Math.min(trace.count, 20); position++) detailOf(table, built, position);
    shownRows(trace, {
      collapsed: new Uint8Array(trace.count),
      openRuns: new Set(),
      foldsRuns: true,
      filter: { errorsOnly: true },
    });
    findSpans(table, built, 'script "x" a=b');
    statistics(table, built, { by: "service", thenBy: { tag: "__proto__" } });
    flameGraph(trace);
    compareTraces(trace, trace);
    eventsOf(table, built);
    return built;
  });
}

describe("what is broken", () => {
  test.each(brokenTraces)("$name", ({ text, format, spans, isCut = false }) => {
    const bytes = bytesOf(text());
    const outcome = outcomeOf(bytes);
    if (spans === undefined) {
      expect(outcome.failure).toMatchObject({ kind: "bad-file" });
      return;
    }
    expect(outcome).toMatchObject({ spans, isCut });
    if (!outcome.table) return;
    if (spans > 0) expect(outcome.table.format).toBe(format);
    goThrough(outcome.table);
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    // Cut anywhere on its way, it says the same; long ones are cut less often.
    const again = outcomeOf(bytes, bytes.length < 20_000 ? 1 : 4093);
    expect(again).toMatchObject({ spans, isCut });
  });

  test.each(brokenTraces.filter(({ spans = 0, format }) => spans > 0 && spans < 1000 && format !== undefined))(
    "$name, saved and read again, says the same",
    ({ text }) => {
      const { table } = read(bytesOf(text()));
      const rows = Uint32Array.from(tracesIn(table).flatMap(({ rows }) => [...rows]));
      const once = read(bytesOf([...writeTraces(table, rows, "otlp")].join(""))).table;
      const twice = read(bytesOf([...writeTraces(once, all(once), "otlp")].join(""))).table;
      expect(once.count).toBe(rows.length);
      expect(readSpans(twice, all(twice))).toEqual(readSpans(once, all(once)));
    },
  );
});

const all = (table: SpanTable): Uint32Array => Uint32Array.from({ length: table.count }, (_, row) => row);

const trace = generateTrace({ seed: 3, spans: 40, links: 4, orphans: 1, errors: 0.1 });
const formats = [
  { name: "Jaeger JSON", text: jaegerJson([trace]) },
  { name: "OTLP JSON", text: otlpJson([trace], { isAnswer: true }) },
  { name: "Zipkin JSON", text: zipkinJson([trace], { sharesIds: true }) },
];

describe.each(formats)("$name", ({ text }) => {
  const bytes = bytesOf(text);
  const random = createRandom(99);

  test("cut off anywhere gives all spans that are whole before that", () => {
    // Where a span ends: each of its texts from the beginning gives one more.
    let before = 0;
    for (let round = 0; round < 150; round++) {
      const end = Math.floor((bytes.length * (round + random.fraction())) / 150);
      const outcome = outcomeOf(bytes.slice(0, end));
      if ("failure" in outcome) expect(end).toBeLessThan(200);
      else {
        expect(outcome.spans).toBeGreaterThanOrEqual(before);
        before = outcome.spans ?? 0;
      }
    }
    expect(before).toBeGreaterThanOrEqual(39);
  });

  test("with bytes changed, left out, doubled and put in gives spans or a refusal, and nothing else", () => {
    for (let round = 0; round < 150; round++) {
      const changed = mutate(bytes);
      const outcome = outcomeOf(changed, random.pick([changed.length, 977, 64]));
      if (outcome.table) goThrough(outcome.table);
    }
  });

  test("broken in one place keeps the spans before that", () => {
    for (let round = 0; round < 60; round++) {
      const at = random.whole(Math.floor(bytes.length / 2), bytes.length - 1);
      const whole = outcomeOf(bytes.slice(0, at)).spans ?? 0;
      const changed = bytes.slice();
      changed[at] = random.pick([0, 0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a, 0xff]);
      expect(outcomeOf(changed).spans ?? 0).toBeGreaterThanOrEqual(whole);
    }
  });

  function mutate(whole: Uint8Array): Uint8Array {
    let changed = whole.slice();
    for (let times = random.whole(1, 6); times > 0; times--) {
      const at = random.whole(0, changed.length - 1);
      const until = Math.min(changed.length, at + random.whole(1, 400));
      const part = changed.slice(at, until);
      switch (random.pick(["set", "out", "twice", "in", "swap"])) {
        case "set":
          changed[at] = random.pick([0, 0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d, 0x2c, 0x3a, 0x2d, 0x65, 0xff, random.whole(0, 255)]);
          break;
        case "out":
          changed = joined(changed.slice(0, at), changed.slice(until));
          break;
        case "twice":
          changed = joined(changed.slice(0, until), changed.slice(at));
          break;
        case "in":
          changed = joined(changed.slice(0, at), bytesOf(random.pick(inserted)), changed.slice(at));
          break;
        case "swap": {
          const other = random.whole(0, changed.length - part.length);
          changed.copyWithin(at, other, other + part.length);
          changed.set(part, other);
        }
      }
    }
    return changed;
  }
});

const inserted = [
  "null",
  "[]",
  "{}",
  "1e999",
  '"',
  "\\u0000",
  ',"spans":[',
  "}]}",
  '"__proto__":',
  "[[[[",
  "\ufeff",
  "-",
  "tru",
  "\u2028",
];

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
