import { expect, test } from "vitest";
import { inOrder } from "../../../../../electron/engine/sources/loki/point-order";

const series = (...values: unknown[]) => ({ metric: { app: "a" }, values, histograms: undefined });

test("points out of order are put in order, and of two of one time the later one counts", () => {
  const element = series([2, "b"], [1, "a"], [3, "c"], [2, "again"]);
  expect(inOrder(element).values).toEqual([
    [1, "a"],
    [2, "again"],
    [3, "c"],
  ]);
});

test.each([
  ["points in order", series([1, "a"], [2, "b"])],
  ["no points", series()],
  ["what is no point", series([2, "b"], null, [1, "a"])],
])("%s is left as it is", (_, element) => {
  expect(inOrder(element)).toBe(element);
});
