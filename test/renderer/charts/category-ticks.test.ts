import { expect, test } from "vitest";
import { categoryTicks } from "../../../renderer/charts/category-ticks";

const words = {
  measure: (text: string) => text.length * 6,
  cut: (text: string, room: number) => text.slice(0, Math.floor(room / 6)),
};
const place = { room: 400, lead: 40, isHorizontal: false, panel: { width: 440, height: 300 } };
const ticks = (names: string[], over: Partial<typeof place> = {}, options = { labelRotation: 0 }) =>
  categoryTicks(names, { ...place, ...over }, options, words);

test("names that fit side by side lie", () => {
  expect(ticks(["one", "two"])).toEqual({
    labels: [
      { text: "one", whole: "one" },
      { text: "two", whole: "two" },
    ],
    angle: 0,
    room: 22,
  });
});

test("names that would run into each other are turned, and cut where the first would leave the chart", () => {
  const { angle, labels } = ticks(Array.from({ length: 10 }, (_, index) => `a-very-long-name-${index}`));
  expect(angle).toBe(-45);
  expect(labels[0]?.text.length).toBeLessThan(18);
  expect(labels[0]?.whole).toBe("a-very-long-name-0");
});

test("turned names that are closer than their lines are high leave some out", () => {
  const { labels } = ticks(Array.from({ length: 80 }, (_, index) => `name-${index}`));
  expect(labels.filter(Boolean).length).toBeLessThan(41);
  expect(labels[0]?.text).toBe("name-0");
});

test("a turn that was chosen is taken", () => {
  expect(ticks(["one", "two"], {}, { labelRotation: 90 }).angle).toBe(90);
});

test("names are cut to the length that was chosen, and whole in the tooltip", () => {
  const [label] = categoryTicks(["instance-1"], place, { labelRotation: 0, labelLength: 4 }, words).labels;
  expect(label).toEqual({ text: "inst…", whole: "instance-1" });
});

test("beside horizontal bars names take at most two fifths of the width", () => {
  const { room, angle } = ticks(["x".repeat(100)], { isHorizontal: true, room: 300 });
  expect(angle).toBe(0);
  expect(room).toBe(440 * 0.4 + 8);
});
