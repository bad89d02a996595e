import { describe, expect, test } from "vitest";
import type { LogVolume } from "#shared/contract/logs";
import { hours, minutes, seconds } from "#shared/units/time";
import { createVolumeCount } from "../../../../../renderer/pages/logs/volume/volume-count";
import { levelTotals, volumeDrawing, volumeSummary } from "../../../../../renderer/pages/logs/volume/volume-drawing";
import { volumeStep, volumeWindow } from "../../../../../renderer/pages/logs/volume/volume-step";
import { darkColours } from "../../../../support/chart-colours";
import { blockOf } from "../../../../support/log-blocks";

test.each([
  { length: seconds(10), step: 100 },
  { length: minutes(15), step: seconds(10) },
  { length: hours(1), step: seconds(30) },
  { length: hours(6), step: minutes(5) },
  { length: hours(24), step: minutes(15) },
  { length: hours(24 * 7), step: hours(2) },
  { length: hours(24 * 90), step: hours(24) },
  { length: hours(24 * 366), step: hours(24 * 4) },
])("the bars of $length ms are $step ms wide: at most 120 of them", ({ length, step }) => {
  expect(volumeStep(length)).toBe(step);
  expect(length / step).toBeLessThanOrEqual(120);
});

test("the window of a query is in whole milliseconds", () => {
  expect(volumeWindow({ startNs: "1795234590123456789", endNs: "1795238190123456789" })).toEqual({
    startMs: 1795234590123,
    endMs: 1795238190123,
    stepMs: seconds(30),
  });
});

const before: LogVolume = {
  times: Float64Array.of(1000, 2000),
  levels: [{ level: "info", counts: Float64Array.of(4, 5) }],
  warnings: [],
};

describe("a count of lines by level", () => {
  test("counts by the labels of a stream, else by the text, stream by stream", () => {
    const count = createVolumeCount(1000);
    const add = count.beginStream();
    add(
      blockOf(
        [
          ["1000000000", "x"],
          ["1500000000", "y", 1],
        ],
        [{ level: "err" }, { app: "a" }],
      ),
    );
    add(blockOf([["2000000000", "[WARN] z", 1]]));
    expect(count.read(1000, 3000)).toEqual({
      times: Float64Array.of(1000, 2000),
      levels: [
        { level: "error", counts: Float64Array.of(1, 0) },
        { level: "warning", counts: Float64Array.of(0, 1) },
        { level: "unknown", counts: Float64Array.of(1, 0) },
      ],
      warnings: [],
    });
  });

  test("stands on what the source had counted before", () => {
    const count = createVolumeCount(1000);
    count.beginStream()(blockOf([["2500000000", "level=info", 0]], [{}]));
    expect(count.read(1000, 4000, before).levels).toEqual([{ level: "info", counts: Float64Array.of(4, 6, 0) }]);
  });

  test("forgets what has left the window", () => {
    const count = createVolumeCount(1000);
    count.beginStream()(blockOf([["1000000000", "level=info"]], [{}]));
    expect(count.read(2000, 3000).levels).toEqual([]);
    expect(count.read(0, 3000).levels).toEqual([]);
  });
});

describe("the histogram", () => {
  const volume: LogVolume = {
    times: Float64Array.of(1000, 2000),
    levels: [
      { level: "error", counts: Float64Array.of(0, 2) },
      { level: "info", counts: Float64Array.of(1000, 500) },
    ],
    warnings: [],
  };

  const drawing = volumeDrawing(volume, 1000, () => darkColours);
  const placeAt = (time: number) => ({ index: 0, time, x: 0, y: 0, toX: () => 0, toY: () => 0, valueAt: () => 0 });

  test("is as high as all lines of a step together, of the steps in sight", () => {
    expect(drawing.extent("lines", 0, 3000)).toEqual({ min: 0, max: 1000 });
    expect(drawing.extent("lines", 2000, 3000)).toEqual({ min: 0, max: 502 });
  });

  test("says of the step under the pointer its levels, the worst first", () => {
    const rows = (time: number) => drawing.tip(placeAt(time))?.rows.map(({ label, value }) => `${label} ${value}`);
    expect(rows(1999)).toEqual(["info 1,000"]);
    expect(rows(2000)).toEqual(["error 2", "info 500"]);
    expect(rows(3000)).toBeUndefined();
  });

  test("draws each level on the one below, and one error among hundreds of lines a pixel high", () => {
    const rects: string[] = [];
    const context = {
      fillStyle: "",
      globalAlpha: 1,
      fillRect(x: number, y: number, width: number, height: number) {
        rects.push(`${context.fillStyle} ${x},${y} ${width}x${height}`);
      },
    };
    drawing.paint({
      context: context as unknown as CanvasRenderingContext2D,
      ...{ ratio: 1, left: 0, top: 0, width: 200, height: 100, startMs: 1000, endMs: 3000, colours: darkColours },
      toX: (time) => (time - 1000) / 10,
      toY: () => (value) => 100 - value / 10,
      ends: () => ({ low: 0, high: 1000 }),
    });
    const [info, error] = [darkColours.series[0], darkColours.critical];
    expect(rects).toEqual([`${info} 0,0 99x100`, `${info} 100,50 99x50`, `${error} 100,49 99x1`]);
  });

  test("is told in a sentence", () => {
    expect(volumeSummary(volume)).toBe("2 error, 1,500 info.");
    expect(volumeSummary({ ...volume, levels: [] })).toBe("No lines.");
    expect(levelTotals(volume)).toEqual([
      { level: "error", count: 2 },
      { level: "info", count: 1500 },
    ]);
  });
});
