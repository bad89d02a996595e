import { describe, expect, test } from "vitest";
import { counter, gauge, type Reading } from "#shared/model/sample";
import { createHead, type HeadOptions } from "../../../../../electron/engine/store/head/create-head";
import type { Head, Runs } from "../../../../../electron/engine/store/head/head";
import { createSeriesTable } from "../../../../../electron/engine/store/series/create-series-table";
import type { SeriesTable } from "../../../../../electron/engine/store/series/series-table";
import { columnPoints, points } from "./head-rows";

interface Setting {
  head: Head;
  series: SeriesTable;
  /** The points of the series of a metric, by what its labels say. */
  read(metric: string, from?: number, to?: number): Record<string, (number | string)[][]>;
}

function setUp(options: Partial<HeadOptions> = {}): Setting {
  const series = createSeriesTable();
  const head = createHead({ series, ...options });
  return {
    head,
    series,
    read(metric, from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY) {
      const ids = series.matching([{ label: "__name__", operator: "=", value: metric }]);
      return Object.fromEntries(
        ids.flatMap((id) =>
          head.rowsOf(id, from, to).map(({ writer, rows }) => {
            const { __name__, ...labels } = series.labels(id);
            return [[writer, ...Object.values(labels)].join(" "), points(rows)];
          }),
        ),
      );
    },
  };
}

function filled(runs: number, options?: Partial<HeadOptions>): Setting {
  const setting = setUp(options);
  for (let run = 1; run <= runs; run++) setting.head.append("w", run * 1000, [gauge("up", run)]);
  return setting;
}

const timesFrom = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => [(from + index) * 1000, from + index]);

test("a reading becomes a point of the series with its name and labels", () => {
  const { head, series, read } = setUp();
  head.append("cpu", 1000, [counter("cpu_total", 5, { mode: "idle", empty: "" }), gauge("load", 1)], { job: "local" });
  head.append("cpu", 2000, [counter("cpu_total", 7, { mode: "idle" }), gauge("load", Number.NaN)], { job: "local" });
  expect([read("cpu_total"), read("load")]).toEqual([
    {
      "cpu local idle": [
        [1000, 5],
        [2000, 7],
      ],
    },
    {
      "cpu local": [
        [1000, 1],
        [2000, Number.NaN],
      ],
    },
  ]);
  expect(series.labels(1)).toEqual({ __name__: "cpu_total", job: "local", mode: "idle" });
});

test("values are what they were, to the sign of zero", () => {
  const { head, read } = setUp();
  const values = [0, -0, Number.NaN, 1 / 3, Number.POSITIVE_INFINITY, 5e-324, -0, -0];
  for (const [index, value] of values.entries())
    head.append("w", index, [gauge("up", value), gauge("zero", 0, { sign: "+" }), gauge("zero", -0, { sign: "-" })]);
  expect(read("up")).toEqual({ w: values.map((value, index) => [index, value]) });
  expect(read("zero", 1, 3)).toEqual({
    "w +": [
      [2, 0],
      [3, 0],
    ],
    "w -": [
      [2, -0],
      [3, -0],
    ],
  });
});

test("of two readings of one series in a run, the first stands", () => {
  const { head, read } = setUp();
  head.append("w", 1000, [gauge("up", 1), gauge("up", 2)]);
  head.append("w", 2000, [gauge("up", 3), gauge("up", 4)]);
  expect(read("up")).toEqual({
    w: [
      [1000, 1],
      [2000, 3],
    ],
  });
});

test("readings that a collector uses again are stored with the value they had", () => {
  const { head, read } = setUp();
  const readings = [gauge("up", 1), gauge("load", 5, { cpu: "0" })];
  for (const time of [1000, 2000]) {
    head.append("w", time, readings);
    for (const reading of readings) reading.value += 1;
  }
  readings.pop();
  head.append("w", 3000, readings);
  expect([read("up"), read("load")]).toEqual([
    {
      w: [
        [1000, 1],
        [2000, 2],
        [3000, 3],
      ],
    },
    {
      "w 0": [
        [1000, 5],
        [2000, 6],
        [3000, "stale"],
      ],
    },
  ]);
});

test.each([
  { name: "within one chunk", runs: 10, from: 3000, to: 6000 },
  { name: "across a chunk's border", runs: 600, from: 250_000, to: 520_000 },
  { name: "from before the first", runs: 10, from: -5000, to: 2000 },
  { name: "to after the last", runs: 10, from: 8000, to: 99_000 },
  { name: "between two runs", runs: 10, from: 3000, to: 3500 },
  { name: "before the first", runs: 10, from: -3000, to: 0 },
])("a range is open on the left and closed on the right: $name", ({ runs, from, to }) => {
  const wanted = timesFrom(1, runs).filter(([time = 0]) => time > from && time <= to);
  expect(filled(runs).read("up", from, to)).toEqual(wanted.length > 0 ? { w: wanted } : {});
});

test.each([
  { name: "a value", from: 0, to: 2, newest: [[[2, 2]]] },
  { name: "a stale marker", from: 0, to: 4, newest: [[[3, "stale"]]] },
  { name: "nothing, in a gap", from: 3, to: 5, newest: [] },
  { name: "nothing, before the first", from: -5, to: 0, newest: [] },
])("the newest row of a stretch of time is $name", ({ from, to, newest }) => {
  const { head } = setUp();
  for (const time of [1, 2, 3, 4, 5, 6]) head.append("w", time, time < 3 || time === 6 ? [gauge("up", time)] : []);
  expect(head.rowsOf(1, from, to, true).map(({ rows }) => points(rows))).toEqual(newest);
});

test("series of one writer without holes share their times, and within a chunk values are not copied", () => {
  const { head, series } = setUp();
  const ids = ["a", "b", "late"].map((i) => series.take({ __name__: "x", i }));
  const readings = ids.map((_, index) => gauge("x", 0, { i: ["a", "b", "late"][index] ?? "" }));
  for (let run = 1; run <= 300; run++) {
    for (const reading of readings) reading.value = run;
    head.append("w", run, run < 50 ? readings.slice(0, 2) : readings);
  }
  const rowsFrom = (from: number, to: number) => ids.map((id) => head.rowsOf(id, from, to)[0]?.rows);
  const [a, b, late] = rowsFrom(10, 100);
  expect([a?.times === b?.times, a?.times.length, late?.times.length]).toEqual([true, 90, 51]);
  expect(rowsFrom(10, 100)[0]?.values.buffer).toBe(a?.values.buffer);
  const [joinedA, joinedB] = rowsFrom(200, 290);
  expect([joinedA?.times === joinedB?.times, joinedA?.values.length]).toEqual([true, 90]);
  // A run later the same question has another answer.
  head.append("w", 301, readings);
  expect(rowsFrom(200, 400)[0]?.times.at(-1)).toBe(301);
});

describe("a series that its writer does not write again", () => {
  test("gets one stale marker, and comes back with a new point", () => {
    const { head, read } = setUp();
    const [a, b] = [gauge("x", 1, { i: "a" }), gauge("x", 2, { i: "b" })];
    for (const [time, readings] of [
      [1, [a, b]],
      [2, [a]],
      [3, [a]],
      [4, [b, a]],
    ] as [number, Reading[]][]) {
      head.append("w", time, readings);
    }
    expect(read("x")).toEqual({
      "w a": [1, 2, 3, 4].map((time) => [time, 1]),
      "w b": [
        [1, 2],
        [2, "stale"],
        [4, 2],
      ],
    });
  });

  test("is not the concern of other writers", () => {
    const { head, read } = setUp();
    head.append("w", 1, [gauge("x", 1)]);
    head.append("other", 2, [gauge("y", 1)]);
    expect(read("x")).toEqual({ w: [[1, 1]] });
  });

  test("gets its marker when the writer ends, once", () => {
    const { head, read } = filled(2);
    head.endWriter("w", 3000);
    head.endWriter("w", 4000);
    head.endWriter("nobody", 4000);
    expect([read("up"), head.newest("w")]).toEqual([
      {
        w: [
          [1000, 1],
          [2000, 2],
          [3000, "stale"],
        ],
      },
      { run: 3, time: 3000 },
    ]);
  });

  test("is seen among a thousand whose order changes", () => {
    const { head, read } = setUp();
    const readings = Array.from({ length: 1000 }, (_, index) => gauge("x", index, { i: `${index}` }));
    head.append("w", 1, readings);
    head.append("w", 2, [...readings.slice(600), ...readings.slice(0, 580), ...readings.slice(590, 600)]);
    const last = Object.values(read("x", 1, 2)).map(([point]) => point?.[1]);
    expect(last).toEqual(readings.map(({ value }) => (value >= 580 && value < 590 ? "stale" : value)));
  });
});

test("two writers of one series keep their rows apart, in the order of their first runs", () => {
  const { head, series } = setUp();
  head.append("second", 1, [gauge("other", 0)]);
  head.append("first", 1, [gauge("x", 1)]);
  head.append("second", 2, [gauge("x", 2)]);
  head.append("third", 3, [gauge("x", 3)]);
  const id = series.find({ __name__: "x" }) ?? 0;
  expect(head.rowsOf(id, 0, 9).map(({ writer, rows }) => [writer, points(rows)])).toEqual([
    ["second", [[2, 2]]],
    ["first", [[1, 1]]],
    ["third", [[3, 3]]],
  ]);
  for (const [ended, left] of [
    ["first", ["second", "third"]],
    ["second", ["third"]],
  ] as const) {
    head.endWriter(ended, 8);
    head.forget(ended, 9);
    expect(head.rowsOf(id, 0, 9).map(({ writer }) => writer)).toEqual(left);
  }
});

describe("those who listen hear", () => {
  test("the kind of a metric with each series of it that begins", () => {
    const heard: unknown[] = [];
    const { head } = setUp({ onKind: (...kind) => heard.push(kind) });
    head.append("w", 1, [gauge("x", 1, { i: "a" })]);
    head.append("w", 2, [gauge("x", 1, { i: "a" }), counter("y", 1)]);
    head.append("w", 3, [counter("x", 1, { i: "d" })]);
    expect(heard).toEqual([
      ["x", "gauge"],
      ["y", "counter"],
      ["x", "counter"],
    ]);
  });

  test("of a series when its writer begins it, again or for the first time", () => {
    const heard: unknown[] = [];
    const { head } = setUp({ onSeries: (...series) => heard.push(series) });
    const [a, b] = [gauge("a", 1), gauge("b", 1)];
    for (const [time, readings] of [[a, b], [a, b], [b], [a, b, b]].entries()) head.append("w", time, readings);
    head.append("other", 9, [b]);
    expect(heard).toEqual([
      ["w", 1, 0],
      ["w", 2, 0],
      ["w", 1, 3],
      ["other", 2, 9],
    ]);
  });
});

describe("when the clock is set back", () => {
  test("by some seconds, runs are dropped until it has caught up", () => {
    const { head, read } = filled(40);
    expect([10_001, 39_000, 40_000, 41_000].map((time) => head.append("w", time, [gauge("up", 41)]))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect([read("up"), head.newest("w")]).toEqual([{ w: timesFrom(1, 41) }, { run: 41, time: 41_000 }]);
  });

  test("by more, the run is taken after it was said, and hides what was there at its time", () => {
    const steps: unknown[] = [];
    const { head, read } = filled(600, { onStepBack: (...step) => steps.push(step) });
    head.append("w", 3000, [gauge("up", -1)]);
    head.append("w", 5000, [gauge("up", -2)]);
    expect(steps).toEqual([["w", 600]]);
    expect(read("up", 2000, 7000)).toEqual({
      w: [
        [3000, -1],
        [5000, -2],
        [6000, 6],
        [7000, 7],
      ],
    });
    expect([head.oldest("w"), head.newest("w")]).toEqual([1000, { run: 602, time: 5000 }]);
    const stretches = [head.runsAfter("w", 598), head.runsAfter("w", 600)];
    expect(stretches.map((runs) => [runs?.firstRun, runs?.lastRun, [...(runs?.times ?? [])]])).toEqual([
      [599, 600, [599_000, 600_000]],
      [601, 602, [3000, 5000]],
    ]);
    head.forget("w", 600);
    expect(read("up")).toEqual({
      w: [
        [3000, -1],
        [5000, -2],
      ],
    });
  });

  test("it is not said when nothing of the time before is in memory", () => {
    const steps: unknown[] = [];
    const { head } = filled(100, { onStepBack: (...step) => steps.push(step) });
    head.forget("w", 100);
    expect([head.append("w", 5, [gauge("up", 1)]), steps, head.newest("w")]).toEqual([true, [], { run: 101, time: 5 }]);
  });
});

describe("runs", () => {
  test("after one, up to a time, have one column per series that is in them", () => {
    const { head } = setUp();
    const [a, b, c] = [gauge("a", 1), gauge("b", 2), gauge("c", 3)];
    for (const [index, readings] of [[a], [a, b], [b], [b], [b, c]].entries()) head.append("w", index + 1, readings);
    const runs = head.runsAfter("w", 1, 4);
    expect([runs?.firstRun, runs?.lastRun, [...(runs?.times ?? [])], runs?.series]).toEqual([2, 4, [2, 3, 4], [1, 2]]);
    expect(runs?.series.map((id) => columnPoints(runs.column(id)))).toEqual([
      [1, "stale", "absent"],
      [2, 2, 2],
    ]);
  });

  test("over several chunks are joined", () => {
    const { head } = filled(700);
    head.append("w", 701_000, []);
    const runs = head.runsAfter("w", 5);
    expect([...(runs?.times ?? [])]).toEqual(timesFrom(6, 701).map(([time]) => time));
    expect(columnPoints(runs?.column(1) ?? { values: new Float64Array() })).toEqual([
      ...timesFrom(6, 700).map(([, value]) => value),
      "stale",
    ]);
  });

  test("stay what they were when more are added", () => {
    const { head } = filled(10);
    const runs = head.runsAfter("w", 5);
    head.append("w", 11_000, [gauge("new", 1)]);
    head.append("w", 12_000, [gauge("up", 5)]);
    expect([runs?.series, columnPoints(runs?.column(1) ?? { values: new Float64Array() })]).toEqual([[1], [6, 7, 8, 9, 10]]);
  });

  test.each([
    { name: "after the newest", run: 10, upTo: undefined },
    { name: "up to a time before them", run: 4, upTo: 4999 },
  ])("are none $name", ({ run, upTo }) => {
    const { head } = filled(10);
    expect([head.runsAfter("w", run, upTo), head.runsAfter("nobody", 0)]).toEqual([undefined, undefined]);
  });
});

describe("what is forgotten", () => {
  test("is not shown any more, though its chunk is still needed, and runs are counted on", () => {
    const { head, read } = filled(600);
    head.forget("w", 400);
    expect([head.oldest("w"), head.runsAfter("w", 0)?.firstRun, read("up")]).toEqual([401_000, 401, { w: timesFrom(401, 600) }]);
    head.forget("w", 9999);
    expect([head.oldest("w"), head.runsAfter("w", 0), read("up"), head.newest("w")]).toEqual([
      undefined,
      undefined,
      {},
      { run: 600, time: 600_000 },
    ]);
    head.append("w", 601_000, [gauge("up", 601)]);
    expect([head.runsAfter("w", 0)?.firstRun, read("up")]).toEqual([601, { w: [[601_000, 601]] }]);
  });

  test("still gets its stale marker, when the writer's last run is among it", () => {
    const { head, read } = filled(3);
    head.forget("w", 3);
    head.append("w", 4000, []);
    expect(read("up")).toEqual({ w: [[4000, "stale"]] });
  });

  test("gives its memory to what comes: it does not grow with time", () => {
    const { head } = setUp();
    const bytesAfter = (from: number, to: number) => {
      for (let run = from; run < to; run++) {
        // A process list: ten that stay, and one more that is a new one every minute.
        const pids = [...Array(10).keys(), `short-lived ${Math.floor(run / 60)}`];
        head.append(
          "w",
          run * 1000,
          pids.map((pid) => gauge("cpu", run, { pid: `${pid}` })),
        );
        if (run % 600 === 0) head.forget("w", run - 1200);
      }
      return head.bytes();
    };
    const warm = bytesAfter(1, 2400);
    expect(bytesAfter(2400, 9600)).toBeLessThanOrEqual(warm * 1.1);
  });

  test("as a series is taken out of all rows of all writers, and begins anew under another number", () => {
    const { head, series, read } = filled(300);
    head.append("other", 1, [gauge("up", -1)]);
    head.append("w", 301_000, [gauge("up", 301), gauge("stays", 1), gauge("ends", 1)]);
    head.forgetSeries([1]);
    series.remove([1]);
    expect([head.runsAfter("w", 290)?.series, head.rowsOf(1, 0, 1e9)]).toEqual([[2, 3], []]);
    head.append("w", 302_000, [gauge("up", 302), gauge("stays", 2)]);
    head.append("w", 303_000, [gauge("stays", 2)]);
    expect(read("stays", 300_000)).toEqual({
      w: [
        [301_000, 1],
        [302_000, 2],
        [303_000, 2],
      ],
    });
    expect([series.find({ __name__: "up" }), head.runsAfter("w", 290)?.series, read("up")]).toEqual([
      4,
      [2, 3, 4],
      {
        w: [
          [302_000, 302],
          [303_000, "stale"],
        ],
      },
    ]);
    head.forgetSeries([2]);
    head.endWriter("w", 304_000);
    head.endWriter("other", 304_000);
    expect([read("stays"), head.newest("w"), head.newest("other")]).toEqual([
      {},
      { run: 303, time: 303_000 },
      { run: 1, time: 1 },
    ]);
  });

  test("as a series gets no marker when its writer ends", () => {
    const { head } = setUp();
    // The marker would be in a chunk of its own.
    for (let run = 1; run <= 256; run++) head.append("w", run, [gauge("a", run), gauge("b", run)]);
    head.forgetSeries([1]);
    head.endWriter("w", 257);
    expect([head.runsAfter("w", 0)?.series, head.runsAfter("w", 256)?.series]).toEqual([[2], [2]]);
  });
});

describe("after a restart", () => {
  const nothing: Omit<Runs, "lastRun" | "times"> = {
    writer: "w",
    firstRun: 7,
    series: [],
    column: () => {
      throw new Error("there are no rows");
    },
  };

  test("the newest run of the blocks on disk is only a number and a time", () => {
    const { head, read } = setUp();
    head.restore({ ...nothing, lastRun: 7, times: new Float64Array([7000]) });
    expect([head.newest("w"), head.oldest("w"), head.runsAfter("w", 0)]).toEqual([{ run: 7, time: 7000 }, undefined, undefined]);
    expect([head.append("w", 7000, [gauge("up", 1)]), head.append("w", 8000, [gauge("up", 8)])]).toEqual([false, true]);
    expect([read("up"), head.runsAfter("w", 0)?.firstRun]).toEqual([{ w: [[8000, 8]] }, 8]);
  });

  test("rows of the log are as they were, and what was written last is known to have been", () => {
    const before = setUp();
    const [a, b] = [gauge("a", 1), gauge("b", 2)];
    for (let run = 1; run <= 600; run++) {
      a.value = run;
      before.head.append("w", run * 1000, run % 100 === 0 ? [a] : [a, b]);
    }
    before.head.append("w", 601_000, [b]);
    const head = createHead({ series: before.series });
    head.restore({ ...nothing, firstRun: 100, lastRun: 100, times: new Float64Array([100_000]) });
    for (const [from, upTo] of [
      [0, 90_000],
      [90, 300_000],
      [300, 601_000],
    ] as const) {
      const runs = before.head.runsAfter("w", from, upTo);
      if (runs) head.restore(runs);
    }
    const rowsOf = (head: Head, id: number) => head.rowsOf(id, 100_000, 1e9).map(({ rows }) => points(rows));
    expect([rowsOf(head, 1), rowsOf(head, 2)]).toEqual([rowsOf(before.head, 1), rowsOf(before.head, 2)]);
    expect([head.newest("w"), head.oldest("w"), head.runsAfter("w", 0)?.firstRun]).toEqual([
      { run: 601, time: 601_000 },
      101_000,
      101,
    ]);
    head.append("w", 602_000, []);
    expect([head.rowsOf(1, 601_000, 1e9), head.rowsOf(2, 601_000, 1e9).map(({ rows }) => points(rows))]).toEqual([
      [],
      [[[602_000, "stale"]]],
    ]);
  });

  test("runs that are there already are not put back again, and rows that the log lacks are holes", () => {
    const { head, series, read } = setUp();
    const id = series.take({ __name__: "up" });
    const runsFrom = (firstRun: number, values: number[]): Runs => ({
      writer: "w",
      firstRun,
      lastRun: firstRun + values.length - 1,
      times: Float64Array.from(values, (_, index) => firstRun + index),
      series: [id],
      column: () => ({
        values: Float64Array.from(values),
        ...(values.includes(0) && { flags: Uint8Array.from(values, Math.sign) }),
      }),
    });
    head.restore(runsFrom(1, [1, 1, 1]));
    head.restore(runsFrom(2, [9, 9, 1, 1]));
    head.restore(runsFrom(6, [0, 1, 2, 3]));
    head.restore(runsFrom(10, [0]));
    head.restore(runsFrom(11, [2, 2, 7]));
    head.append("w", 14, [gauge("up", 14)]);
    expect(read("up")).toEqual({
      w: [1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13, 14].map((time, index) => [time, [1, 1, 1, 1, 1, 1, 2, 3, 2, 2, 7, 14][index]]),
    });
    expect(head.runsAfter("w", 0)?.lastRun).toBe(14);
    const other = setUp();
    other.series.take({ __name__: "up" });
    for (const [firstRun, values] of [
      [1, [1, 2, 3]],
      [4, [0]],
      [5, [5, 5]],
    ] as const) {
      other.head.restore(runsFrom(firstRun, [...values]));
    }
    expect(other.read("up", 3, 6)).toEqual({
      w: [
        [5, 5],
        [6, 5],
      ],
    });
  });

  test("runs that are missing between others end a stretch", () => {
    const before = filled(10);
    const head = createHead({ series: before.series });
    for (const [from, upTo] of [
      [0, 3000],
      [5, 10_000],
    ] as const) {
      const runs = before.head.runsAfter("w", from, upTo);
      if (runs) head.restore(runs);
    }
    const stretches = [head.runsAfter("w", 0), head.runsAfter("w", 3)];
    expect(stretches.map((runs) => [runs?.firstRun, runs?.lastRun])).toEqual([
      [1, 3],
      [6, 10],
    ]);
  });
});

test("a writer that says which series ended marks these and no others", () => {
  const { head, read } = setUp();
  const [a, b, c] = [gauge("r", 1, { n: "a" }), gauge("r", 2, { n: "b" }), gauge("r", 3, { n: "c" })];
  head.append("w", 1000, [a, b, c], undefined, []);
  head.append("w", 2000, [a], undefined, [b]);
  // What was given a value in the same run has not ended.
  head.append("w", 3000, [a, c], undefined, [a]);
  expect(read("r")).toEqual({
    "w a": [
      [1000, 1],
      [2000, 1],
      [3000, 1],
    ],
    "w b": [
      [1000, 2],
      [2000, "stale"],
    ],
    "w c": [
      [1000, 3],
      [3000, 3],
    ],
  });
});
