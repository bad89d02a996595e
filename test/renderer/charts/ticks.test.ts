import { afterAll, beforeAll, expect, test } from "vitest";
import { timeLabel, timeTicks, valueAxis } from "../../../renderer/charts/ticks";

// A zone whose clock changes, and that is not a whole number of steps from UTC in any season of interest.
const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = "Europe/Berlin";
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const at = (text: string) => Date.parse(text);
const labels = (start: string, end: string, most: number) => {
  const { times, stepMs } = timeTicks(at(start), at(end), most);
  return times.map((time) => timeLabel(time, stepMs));
};

test.each([
  {
    name: "a quarter of an hour",
    start: "2026-11-21T12:00:30+01:00",
    end: "2026-11-21T12:15:30+01:00",
    expected: ["12:05", "12:10", "12:15"],
  },
  {
    name: "a quarter of an hour with room for one more",
    most: 5,
    start: "2026-11-21T12:00:30+01:00",
    end: "2026-11-21T12:15:30+01:00",
    expected: ["12:03", "12:06", "12:09", "12:12", "12:15"],
  },
  {
    name: "a minute",
    start: "2026-11-21T12:00:05+01:00",
    end: "2026-11-21T12:01:05+01:00",
    expected: ["12:00:15", "12:00:30", "12:00:45", "12:01:00"],
  },
  {
    name: "a day, with its date at midnight",
    start: "2026-11-20T15:00:00+01:00",
    end: "2026-11-21T15:00:00+01:00",
    expected: ["18:00", "21 Nov", "06:00", "12:00"],
  },
  {
    name: "the day on which summer time ends",
    start: "2026-10-24T23:00:00+02:00",
    end: "2026-10-25T22:00:00+01:00",
    expected: ["25 Oct", "06:00", "12:00", "18:00"],
  },
  {
    name: "a week",
    start: "2026-11-15T10:00:00+01:00",
    end: "2026-11-22T10:00:00+01:00",
    expected: ["17 Nov", "19 Nov", "21 Nov"],
  },
])("the time axis of $name has round times of the viewer's clock", ({ start, end, most = 4, expected }) => {
  expect(labels(start, end, most)).toEqual(expected);
});

test.each([
  { name: "per cent of a busy machine", min: 2, max: 57, unit: "percent" as const, expected: [0, 20, 40, 60] },
  { name: "values that are all zero", min: 0, max: 0, unit: "percent" as const, leastTop: 10, expected: [0, 2.5, 5, 7.5, 10] },
  { name: "nothing at all", min: Infinity, max: -Infinity, unit: "number" as const, expected: [0, 0.25, 0.5, 0.75, 1] },
  {
    name: "bytes, in powers of two",
    min: 0,
    max: 20 * 2 ** 30,
    unit: "bytes" as const,
    expected: [0, 8, 16, 24].map((gib) => gib * 2 ** 30),
  },
  { name: "values below zero", min: -7, max: 3, unit: "celsius" as const, expected: [-7.5, -5, -2.5, 0, 2.5, 5] },
  { name: "seconds, in steps of a clock", min: 0, max: 100, unit: "seconds" as const, expected: [0, 30, 60, 90, 120] },
  {
    name: "small numbers, without the crumbs of arithmetic",
    min: 0,
    max: 0.4,
    unit: "number" as const,
    expected: [0, 0.1, 0.2, 0.3, 0.4],
  },
])("the value axis of $name ends on round numbers", ({ min, max, unit, leastTop, expected }) => {
  expect(valueAxis(min, max, { unit, most: 4, leastTop }).ticks).toEqual(expected);
});

test.each([
  { name: "values next to nothing", ticks: () => valueAxis(0, 5e-324, { unit: "number", most: 4 }).ticks },
  { name: "no number", ticks: () => timeTicks(Number.NaN, Number.NaN, 4).times },
])("the axis of $name comes to an end", ({ ticks }) => expect(ticks().length).toBeLessThan(10));
