import { expect, test } from "vitest";
import { mappingLines, mappingsOf } from "../../../../shared/dashboards/change/mappings";
import { addThreshold, sortedSteps } from "../../../../shared/dashboards/change/thresholds";
import type { ValueMapping } from "../../../../shared/dashboards/field-config";

const mappings: ValueMapping[] = [
  { type: "value", options: { up: { text: "fine", index: 0 }, "1": { text: "one", index: 1 }, "0": { color: "red", index: 2 } } },
  { type: "range", options: { from: 1, to: null, result: { text: "many", index: 3 } } },
  { type: "regex", options: { pattern: "^n", result: { index: 4 } } },
  { type: "special", options: { match: "nan", result: { text: "none", index: 5 } } },
];

test("mappings become lines in the order that their indexes say, and the same mappings again", () => {
  const lines = mappingLines(mappings);
  expect(lines.map((line) => (line.kind === "value" ? line.value : line.kind))).toEqual([
    "up",
    "1",
    "0",
    "range",
    "regex",
    "special",
  ]);
  expect(mappingsOf(lines)).toEqual(mappings);
});

test("a line between values parts them, so that the first that fits still holds", () => {
  const [up, one, zero, range] = mappingLines(mappings);
  const parted = mappingsOf([up, range, one, zero].filter((line) => line !== undefined));
  expect(parted.map(({ type }) => type)).toEqual(["value", "range", "value"]);
});

test("of two lines for one value the first holds", () => {
  const doubled = mappingsOf([
    { kind: "value", value: "1", result: { text: "first" } },
    { kind: "value", value: "1", result: { text: "second" } },
  ]);
  expect(doubled).toEqual([{ type: "value", options: { "1": { text: "first", index: 0 } } }]);
});

test("without indexes the order of the file holds", () => {
  const plain: ValueMapping[] = [{ type: "value", options: { b: { text: "B" }, a: { text: "A" } } }];
  expect(mappingLines(plain).map((line) => line.kind === "value" && line.value)).toEqual(["b", "a"]);
});

const base = { value: null, color: "green" };

test.each([
  { name: "sorted ones stay the same list", steps: [base, { value: 80, color: "red" }], same: true },
  { name: "others are sorted", steps: [base, { value: 80, color: "red" }, { value: 60, color: "orange" }], same: false },
  { name: "a base is put below them", steps: [{ value: 1, color: "red" }], same: false },
])("of thresholds $name", ({ steps, same }) => {
  const sorted = sortedSteps(steps);
  expect(sorted === steps).toBe(same);
  expect(sorted[0]?.value).toBeNull();
  expect(sorted.slice(1).map(({ value }) => value)).toEqual(
    sorted
      .slice(1)
      .map(({ value }) => value)
      .sort((a, b) => Number(a) - Number(b)),
  );
});

test("a new threshold stands above the highest", () => {
  expect(addThreshold([])).toEqual([base, { value: 80, color: "red" }]);
  expect(addThreshold([base, { value: 80, color: "red" }]).at(-1)).toEqual({ value: 160, color: "yellow" });
  expect(addThreshold([base, { value: 60, color: "yellow" }, { value: 80, color: "red" }]).at(-1)).toEqual({
    value: 100,
    color: "orange",
  });
});
