// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how dashboards write what stands for a value
import { expect, test } from "vitest";
import { applyFieldConfig } from "#shared/dashboards/data/apply-field-config";
import { figuresOf } from "#shared/dashboards/data/figures";
import type { Frame } from "#shared/dashboards/data/frame";
import type { FieldConfig } from "#shared/dashboards/field-config";
import { reduceOptionsSchema } from "#shared/dashboards/options/common";
import { series, table } from "../../../support/frames";

const figures = (frames: readonly Frame[], options: object = {}, defaults: FieldConfig = {}) =>
  figuresOf(
    applyFieldConfig(frames, { defaults, overrides: [] }, (text) => text),
    reduceOptionsSchema.parse({ calcs: ["lastNotNull"], values: false, fields: "", ...options }),
  );
const shown = (...given: Parameters<typeof figures>) =>
  figures(...given).map(({ title, display }) => `${title}: ${display.text}`);

const load = series(
  [
    { labels: { host: "a" }, values: [1, 2, 4] },
    { labels: { host: "b" }, values: [8, 8, 6] },
  ],
  { legendFormat: "{{host}}" },
);
const disks = table("A", [
  ["Time", "device", "mount", "used", "free"],
  [0, "sda", "/", 70, 30],
  [0, "sdb", "/data", 10, 90],
]);

test.each<{ name: string; frames: readonly Frame[]; options?: object; defaults?: FieldConfig; expected: string[] }>([
  { name: "one for each series", frames: load, expected: ["a: 4", "b: 6"] },
  {
    name: "one for each calculation",
    frames: load.slice(0, 1),
    options: { calcs: ["min", "max"] },
    expected: ["a (Min): 1", "a (Max): 4"],
  },
  { name: "the last value when none is named", frames: load.slice(0, 1), options: { calcs: [] }, expected: ["a: 4"] },
  { name: "one for each column of numbers", frames: [disks], options: { calcs: ["sum"] }, expected: ["used: 80", "free: 120"] },
  { name: "one of a chosen column", frames: [disks], options: { fields: "/^device$/" }, expected: ["device: sdb"] },
  { name: "one of a column by its name", frames: [disks], options: { fields: "free", calcs: ["max"] }, expected: ["free: 90"] },
  {
    name: "one for each row",
    frames: [disks],
    options: { values: true, fields: "used" },
    expected: ["sda / used: 70", "sdb /data used: 10"],
  },
  {
    name: "as many rows as wanted",
    frames: [disks],
    options: { values: true, fields: "used", limit: 1 },
    expected: ["sda / used: 70"],
  },
  {
    name: "one with a name of its own for each row",
    frames: [disks],
    options: { values: true, fields: "used" },
    defaults: { displayName: "${__data.fields.mount}" },
    expected: ["/: 70", "/data: 10"],
  },
  { name: "none without numbers", frames: [table("A", [["x"], ["text"]])], expected: [] },
])("figures are $name", ({ frames, options, defaults, expected }) => {
  expect(shown(frames, options, defaults)).toEqual(expected);
});

test("a row whose only numbers these are is called by its texts", () => {
  expect(
    shown(
      [
        table("A", [
          ["device", "used"],
          ["sda", 7],
        ]),
      ],
      { values: true },
    ),
  ).toEqual(["sda: 7"]);
});

test("a figure of a series has its line, and how far it went", () => {
  const [first] = figures(load);
  expect(first).toMatchObject({ value: 4, percentChange: 300, frameIndex: 0 });
  expect(first?.sparkline?.values).toEqual(Float64Array.of(1, 2, 4));
});

test("rows of one instant are no line", () => {
  expect(figures([disks])[0]?.sparkline).toBeUndefined();
});

test("the same figure keeps its key from one answer to the next", () => {
  expect(figures(load).map(({ key }) => key)).toEqual(["A/0/1/lastNotNull", "A/1/1/lastNotNull"]);
});
