import { expect, test } from "vitest";
import { LiveBuffer, type LiveFrame } from "../../../renderer/charts/live-buffer";

const gap = Number.NaN;

/** A frame of one query `q`; each series by the value of its label `s`. */
function frame(times: number[], series: Record<string, number[]>, isWhole = false): LiveFrame {
  return {
    isWhole,
    times: Float64Array.from(times),
    results: [
      { id: "q", series: Object.entries(series).map(([s, values]) => ({ labels: { s }, values: Float64Array.from(values) })) },
    ],
  };
}

const contents = (buffer: LiveBuffer) => ({
  times: [...buffer.times],
  ...Object.fromEntries(buffer.series("q").map(({ labels, values }) => [labels.s, [...values]])),
});

test("frames join at the right and the window forgets at the left", () => {
  const buffer = new LiveBuffer(3000, 1000);
  buffer.push(frame([1000, 2000, 3000], { a: [1, 2, 3] }, true));
  buffer.push(frame([4000, 5000], { a: [4, 5] }));
  expect(contents(buffer)).toEqual({ times: [2000, 3000, 4000, 5000], a: [2, 3, 4, 5] });
});

test("many more frames than the arrays are long leave just the window", () => {
  const buffer = new LiveBuffer(3000, 1000);
  for (let second = 1; second <= 50; second++) buffer.push(frame([second * 1000], { a: [second] }));
  expect(contents(buffer)).toEqual({ times: [47_000, 48_000, 49_000, 50_000], a: [47, 48, 49, 50] });
});

test("a series that comes later has gaps before, and one that stays away has gaps after", () => {
  const buffer = new LiveBuffer(3000, 1000);
  buffer.push(frame([1000], { a: [1] }, true));
  buffer.push(frame([2000], { b: [2] }));
  expect(contents(buffer)).toEqual({ times: [1000, 2000], a: [1, gap], b: [gap, 2] });
});

test("a series without a point in the window is not there any more, nor comes back with old values", () => {
  const buffer = new LiveBuffer(2000, 1000);
  buffer.push(frame([1000], { a: [1], b: [1] }, true));
  for (let second = 2; second <= 20; second++) buffer.push(frame([second * 1000], { b: [second] }));
  expect(contents(buffer)).toEqual({ times: [18_000, 19_000, 20_000], b: [18, 19, 20] });
  buffer.push(frame([21_000], { a: [7], b: [21] }));
  expect(contents(buffer)).toEqual({ times: [19_000, 20_000, 21_000], a: [gap, gap, 7], b: [19, 20, 21] });
});

test("points that were sent before are not taken twice", () => {
  const buffer = new LiveBuffer(5000, 1000);
  buffer.push(frame([1000, 2000], { a: [1, 2] }, true));
  buffer.push(frame([2000, 3000], { a: [20, 3] }));
  expect(contents(buffer)).toEqual({ times: [1000, 2000, 3000], a: [1, 2, 3] });
});

test("a whole frame replaces everything", () => {
  const buffer = new LiveBuffer(5000, 1000);
  buffer.push(frame([9000], { a: [9] }, true));
  buffer.push(frame([1000, 2000], { b: [1, 2] }, true));
  expect(contents(buffer)).toEqual({ times: [1000, 2000], b: [1, 2] });
});

test("a console that has just started begins where it knows something", () => {
  const buffer = new LiveBuffer(5000, 1000);
  buffer.push(frame([1000, 2000, 3000, 4000], { a: [gap, gap, 3, 4], b: [gap, gap, gap, 4] }, true));
  expect(contents(buffer)).toEqual({ times: [3000, 4000], a: [3, 4], b: [gap, 4] });
});

test("after a sleep, what is older than the window is gone though there are few points", () => {
  const buffer = new LiveBuffer(3000, 1000);
  buffer.push(frame([1000, 2000], { a: [1, 2] }, true));
  buffer.push(frame([60_000], { a: [60] }));
  expect(contents(buffer)).toEqual({ times: [60_000], a: [60] });
});

test("a frame longer than the window brings only its end", () => {
  const buffer = new LiveBuffer(2000, 1000);
  buffer.push(frame([1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000], { a: [1, 2, 3, 4, 5, 6, 7, 8] }, true));
  expect(contents(buffer)).toEqual({ times: [6000, 7000, 8000], a: [6, 7, 8] });
});

test("listeners hear of every push, but while held only once it is let go", () => {
  const buffer = new LiveBuffer(5000, 1000);
  let heard = 0;
  const stop = buffer.onChange(() => heard++);
  buffer.push(frame([1000], { a: [1] }, true));
  buffer.hold(true);
  buffer.push(frame([2000], { a: [2] }));
  buffer.push(frame([3000], { a: [3] }));
  expect(heard).toBe(1);
  buffer.hold(false);
  expect(heard).toBe(2);
  stop();
  buffer.push(frame([4000], { a: [4] }));
  expect(heard).toBe(2);
});

test("why a query has no series is kept until it has some", () => {
  const buffer = new LiveBuffer(5000, 1000);
  buffer.push({ isWhole: true, times: Float64Array.of(1000), results: [{ id: "q", series: [], problem: "no such function" }] });
  expect(buffer.problem("q")).toBe("no such function");
  buffer.push(frame([2000], { a: [2] }));
  expect(buffer.problem("q")).toBeUndefined();
});

test("a label named __proto__ is a label like any other", () => {
  const buffer = new LiveBuffer(5000, 1000);
  const labels = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
  buffer.push({
    isWhole: true,
    times: Float64Array.of(1000),
    results: [{ id: "__proto__", series: [{ labels, values: Float64Array.of(1) }] }],
  });
  expect(buffer.series("__proto__")).toEqual([{ labels, values: Float64Array.of(1) }]);
});
