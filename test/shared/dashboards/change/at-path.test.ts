import { expect, test } from "vitest";
import { valueAt, withValueAt } from "../../../../shared/dashboards/change/at-path";

const options = { legend: { placement: "bottom", calcs: ["max"] }, text: "a" };

test.each([
  { path: "text", expected: "a" },
  { path: "legend.placement", expected: "bottom" },
  { path: "legend.calcs", expected: ["max"] },
  { path: "legend.none.deeper", expected: undefined },
  { path: "text.length", expected: undefined },
  { path: "legend.calcs.0", expected: undefined },
  { path: "constructor.name", expected: undefined },
])("at $path lies $expected", ({ path, expected }) => expect(valueAt(options, path)).toEqual(expected));

test.each([
  {
    name: "replaces",
    path: "legend.placement",
    value: "right",
    expected: { ...options, legend: { placement: "right", calcs: ["max"] } },
  },
  { name: "makes what is missing on the way", path: "a.b.c", value: 1, expected: { ...options, a: { b: { c: 1 } } } },
  { name: "takes away", path: "text", value: undefined, expected: { legend: options.legend } },
  { name: "takes away nothing", path: "none.there", value: undefined, expected: options },
  { name: "replaces what is no object on the way", path: "text.size", value: 2, expected: { ...options, text: { size: 2 } } },
])("withValueAt $name", ({ path, value, expected }) => expect(withValueAt(options, path, value)).toEqual(expected));

test("what becomes empty goes too", () => {
  expect(withValueAt({ custom: { stacking: { mode: "normal" } } }, "custom.stacking.mode", undefined)).toEqual({});
});

test("a changed property keeps its place among the others", () => {
  expect(Object.keys(withValueAt({ a: 1, b: 2, c: 3 }, "b", 9))).toEqual(["a", "b", "c"]);
});

test.each(["__proto__.polluted", "a.constructor.prototype", "custom.__proto__"])(
  "the path %s of a file reaches nothing",
  (path) => {
    expect(withValueAt(options, path, true)).toBe(options);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  },
);
