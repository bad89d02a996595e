// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how dashboards write what stands for a value
import { expect, test } from "vitest";
import type { Frame } from "#shared/dashboards/data/frame";
import { isSparkline } from "#shared/dashboards/data/sparkline";
import { transform } from "#shared/dashboards/data/transform";
import { transformationSchema } from "#shared/dashboards/panel";
import { namesIn, series, table, tablesIn } from "../../../../support/frames";

interface Case {
  name: string;
  options?: object;
  expected: unknown[][][];
}

function made(id: string, frames: readonly Frame[], options: object = {}): Frame[] {
  const outcome = transform(frames, [transformationSchema.parse({ id, options })], (text) => text.replace("$free", "free"));
  expect(outcome.problems).toEqual([]);
  return outcome.frames;
}

const disk = [
  ...series([{ labels: { host: "a" }, values: [10, 20] }], { legendFormat: "size" }),
  ...series([{ labels: { host: "a" }, values: [4, 5] }], { refId: "B", legendFormat: "free" }),
];

test.each([
  { regex: "(.*)", renamePattern: "$1!", expected: ["size!", "free!"] },
  { regex: "/^(s)(.*)$/", renamePattern: "$2$1", expected: ["izes", "free"] },
  { regex: "siz", renamePattern: "x", expected: ["size", "free"] },
])("renameByRegex by $regex to $renamePattern makes $expected", ({ expected, ...options }) => {
  expect(namesIn(made("renameByRegex", disk, options))).toEqual(expected);
});

test("a series that was renamed keeps its new name against the panel's own", () => {
  const [frame] = made("renameByRegex", disk, { regex: "size", renamePattern: "all" });
  expect(frame?.fields[1]?.config.displayName).toBe("all");
});

test.each<Case>([
  {
    name: "a sum of all columns",
    options: { mode: "reduceRow", reduce: { reducer: "sum" } },
    expected: [
      [
        ["Time", "size", "free", "Total"],
        [0, 10, 4, 14],
        [10_000, 20, 5, 25],
      ],
    ],
  },
  {
    name: "the largest of some columns",
    options: { mode: "reduceRow", reduce: { reducer: "max", include: ["free"] }, alias: "most", replaceFields: true },
    expected: [
      [
        ["Time", "most"],
        [0, 4],
        [10_000, 5],
      ],
    ],
  },
  {
    name: "one divided by another",
    options: { mode: "binary", binary: { left: "free", operator: "/", right: "size" }, replaceFields: true },
    expected: [
      [
        ["Time", "free / size"],
        [0, 0.4],
        [10_000, 0.25],
      ],
    ],
  },
  {
    name: "two columns of a newer dashboard",
    options: {
      mode: "binary",
      binary: { left: { matcher: { id: "byName", options: "$free" } }, operator: "-", right: { fixed: "1" } },
      alias: "less",
      replaceFields: true,
    },
    expected: [
      [
        ["Time", "less"],
        [0, 3],
        [10_000, 4],
      ],
    ],
  },
  {
    name: "a mean of those before",
    options: {
      mode: "windowFunctions",
      window: { field: "size", reducer: "mean", windowSize: 2, windowSizeMode: "fixed" },
      replaceFields: true,
    },
    expected: [
      [
        ["Time", "trailing moving mean(size)"],
        [0, 10],
        [10_000, 15],
      ],
    ],
  },
  {
    name: "what came together so far",
    options: { mode: "cumulativeFunctions", cumulative: { field: "free", reducer: "sum" }, replaceFields: true },
    expected: [
      [
        ["Time", "cumulative sum(free)"],
        [0, 4],
        [10_000, 9],
      ],
    ],
  },
  {
    name: "a share of the whole",
    options: { mode: "unary", unary: { operator: "percent", fieldName: "size" }, replaceFields: true },
    expected: [
      [
        ["Time", "percent(size)"],
        [0, 1 / 3],
        [10_000, 2 / 3],
      ],
    ],
  },
])("calculateField adds $name, over series joined by their times", ({ options, expected }) => {
  expect(tablesIn(made("calculateField", disk, options))).toEqual(expected);
});

test("reckoning with a number alone leaves series in their own frames", () => {
  const options = { mode: "binary", binary: { left: "free", operator: "*", right: "2" }, alias: "twice" };
  expect(tablesIn(made("calculateField", disk, options)).map(([head]) => head)).toEqual([
    ["Time", "size"],
    ["Time", "free", "twice"],
  ]);
});

test("every column of numbers may be reckoned with at once", () => {
  const options = {
    mode: "binary",
    binary: { left: { matcher: { id: "byType", options: "number" } }, operator: "*", right: "10" },
    replaceFields: true,
  };
  expect(
    tablesIn(
      made(
        "calculateField",
        [
          table("A", [
            ["host", "x", "y"],
            ["a", 1, 2],
          ]),
        ],
        options,
      ),
    ),
  ).toEqual([
    [
      ["x * 10", "y * 10"],
      [10, 20],
    ],
  ]);
});

test("rows can be numbered", () => {
  expect(tablesIn(made("calculateField", [table("A", [["x"], [5], [6]])], { mode: "index" }))).toEqual([
    [
      ["x", "Row"],
      [5, 0],
      [6, 1],
    ],
  ]);
});

test.each([
  {
    name: "an unknown operator",
    options: { mode: "binary", binary: { left: "size", operator: "^", right: "2" } },
    why: 'there is no operator "^".',
  },
  {
    name: "a column that is not there",
    options: { mode: "unary", unary: { operator: "abs", fieldName: "x" } },
    why: "the columns it reckons with are not there.",
  },
])("calculateField says what is wrong: $name", ({ options, why }) => {
  const outcome = transform(disk, [transformationSchema.parse({ id: "calculateField", options })], (text) => text);
  expect(outcome.problems).toEqual([`The transformation "Add field from calculation" was left out: ${why}`]);
  expect(outcome.frames).toEqual(disk);
});

test("a moving spread keeps its digits where values are large and close", () => {
  const frames = [table("A", [["x"], [1e9], [1e9 + 2], [1e9]])];
  const options = {
    mode: "windowFunctions",
    window: { field: "x", reducer: "stdDev", windowSize: 2, windowSizeMode: "fixed" },
    replaceFields: true,
    alias: "spread",
  };
  expect(
    tablesIn(made("calculateField", frames, options))[0]
      ?.slice(1)
      .flat(),
  ).toEqual([0, expect.closeTo(1, 6), expect.closeTo(1, 6)]);
});

test.each<Case>([
  {
    name: "a row for each series",
    options: { reducers: ["max", "lastNotNull"] },
    expected: [
      [
        ["Field", "Max", "Last *"],
        ["size", 20, 20],
        ["free", 5, 5],
      ],
    ],
  },
  {
    name: "rows with their labels",
    options: { reducers: ["mean"], labelsToFields: true },
    expected: [
      [
        ["Field", "host", "Mean"],
        ["Value", "a", 15],
        ["Value", "a", 4.5],
      ],
    ],
  },
  {
    name: "one row of each",
    options: { reducers: ["sum"], mode: "reduceFields" },
    expected: [
      [["size"], [30]],
      [["free"], [9]],
    ],
  },
])("reduce makes $name", ({ options, expected }) => {
  expect(tablesIn(made("reduce", disk, options))).toEqual(expected);
});

const pods = series([
  { labels: { ns: "x", pod: "1" }, values: [1] },
  { labels: { ns: "y", pod: "2" }, values: [2] },
]);

test.each<Case>([
  {
    name: "columns",
    expected: [
      [
        ["Time", "Value", "ns", "pod"],
        [0, 1, "x", "1"],
      ],
      [
        ["Time", "Value", "ns", "pod"],
        [0, 2, "y", "2"],
      ],
    ],
  },
  {
    name: "columns of some labels, one as the name of the value",
    options: { valueLabel: "pod", keepLabels: ["ns", "pod"] },
    expected: [
      [
        ["Time", "1", "ns"],
        [0, 1, "x"],
      ],
      [
        ["Time", "2", "ns"],
        [0, 2, "y"],
      ],
    ],
  },
  {
    name: "rows",
    options: { mode: "rows", keepLabels: ["pod"] },
    expected: [
      [
        ["label", "value"],
        ["pod", "1"],
      ],
      [
        ["label", "value"],
        ["pod", "2"],
      ],
    ],
  },
])("labelsToFields makes $name of labels", ({ options, expected }) => {
  expect(tablesIn(made("labelsToFields", pods, options))).toEqual(expected);
});

test("joinByLabels makes a column for each value of one label", () => {
  const frames = series([
    { labels: { pod: "1", what: "cpu" }, values: [1] },
    { labels: { pod: "1", what: "mem" }, values: [2] },
    { labels: { pod: "2", what: "cpu" }, values: [3] },
  ]);
  expect(tablesIn(made("joinByLabels", frames, { value: "what" }))).toEqual([
    [
      ["pod", "cpu", "mem"],
      ["1", 1, 2],
      ["2", 3, null],
    ],
  ]);
});

test("timeSeriesTable has a row for each series, with its labels and a small line", () => {
  const [frame] = made("timeSeriesTable", pods, { A: { stat: "max" } });
  expect(frame?.fields.map(({ display }) => display)).toEqual(["ns", "pod", "Trend"]);
  const cell = frame?.fields[2]?.values[1];
  expect(isSparkline(cell) && [cell.last, [...cell.values]]).toEqual([2, [2]]);
  expect(made("timeSeriesTable", disk).map((one) => namesIn([one]))).toEqual([
    ["host", "Trend #A"],
    ["host", "Trend #B"],
  ]);
});

const long = table("A", [
  ["Time", "host", "Value"],
  [0, "a", 1],
  [0, "b", 2],
  [10, "a", 3],
]);

test.each<Case & { frames: Frame[] }>([
  {
    name: "a frame for each text",
    frames: [long],
    options: { format: "multi" },
    expected: [
      [
        ["Time", "a"],
        [0, 1],
        [10, 3],
      ],
      [
        ["Time", "b"],
        [0, 2],
      ],
    ],
  },
  {
    name: "one wide table",
    frames: [long],
    options: { format: "wide" },
    expected: [
      [
        ["Time", "a", "b"],
        [0, 1, 2],
        [10, 3, null],
      ],
    ],
  },
  {
    name: "a row for each point",
    frames: pods,
    options: { format: "long" },
    expected: [
      [
        ["Time", "ns", "pod", "Value"],
        [0, "x", "1", 1],
        [0, "y", "2", 2],
      ],
    ],
  },
])("prepareTimeSeries makes $name", ({ frames, options, expected }) => {
  expect(tablesIn(made("prepareTimeSeries", frames, options))).toEqual(expected);
});

test.each<Case>([
  {
    name: "labels that say which",
    expected: [
      [
        ["Time", "Value"],
        [0, 1],
        [10, 3],
      ],
      [
        ["Time", "Value"],
        [0, 2],
      ],
    ],
  },
  {
    name: "names that say which",
    options: { naming: { asLabels: false } },
    expected: [
      [
        ["Time", "a"],
        [0, 1],
        [10, 3],
      ],
      [
        ["Time", "b"],
        [0, 2],
      ],
    ],
  },
  {
    name: "the column kept",
    options: { keepFields: true },
    expected: [
      [
        ["Time", "host", "Value"],
        [0, "a", 1],
        [10, "a", 3],
      ],
      [
        ["Time", "host", "Value"],
        [0, "b", 2],
      ],
    ],
  },
])("partitionByValues makes tables with $name", ({ options, expected }) => {
  expect(tablesIn(made("partitionByValues", [long], { fields: ["host"], ...options }))).toEqual(expected);
});

test("histogram and heatmap count values into buckets", () => {
  expect(tablesIn(made("histogram", [table("A", [["x"], [1], [2], [2]])], { bucketSize: 1 }))).toEqual([
    [
      ["xMin", "xMax", "x"],
      [1, 2, 1],
      [2, 3, 2],
    ],
  ]);
  const [frame] = made("heatmap", disk, { yBuckets: { mode: "size", value: "10" }, xBuckets: { mode: "size", value: "10s" } });
  expect(frame && tablesIn([frame])).toEqual([
    [
      ["Time", "10", "20", "30"],
      [0, 1, 1, 0],
      [10_000, 1, 0, 1],
    ],
  ]);
});
