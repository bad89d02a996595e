import { expect, test } from "vitest";
import type { Labels } from "#shared/model/labels";
import { seriesIds, seriesNames } from "../../../../renderer/panels/query-chart/series-names";

test("lines are called by what tells them apart", () => {
  const sets: Labels[] = [
    { __name__: "up", job: "node", instance: "a" },
    { __name__: "up", job: "node", instance: "b", zone: "x" },
  ];
  expect(seriesNames(sets, "up")).toEqual(['{instance="a"}', '{instance="b", zone="x"}']);
});

test.each<{ name: string; labels: Labels; expected: string }>([
  { name: "its whole label set", labels: { __name__: "up", job: "a" }, expected: 'up{job="a"}' },
  { name: "its expression when it has no labels", labels: {}, expected: "sum(up)" },
])("a single line is called by $name", ({ labels, expected }) => expect(seriesNames([labels], " sum(up)\n")).toEqual([expected]));

test("a label called like something every object has is not taken for shared", () => {
  expect(seriesNames([{ constructor: "a", x: "1" }, { x: "2" }] as Labels[], "m")).toEqual([
    '{constructor="a", x="1"}',
    '{x="2"}',
  ]);
});

test("two lines never share an id, even when a server answers the same labels twice", () => {
  const ids = seriesIds([{ a: "1" }, { a: "2" }, { a: "1" }]);
  expect(new Set(ids).size).toBe(3);
});
