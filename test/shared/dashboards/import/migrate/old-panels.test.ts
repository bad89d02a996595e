// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so links of dashboards are written
import { expect, test } from "vitest";
import { importPanel } from "../../../../support/import-panel";

const targets = [{ expr: "up", refId: "A" }];
const colors = ["green", "orange", "red"];

test.each([
  {
    name: "a figure on a coloured ground",
    given: { colorBackground: true, thresholds: "70,90", colors, format: "percent", valueName: "current" },
    type: "stat",
    options: { colorMode: "background", graphMode: "none" },
    defaults: {
      unit: "percent",
      thresholds: {
        mode: "absolute",
        steps: [
          { value: null, color: "green" },
          { value: 70, color: "orange" },
          { value: 90, color: "red" },
        ],
      },
      color: { mode: "thresholds" },
    },
  },
  {
    name: "a figure with a line below it, in words",
    given: { sparkline: { show: true }, mappingType: 1, valueMaps: [{ value: "1", op: "=", text: "up" }], nullText: "none" },
    type: "stat",
    options: { colorMode: "none", graphMode: "area", reduceOptions: { values: false, calcs: ["mean"], fields: "" } },
    defaults: { mappings: [{ type: "value", options: { "1": { text: "up", index: 0 } } }], noValue: "none" },
  },
  {
    name: "ranges in words",
    given: {
      mappingType: 2,
      rangeMaps: [
        { from: "0", to: "10", text: "low" },
        { from: "null", to: "null", text: "?" },
      ],
    },
    type: "stat",
    options: {},
    defaults: {
      mappings: [
        { type: "range", options: { from: 0, to: 10, result: { text: "low" } } },
        { type: "special", options: { match: "null", result: { text: "?" } } },
      ],
    },
  },
  {
    name: "a gauge",
    given: { gauge: { show: true, minValue: 5, maxValue: 50, thresholdLabels: true, thresholdMarkers: false }, valueName: "max" },
    type: "gauge",
    options: {
      showThresholdLabels: true,
      showThresholdMarkers: false,
      reduceOptions: { values: false, calcs: ["max"], fields: "" },
    },
    defaults: { min: 5, max: 50 },
  },
  {
    name: "a column of a table",
    given: { tableColumn: "free.bytes", targets: [{ expr: "up", format: "table" }] },
    type: "stat",
    options: { reduceOptions: { values: false, calcs: ["mean"], fields: "/^free\\.bytes$/" } },
    defaults: {},
  },
  {
    name: "a text behind a plain number",
    given: { format: "none", postfix: " h" },
    type: "stat",
    options: {},
    defaults: { unit: "suffix: h" },
  },
  {
    name: "a text before a plain number",
    given: { format: "none", prefix: "$" },
    type: "stat",
    options: {},
    defaults: { unit: "prefix:$" },
  },
  { name: "the name of the series", given: { valueName: "name" }, type: "stat", options: { textMode: "name" }, defaults: {} },
])("a singlestat with $name becomes a $type", ({ given, type, options, defaults }) => {
  const { panel, said, isDrawn } = importPanel({ type: "singlestat", targets, ...given });
  expect([panel.type, isDrawn, said]).toEqual([type, true, []]);
  expect(panel.options).toMatchObject(options);
  expect(panel.fieldConfig.defaults).toEqual(defaults);
});

const table = (more: object) => importPanel({ type: "table-old", targets, ...more });

test.each([
  { name: "hidden", style: { type: "hidden" }, expected: [{ id: "custom.hidden", value: true }] },
  {
    name: "a date",
    style: { type: "date", alias: "When", dateFormat: "MM/DD" },
    expected: [
      { id: "displayName", value: "When" },
      { id: "unit", value: "time:MM/DD" },
    ],
  },
  {
    name: "a number whose cell is coloured",
    style: { type: "number", unit: "s", decimals: 1, colorMode: "cell", colors, thresholds: ["1", "2"] },
    expected: [
      { id: "unit", value: "s" },
      { id: "decimals", value: 1 },
      { id: "custom.cellOptions", value: { type: "color-background", mode: "basic" } },
      {
        id: "thresholds",
        value: {
          mode: "absolute",
          steps: [
            { value: null, color: "green" },
            { value: 1, color: "orange" },
            { value: 2, color: "red" },
          ],
        },
      },
    ],
  },
  {
    name: "a text in words, with a whole row coloured",
    style: {
      type: "string",
      align: "right",
      colorMode: "row",
      thresholds: [],
      mappingType: 1,
      valueMaps: [{ value: "0", text: "off" }],
    },
    expected: [
      { id: "mappings", value: [{ type: "value", options: { "0": { text: "off", index: 0 } } }] },
      { id: "custom.align", value: "right" },
      { id: "custom.cellOptions", value: { type: "color-background", mode: "basic", applyToRow: true } },
    ],
  },
  {
    name: "a link to what the row is about",
    style: { type: "string", link: true, linkUrl: "/d/x?a=${__cell}&b=$__cell_2&c=${__cell_3:raw}", linkTooltip: "To $__cell" },
    expected: [
      {
        id: "links",
        value: [
          {
            title: "To ${__value.text}",
            url: "/d/x?a=${__value.text}&b=${__data.fields[2]}&c=${__data.fields[3]}",
            targetBlank: false,
          },
        ],
      },
    ],
  },
])("a column of an old table that is $name stays so", ({ style, expected }) => {
  const { panel, said } = table({ styles: [{ pattern: "a", ...style }] });
  expect(panel.fieldConfig.overrides).toEqual([{ matcher: { id: "byName", options: "a" }, properties: expected }]);
  expect(said).toEqual([]);
});

test("of an old table's styles the first one wins, as of overrides the last one does", () => {
  const { panel } = table({
    styles: [
      { pattern: "a", alias: "First" },
      { pattern: "/.*/", alias: "Second" },
    ],
  });
  expect(panel.fieldConfig.overrides.map(({ matcher }) => matcher)).toEqual([
    { id: "byRegexp", options: "/.*/" },
    { id: "byName", options: "a" },
  ]);
});

const two = [targets[0], { expr: "down" }];
test.each([
  { name: "rows of series", given: { transform: "timeseries_to_rows" }, expected: [{ id: "seriesToRows", options: {} }] },
  {
    name: "columns of series",
    given: { transform: "timeseries_to_columns" },
    expected: [{ id: "joinByField", options: { byField: "Time", mode: "outer" } }],
  },
  {
    name: "one row for each series",
    given: { transform: "timeseries_aggregations", columns: [{ value: "avg" }, { value: "current" }] },
    expected: [{ id: "reduce", options: { mode: "seriesToRows", reducers: ["mean", "lastNotNull"] } }],
  },
  { name: "a table of two queries", given: { transform: "table", targets: two }, expected: [{ id: "merge", options: {} }] },
  { name: "a table of one query", given: { transform: "table" }, expected: [] },
])("an old table of $name is made by transformations", ({ given, expected }) => {
  expect(table(given).panel.transformations).toEqual(expected.map((one) => ({ ...one, disabled: false })));
});

test("a table of today that still has the words of the old one keeps its own", () => {
  const { panel } = importPanel({
    type: "table",
    styles: [{ pattern: "a", type: "hidden" }],
    options: { showHeader: false },
    fieldConfig: { defaults: { custom: { align: "left" } }, overrides: [] },
  });
  expect(panel.fieldConfig).toEqual({ defaults: { custom: { align: "left" } }, overrides: [] });
  expect(panel.options).toEqual({ showHeader: false });
});

test.each([
  { name: "buckets of the query", given: { dataFormat: "tsbuckets" }, calculate: false },
  { name: "series to be counted", given: { dataFormat: "timeseries" }, calculate: true },
  {
    name: "nothing said about it, and buckets in the query",
    given: { targets: [{ expr: "sum by (le) (rate(x_bucket[5m]))" }] },
    calculate: undefined,
  },
  {
    name: "nothing said about it, and a quantile",
    given: { targets: [{ expr: "histogram_quantile(0.9, sum by (le) (x_bucket))" }] },
    calculate: true,
  },
  {
    name: "nothing said about it, and buckets by its format",
    given: { targets: [{ expr: "x", format: "heatmap" }] },
    calculate: undefined,
  },
])("a heatmap of $name", ({ given, calculate }) => {
  expect(importPanel({ type: "heatmap", targets, ...given }).panel.options.calculate).toBe(calculate);
});

test("bounds of buckets are taken as the old heatmap had them", () => {
  const layoutOf = (yBucketBound: string) =>
    importPanel({ type: "heatmap", dataFormat: "tsbuckets", yBucketBound, targets }).panel.options.rowsFrame;
  expect(["upper", "lower", "middle", "auto"].map(layoutOf)).toEqual([
    { layout: "le" },
    { layout: "ge" },
    { layout: "auto" },
    { layout: "auto" },
  ]);
});

test.each([
  {
    name: "the plugin, under the chart",
    given: {
      type: "grafana-piechart-panel",
      pieType: "donut",
      format: "bytes",
      legend: { show: true, values: true },
      legendType: "Under graph",
    },
    options: {
      pieType: "donut",
      displayLabels: [],
      legend: { showLegend: true, displayMode: "table", placement: "bottom", values: ["value"] },
    },
  },
  {
    name: "the plugin, on the chart",
    given: { type: "grafana-piechart-panel", legendType: "On graph", valueName: "total" },
    options: { pieType: "pie", displayLabels: ["name"], legend: { showLegend: false }, reduceOptions: { calcs: ["sum"] } },
  },
  { name: "the word of a guide", given: { type: "pie" }, options: {} },
])("a pie chart of $name is drawn", ({ given, options }) => {
  const { panel, isDrawn } = importPanel({ targets, ...given });
  expect([panel.type, isDrawn]).toEqual(["piechart", true]);
  expect(panel.options).toMatchObject(options);
});

test("slices that were put together are told", () => {
  expect(importPanel({ type: "grafana-piechart-panel", combine: { threshold: 0.1, label: "Others" }, targets }).said).toEqual([
    "left-out .combine: Small slices are not put together into one.",
  ]);
});

test("stretches of states of a plugin become a state timeline with its colours", () => {
  const { panel, isDrawn } = importPanel({
    type: "natel-discrete-panel",
    valueMaps: [{ value: "1", op: "=", text: "on" }],
    rangeMaps: [{ from: "2", to: "9", text: "odd" }],
    colorMaps: [{ text: "on", color: "green" }],
    units: "short",
    targets,
  });
  expect([panel.type, isDrawn]).toEqual(["state-timeline", true]);
  expect(panel.fieldConfig.defaults).toEqual({
    unit: "short",
    mappings: [
      { type: "value", options: { "1": { text: "on", index: 0, color: "green" } } },
      { type: "range", options: { from: 2, to: 9, result: { text: "odd" } } },
    ],
  });
});

test("a status map by a scale of colours stays what it is", () => {
  const { panel, isDrawn } = importPanel({ type: "flant-statusmap-panel", color: { mode: "spectrum" }, targets });
  expect([panel.type, isDrawn, panel.kept !== undefined]).toEqual(["flant-statusmap-panel", false, true]);
});
