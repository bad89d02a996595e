import { expect, test } from "vitest";
import type { SpanEvents } from "#shared/traces/span-events";
import { eventAt, eventName, eventRows } from "../../../../../../renderer/pages/traces/views/events/event-rows";
import { levelState } from "../../../../../../renderer/pages/traces/views/events/level-state";
import { perMs, traceOf } from "../../../../../shared/traces/build/drawn-trace";

const trace = traceOf(`
  GET shop       |==========|
    query db     |  ======  |`);

const events: SpanEvents = {
  span: Uint32Array.of(0, 1, 1, 0),
  at: Float64Array.of(1 * perMs, 3 * perMs, 4 * perMs, Number.NaN),
  names: ["cache.miss", "exception"],
  name: Uint32Array.of(0, 1, 0, 0),
  fields: ["key=a", 'exception.message="deadline exceeded"', "key=b", "key=c"],
  level: ["", "error", "", ""],
  total: 4,
};
const asked = { trace, events, words: "", among: undefined, correctsClocks: true };

test.each([
  { name: "all of them", asked: {}, expected: [0, 1, 2, 3] },
  { name: "by a word of its fields, whatever its case", asked: { words: "DEADLINE" }, expected: [1] },
  { name: "by its name", asked: { words: "cache" }, expected: [0, 2, 3] },
  { name: "by words of the event and of its span", asked: { words: "cache query db" }, expected: [2] },
  { name: "by its level", asked: { words: "error" }, expected: [1] },
  { name: "of some spans only", asked: { among: Uint32Array.of(1) }, expected: [1, 2] },
])("events are listed: $name", ({ asked: more, expected }) => expect(eventRows({ ...asked, ...more })).toEqual(expected));

test("where clocks are corrected, events stand in the corrected order, and those without a time last", () => {
  // The query's clock is two and a half milliseconds ahead: its first event came before that of the GET.
  const skewed = { ...trace, shift: Float64Array.of(0, -2.5 * perMs) };
  expect(eventRows({ ...asked, trace: skewed })).toEqual([1, 0, 2, 3]);
  expect(eventAt(skewed, events, 1, true)).toBe(0.5 * perMs);
  expect(eventRows({ ...asked, trace: skewed, correctsClocks: false })).toEqual([0, 1, 2, 3]);
});

test("an event is called by its name", () => expect(eventName(events, 1)).toBe("exception"));

test.each([
  { level: "ERROR", expected: "critical" },
  { level: "fatal", expected: "critical" },
  { level: "Warn", expected: "warning" },
  { level: "debug", expected: "quiet" },
  { level: "info", expected: undefined },
  { level: "constructor", expected: undefined },
])("levelState: $level is $expected", ({ level, expected }) => expect(levelState(level)).toBe(expected));
