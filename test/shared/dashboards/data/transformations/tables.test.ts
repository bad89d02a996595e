// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how dashboards write what stands for a value
import { expect, test } from "vitest";
import type { Frame } from "#shared/dashboards/data/frame";
import { transform } from "#shared/dashboards/data/transform";
import { transformationSchema } from "#shared/dashboards/panel";
import { series, table, tablesIn } from "../../../../support/frames";

interface Case {
  name: string;
  frames: Frame[];
  options?: object;
  expected: unknown[][][];
}

/** Tables as people read them, after one transformation. */
function after(id: string, { frames, options = {} }: Case): unknown[][][] {
  const fill = (text: string) => text.replace("${shown:csv}", "cpu,mem").replace("$limit", "1");
  const made = transform(frames, [transformationSchema.parse({ id, options })], fill);
  expect(made.problems).toEqual([]);
  return tablesIn(made.frames);
}

const usage = table("A", [
  ["Time", "host", "Value #A"],
  [0, "a", 1],
  [0, "b", 2],
]);
const limits = table("B", [
  ["Time", "host", "Value #B"],
  [0, "b", 20],
  [0, "c", 30],
]);

test.each<Case>([
  {
    name: "hides, orders and renames",
    frames: [usage],
    options: { excludeByName: { Time: true }, indexByName: { "Value #A": 0, host: 1 }, renameByName: { "Value #A": "Used" } },
    expected: [
      [
        ["Used", "host"],
        [1, "a"],
        [2, "b"],
      ],
    ],
  },
  {
    name: "keeps what is included only",
    frames: [usage],
    options: { includeByName: { host: true } },
    expected: [[["host"], ["a"], ["b"]]],
  },
  { name: "leaves all in place without options", frames: [usage], expected: tablesIn([usage]) },
  {
    name: "orders by name when told to, times first",
    frames: [
      table("A", [
        ["b10", "Time", "b9"],
        [1, 0, 2],
      ]),
    ],
    options: { orderByMode: "auto", orderBy: [{ type: "name", desc: true }] },
    expected: [
      [
        ["Time", "b10", "b9"],
        [0, 1, 2],
      ],
    ],
  },
])("organize $name", (one) => expect(after("organize", one)).toEqual(one.expected));

test.each<Case>([
  {
    name: "puts rows together that agree in what tables share",
    frames: [usage, limits],
    expected: [
      [
        ["Time", "host", "Value #A", "Value #B"],
        [0, "a", 1, null],
        [0, "b", 2, 20],
        [0, "c", null, 30],
      ],
    ],
  },
  {
    name: "keeps rows apart that contradict each other",
    frames: [
      table("A", [
        ["host", "x"],
        ["a", 1],
      ]),
      table("B", [
        ["host", "x", "y"],
        ["a", 2, 3],
      ]),
    ],
    expected: [
      [
        ["host", "x", "y"],
        ["a", 1, null],
        ["a", 2, 3],
      ],
    ],
  },
  { name: "leaves one table alone", frames: [usage], expected: tablesIn([usage]) },
])("merge $name", (one) => expect(after("merge", one)).toEqual(one.expected));

test.each<Case>([
  {
    name: "puts tables side by side, and numbers columns of one name",
    frames: [usage, limits],
    options: { byField: "host", mode: "outer" },
    expected: [
      [
        ["host", "Time 1", "Value #A", "Time 2", "Value #B"],
        ["a", 0, 1, null, null],
        ["b", 0, 2, 0, 20],
        ["c", null, null, 0, 30],
      ],
    ],
  },
  {
    name: "keeps only rows that all have, when told to",
    frames: [usage, limits],
    options: { byField: "host", mode: "inner" },
    expected: [
      [
        ["host", "Time 1", "Value #A", "Time 2", "Value #B"],
        ["b", 0, 2, 0, 20],
      ],
    ],
  },
  {
    name: "joins series by their times, under their legends",
    frames: series(
      [
        { labels: { a: "1" }, values: [1, null, 3] },
        { labels: { a: "2" }, values: [4, 5] },
      ],
      { legendFormat: "{{a}}" },
    ),
    expected: [
      [
        ["Time", "1", "2"],
        [0, 1, 4],
        [10_000, null, 5],
        [20_000, 3, null],
      ],
    ],
  },
  {
    name: "takes the column of times for Time, whatever it is called",
    frames: [
      {
        ...usage,
        fields: usage.fields.map((field) => (field.kind === "time" ? { ...field, name: "ts", display: "ts" } : field)),
      },
      limits,
    ],
    options: { byField: "Time" },
    expected: [
      [
        ["ts", "host 1", "Value #A", "host 2", "Value #B"],
        [0, "b", 2, "c", 30],
      ],
    ],
  },
])("joinByField $name", (one) => expect(after("joinByField", one)).toEqual(one.expected));

test("seriesToColumns is joinByField by time, under its old name", () => {
  const frames = series(
    [
      { labels: { a: "1" }, values: [1] },
      { labels: { a: "2" }, values: [2] },
    ],
    { legendFormat: "{{a}}" },
  );
  expect(after("seriesToColumns", { name: "", frames, expected: [] })).toEqual([
    [
      ["Time", "1", "2"],
      [0, 1, 2],
    ],
  ]);
});

test("seriesToRows lists every point, newest first", () => {
  const frames = series(
    [
      { labels: { a: "1" }, values: [1, 2] },
      { labels: { a: "2" }, values: [3] },
    ],
    { legendFormat: "{{a}}" },
  );
  expect(after("seriesToRows", { name: "", frames, expected: [] })).toEqual([
    [
      ["Time", "Metric", "Value"],
      [10_000, "1", 2],
      [0, "1", 1],
      [0, "2", 3],
    ],
  ]);
});

test.each<Case>([
  {
    name: "one row for each value",
    frames: [
      table("A", [
        ["zone", "host", "x"],
        ["eu", "a", 1],
        ["us", "b", 5],
        ["eu", "c", 3],
      ]),
    ],
    options: {
      fields: {
        zone: { operation: "groupby", aggregations: [] },
        x: { operation: "aggregate", aggregations: ["sum", "mean"] },
        host: { operation: "aggregate", aggregations: ["count"] },
      },
    },
    expected: [
      [
        ["zone", "host (count)", "x (sum)", "x (mean)"],
        ["eu", 2, 4, 2],
        ["us", 1, 5, 5],
      ],
    ],
  },
  {
    name: "one row for each pair of values",
    frames: [
      table("A", [
        ["a", "b", "x"],
        [1, 1, 1],
        [1, 2, 2],
        [1, 1, 3],
      ]),
    ],
    options: {
      fields: {
        a: { operation: "groupby" },
        b: { operation: "groupby" },
        x: { operation: "aggregate", aggregations: ["lastNotNull"] },
      },
    },
    expected: [
      [
        ["a", "b", "x (lastNotNull)"],
        [1, 1, 3],
        [1, 2, 2],
      ],
    ],
  },
  {
    name: "a count of what is grouped by, and nothing else of it",
    frames: [table("A", [["x"], [1], [1], [2]])],
    options: { fields: { x: { operation: "groupby", aggregations: ["sum", "count"] } } },
    expected: [
      [
        ["x", "x (count)"],
        [1, 2],
        [2, 1],
      ],
    ],
  },
])("groupBy makes $name", (one) => expect(after("groupBy", one)).toEqual(one.expected));

const wide = table("A", [
  ["Time", "cpu", "mem", "disk"],
  [0, 1, 2, 3],
]);

test.each<Case>([
  {
    name: "names",
    frames: [wide],
    options: { include: { names: ["Time", "cpu"] } },
    expected: [
      [
        ["Time", "cpu"],
        [0, 1],
      ],
    ],
  },
  {
    name: "a pattern",
    frames: [wide],
    options: { include: { pattern: "/^[cm]/" } },
    expected: [
      [
        ["cpu", "mem"],
        [1, 2],
      ],
    ],
  },
  {
    name: "names and a pattern",
    frames: [wide],
    options: { include: { names: ["Time"], pattern: "/disk/" } },
    expected: [
      [
        ["Time", "disk"],
        [0, 3],
      ],
    ],
  },
  {
    name: "what is left",
    frames: [wide],
    options: { exclude: { names: ["Time", "cpu"] } },
    expected: [
      [
        ["mem", "disk"],
        [2, 3],
      ],
    ],
  },
  {
    name: "a variable",
    frames: [wide],
    options: { byVariable: true, include: { variable: "$shown" } },
    expected: [
      [
        ["cpu", "mem"],
        [1, 2],
      ],
    ],
  },
  { name: "nothing, and then there is no table", frames: [wide], options: { include: { names: ["gpu"] } }, expected: [] },
])("filterFieldsByName keeps columns by $name", (one) => expect(after("filterFieldsByName", one)).toEqual(one.expected));

test.each<Case>([
  { name: "one", frames: [usage, limits], options: { include: "B" }, expected: tablesIn([limits]) },
  { name: "either", frames: [usage, limits], options: { include: "A|B" }, expected: tablesIn([usage, limits]) },
  { name: "those of a pattern", frames: [usage, limits], options: { include: "/^(?:A)$/" }, expected: tablesIn([usage]) },
  { name: "all but one", frames: [usage, limits], options: { exclude: "B" }, expected: tablesIn([usage]) },
])("filterByRefId keeps the answers of $name", (one) => expect(after("filterByRefId", one)).toEqual(one.expected));

const rows = table("A", [
  ["host", "x"],
  ["b", 2],
  ["a", null],
  ["c10", 10],
  ["c9", 2],
]);

test.each<Case>([
  {
    name: "smallest first",
    frames: [rows],
    options: { sort: [{ field: "x" }] },
    expected: [
      [
        ["host", "x"],
        ["b", 2],
        ["c9", 2],
        ["c10", 10],
        ["a", null],
      ],
    ],
  },
  {
    name: "largest first, without a value last all the same",
    frames: [rows],
    options: { sort: [{ field: "x", desc: true }] },
    expected: [
      [
        ["host", "x"],
        ["c10", 10],
        ["b", 2],
        ["c9", 2],
        ["a", null],
      ],
    ],
  },
  {
    name: "as people count",
    frames: [rows],
    options: { sort: [{ field: "host" }] },
    expected: [
      [
        ["host", "x"],
        ["a", null],
        ["b", 2],
        ["c9", 2],
        ["c10", 10],
      ],
    ],
  },
  {
    name: "not at all by a column that is not there",
    frames: [rows],
    options: { sort: [{ field: "y" }] },
    expected: tablesIn([rows]),
  },
])("sortBy puts rows $name", (one) => expect(after("sortBy", one)).toEqual(one.expected));

test.each<Case>([
  {
    name: "the first",
    frames: [rows],
    options: { limitField: 2 },
    expected: [
      [
        ["host", "x"],
        ["b", 2],
        ["a", null],
      ],
    ],
  },
  {
    name: "the last",
    frames: [rows],
    options: { limitField: -1 },
    expected: [
      [
        ["host", "x"],
        ["c9", 2],
      ],
    ],
  },
  {
    name: "as many as a variable says",
    frames: [rows],
    options: { limitField: "$limit" },
    expected: [
      [
        ["host", "x"],
        ["b", 2],
      ],
    ],
  },
])("limit keeps $name", (one) => expect(after("limit", one)).toEqual(one.expected));

const filter = (id: string, value: unknown) => ({ fieldName: "x", config: { id, options: { value } } });

test.each<{ name: string; options: object; hosts: string[] }>([
  { name: "greater", options: { filters: [filter("greater", 2)] }, hosts: ["c10"] },
  { name: "at least, written as text", options: { filters: [filter("greaterOrEqual", "2")] }, hosts: ["b", "c10", "c9"] },
  { name: "lower, where nothing is not low", options: { filters: [filter("lower", 5)] }, hosts: ["b", "c9"] },
  { name: "equal", options: { filters: [filter("equal", "10")] }, hosts: ["c10"] },
  { name: "not equal", options: { filters: [filter("notEqual", 2)] }, hosts: ["a", "c10"] },
  { name: "nothing", options: { filters: [filter("isNull", "")] }, hosts: ["a"] },
  { name: "something", options: { filters: [filter("isNotNull", "")] }, hosts: ["b", "c10", "c9"] },
  {
    name: "between two ends",
    options: { filters: [{ fieldName: "x", config: { id: "between", options: { from: 1, to: 5 } } }] },
    hosts: ["b", "c9"],
  },
  {
    name: "by a pattern",
    options: { filters: [{ fieldName: "host", config: { id: "regex", options: { value: "^c" } } }] },
    hosts: ["c10", "c9"],
  },
  {
    name: "by a part",
    options: { filters: [{ fieldName: "host", config: { id: "substring", options: { value: "C1" } } }] },
    hosts: ["c10"],
  },
  { name: "any of two", options: { match: "any", filters: [filter("equal", 10), filter("isNull", "")] }, hosts: ["a", "c10"] },
  { name: "both of two", options: { match: "all", filters: [filter("greater", 1), filter("lower", 5)] }, hosts: ["b", "c9"] },
  { name: "all but", options: { type: "exclude", filters: [filter("equal", 2)] }, hosts: ["a", "c10"] },
])("filterByValue keeps rows: $name", ({ options, hosts }) => {
  const [made] = after("filterByValue", { name: "", frames: [rows], options, expected: [] });
  expect(made?.slice(1).map(([host]) => host)).toEqual(hosts);
});

test.each<Case>([
  {
    name: "side by side under their own names",
    frames: [
      table("A", [["x"], [1], [2]], "one"),
      table(
        "B",
        [
          ["x", "Value"],
          [3, 4],
        ],
        "two",
      ),
    ],
    expected: [
      [
        ["one · x", "two · x", "two"],
        [1, 3, 4],
        [2, null, null],
      ],
    ],
  },
  {
    name: "side by side with numbers, when their names are dropped",
    frames: [table("A", [["x"], [1]], "one"), table("B", [["x"], [3]], "two")],
    options: { frameNameMode: "drop" },
    expected: [
      [
        ["x 1", "x 2"],
        [1, 3],
      ],
    ],
  },
])("concatenate puts columns $name", (one) => expect(after("concatenate", one)).toEqual(one.expected));

test.each<Case>([
  {
    name: "numbers",
    frames: [table("A", [["x"], ["1,234.5"], ["n/a"]])],
    options: { conversions: [{ targetField: "x", destinationType: "number" }] },
    expected: [[["x"], [1234.5], [null]]],
  },
  {
    name: "times",
    frames: [table("A", [["x"], ["1970-01-01T00:01:00Z"]])],
    options: { conversions: [{ targetField: "x", destinationType: "time" }] },
    expected: [[["x"], [60_000]]],
  },
  {
    name: "times out of seconds",
    frames: [table("A", [["x"], [60]])],
    options: { conversions: [{ targetField: "x", destinationType: "time", dateFormat: "X" }] },
    expected: [[["x"], [60_000]]],
  },
  {
    name: "texts out of times",
    frames: [table("A", [["Time"], [60_000]])],
    options: { conversions: [{ targetField: "Time", destinationType: "string", dateFormat: "HH:mm" }] },
    expected: [[["Time"], ["00:01"]]],
  },
  {
    name: "yes and no",
    frames: [table("A", [["x"], [1], [0]])],
    options: { conversions: [{ targetField: "x", destinationType: "boolean" }] },
    expected: [[["x"], [true], [false]]],
  },
])("convertFieldType makes $name", (one) => expect(after("convertFieldType", one)).toEqual(one.expected));

test.each<Case>([
  {
    name: "JSON",
    frames: [table("A", [["line"], ['{"a":1,"b":"x"}'], ["no json"]])],
    options: { source: "line", format: "json", replace: true },
    expected: [
      [
        ["a", "b"],
        [1, "x"],
        [null, null],
      ],
    ],
  },
  {
    name: "parts of JSON",
    frames: [table("A", [["line"], ['{"a":{"b":[7,8]}}']])],
    options: { format: "json", replace: true, jsonPaths: [{ path: "a.b[1]", alias: "second" }] },
    expected: [[["second"], [8]]],
  },
  {
    name: "pairs",
    frames: [table("A", [["line"], ['level=info msg="all \\"is\\" well"']])],
    options: { format: "kvp", replace: true },
    expected: [
      [
        ["level", "msg"],
        ["info", 'all "is" well'],
      ],
    ],
  },
  {
    name: "groups of a pattern",
    frames: [table("A", [["line"], ["GET /x 200"]])],
    options: { format: "regexp", regExp: "/(?<method>\\w+) .* (?<code>\\d+)/", replace: true },
    expected: [
      [
        ["method", "code"],
        ["GET", "200"],
      ],
    ],
  },
  {
    name: "a long word in front of a pair",
    frames: [table("A", [["line"], [`${"x".repeat(200_000)} a=1`]])],
    options: { format: "kvp", replace: true },
    expected: [[["a"], ["1"]]],
  },
])("extractFields takes $name apart", (one) => expect(after("extractFields", one)).toEqual(one.expected));

test.each<Case>([
  {
    name: "names to heads",
    frames: [
      table("A", [
        ["host", "cpu", "mem"],
        ["a", 1, 2],
        ["b", 3, 4],
      ]),
    ],
    expected: [
      [
        ["Field", "a", "b"],
        ["cpu", 1, 3],
        ["mem", 2, 4],
      ],
    ],
  },
  {
    name: "numbers without heads",
    frames: [table("A", [["cpu"], [1], [2]])],
    expected: [
      [
        ["Field", "Value", "Value"],
        ["cpu", 1, 2],
      ],
    ],
  },
])("transpose turns $name", (one) => expect(after("transpose", one)).toEqual(one.expected));

test("groupingToMatrix makes a column for each value", () => {
  const frames = [
    table("A", [
      ["host", "disk", "x"],
      ["a", "sda", 1],
      ["a", "sdb", 2],
      ["b", "sda", 3],
    ]),
  ];
  const options = { columnField: "disk", rowField: "host", valueField: "x" };
  expect(after("groupingToMatrix", { name: "", frames, options, expected: [] })).toEqual([
    [
      ["host\\disk", "sda", "sdb"],
      ["a", 1, 2],
      ["b", 3, null],
    ],
  ]);
});

test("formatTime and formatString write texts", () => {
  const frames = [
    table("A", [
      ["Time", "name"],
      [60_000, "disk space"],
    ]),
  ];
  expect(
    after("formatTime", {
      name: "",
      frames,
      options: { timeField: "Time", outputFormat: "HH:mm", timezone: "utc" },
      expected: [],
    })[0]?.[1],
  ).toEqual(["00:01", "disk space"]);
  expect(
    after("formatString", {
      name: "",
      frames,
      options: { stringField: "name", outputFormat: "Title Case" },
      expected: [],
    })[0]?.[1],
  ).toEqual([60_000, "Disk Space"]);
});
