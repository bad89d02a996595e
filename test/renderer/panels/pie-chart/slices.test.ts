import { expect, test } from "vitest";
import { percentText, slicesOf } from "../../../../renderer/panels/pie-chart/slices";
import { figuresOf } from "../../../../shared/dashboards/data/figures";
import type { FieldConfig } from "../../../../shared/dashboards/field-config";
import { seriesFrame } from "../frames";

const reduceOptions = { values: false, calcs: ["lastNotNull"], fields: "" };
const figures = (values: Readonly<Record<string, number>>, config: FieldConfig = {}) =>
  figuresOf(
    Object.entries(values).map(([name, value]) => seriesFrame(name, [value], config)),
    reduceOptions,
  );
const names = (sort: "asc" | "desc" | "none") => slicesOf(figures({ a: 2, b: 5, c: 3 }), sort).slices.map(({ name }) => name);

test("slices stand in the order that is asked for", () => {
  expect([names("desc"), names("asc"), names("none")]).toEqual([
    ["b", "c", "a"],
    ["a", "c", "b"],
    ["a", "b", "c"],
  ]);
});

test("parts add up to the whole", () => {
  const { slices } = slicesOf(figures({ a: 1, b: 3 }), "desc");
  expect(slices.map(({ name, share }) => [name, share])).toEqual([
    ["b", 0.75],
    ["a", 0.25],
  ]);
});

test("what is missing or below zero is part of no whole, and is said", () => {
  const { slices, note } = slicesOf(figures({ a: 1, b: -3, c: Number.NaN, d: Number.POSITIVE_INFINITY }), "desc");
  expect(slices.map(({ name }) => name)).toEqual(["a"]);
  expect(note).toBe("3 values are missing or below zero");
});

test("beyond twelve the smallest are one slice, which says how many it is of", () => {
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`n${index}`, index + 1]));
  const { slices } = slicesOf(figures(many, { unit: "bytes" }), "desc");
  expect(slices).toHaveLength(12);
  expect(slices[0]?.name).toBe("n199");
  expect(slices[11]).toMatchObject({ name: "189 others", size: (189 * 190) / 2, text: "17.5\u00a0KiB" });
});

test("what was taken out by the legend stays in it, and the rest is the whole", () => {
  const all = figures({ a: 1, b: 3 });
  const hidden = new Set([slicesOf(all, "desc").slices[0]?.id ?? ""]);
  expect(slicesOf(all, "desc", hidden).slices.map(({ name, share }) => [name, share])).toEqual([
    ["b", 0],
    ["a", 1],
  ]);
});

test("fields can be hidden from the drawing, the legend and the tooltip", () => {
  expect(slicesOf(figures({ a: 1 }, { custom: { hideFrom: { viz: true } } }), "desc").slices).toEqual([]);
  const [slice] = slicesOf(figures({ a: 1 }, { custom: { hideFrom: { legend: true, tooltip: true } } }), "desc").slices;
  expect(slice).toMatchObject({ isInLegend: false, isInTooltip: false });
});

test.each([
  [0, "0%"],
  [0.0004, "< 0.1%"],
  [0.034, "3.4%"],
  [0.126, "13%"],
  [0.9996, "100%"],
  [1, "100%"],
])("a share of %d is written %s", (share, text) => expect(percentText(share)).toBe(text));
