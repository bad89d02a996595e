import { expect, test } from "vitest";
import { type Order, pickFields } from "../../../../renderer/panels/timeseries/fields";
import { numberField, textField, timeField } from "../../../../shared/dashboards/data/fields";
import type { Frame } from "../../../../shared/dashboards/data/frame";
import { seriesFrame } from "../frames";

const nan = Number.NaN;
const labels = (frames: readonly Frame[], order: Order = "mean", most = 2) => {
  const { drawn, total } = pickFields(frames, order, most);
  return { drawn: drawn.map(({ label }) => label).join(""), total };
};
const many = [
  seriesFrame("c", [1, 1, 9]),
  seriesFrame("b", [5, 5, 5]),
  seriesFrame("a", [nan, nan, nan]),
  seriesFrame("d", [20, 0, 0]),
];

test.each<{ order: Order; expected: string }>([
  { order: "mean", expected: "bd" },
  { order: "max", expected: "cd" },
  { order: "last", expected: "cb" },
  { order: "name", expected: "ab" },
])("of more series than can be told apart those first by $order are drawn, and all are counted", ({ order, expected }) => {
  expect(labels(many, order)).toEqual({ drawn: expected, total: 4 });
});

test("few are all drawn, as they came", () => expect(labels(many, "max", 10)).toEqual({ drawn: "cbad", total: 4 }));

test("what has no times, no numbers or no rows is not drawn", () => {
  const times = timeField(Float64Array.of(1));
  const frames: Frame[] = [
    { refId: "A", shape: "table", length: 1, fields: [numberField("n", Float64Array.of(1))] },
    { refId: "B", shape: "table", length: 1, fields: [times, textField("t", ["x"])] },
    { refId: "C", shape: "series", length: 0, fields: [timeField(new Float64Array(0)), numberField("n", new Float64Array(0))] },
  ];
  expect(labels(frames)).toEqual({ drawn: "", total: 0 });
});

test("two series of one name have ids of their own, and the same ones the next time", () => {
  const frames = [seriesFrame("x", [1]), seriesFrame("x", [2])];
  const ids = () => pickFields(frames, "mean").drawn.map(({ id }) => id);
  expect(new Set(ids()).size).toBe(2);
  expect(ids()).toEqual(ids());
});

test("what a file says of drawing is repaired field by field", () => {
  const custom = { lineWidth: "thick", fillOpacity: 30, drawStyle: "squiggle", stacking: null };
  const [drawn] = pickFields([seriesFrame("x", [1], { custom })], "mean").drawn;
  expect(drawn?.custom).toMatchObject({
    lineWidth: 1.5,
    fillOpacity: 30,
    drawStyle: "line",
    stacking: { mode: "none", group: "A" },
  });
});

test("a name that would turn its line around is made visible", () => {
  const [drawn] = pickFields([seriesFrame("a\u202eb", [1])], "mean").drawn;
  expect(drawn?.label).not.toContain("\u202e");
});
