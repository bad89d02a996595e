import { expect, test } from "vitest";
import { heldFeed } from "../../../../renderer/panels/figures/FigureLine";

const line = (...values: number[]) => ({
  times: Float64Array.from(values, (_, index) => index),
  values: Float64Array.from(values),
});

test("a feed that is shown another line tells who listens, and the same line nobody", () => {
  const first = line(1, 2);
  const held = heldFeed(first);
  const seen: number[] = [];
  const stop = held.feed.onChange(() => seen.push(held.feed.read().series[0]?.values[0] ?? Number.NaN));
  held.show(first);
  held.show(line(7, 8));
  stop();
  held.show(line(9));
  expect(seen).toEqual([7]);
  expect(held.feed.read().series[0]?.values[0]).toBe(9);
});
