import { expect, test } from "vitest";
import { importPanel } from "../../../../support/import-panel";

const graph = (more: object) => importPanel({ type: "graph", title: "G", targets: [{ expr: "up" }], ...more });
const customOf = (more: object) => graph(more).panel.fieldConfig.defaults.custom ?? {};
const stackedAlone = { stacking: { mode: "none", group: "A" } };

test.each([
  { name: "lines without points", given: { lines: true, points: false }, expected: { drawStyle: "line", showPoints: "never" } },
  {
    name: "lines with points",
    given: { lines: true, points: true, pointradius: 3 },
    expected: { drawStyle: "line", showPoints: "always", pointSize: 6 },
  },
  {
    name: "points alone",
    given: { lines: false, points: true },
    expected: { drawStyle: "points", showPoints: "always", pointSize: 4 },
  },
  { name: "bars", given: { bars: true, lines: false, fill: 7 }, expected: { drawStyle: "bars", fillOpacity: 70 } },
  { name: "a width and a fill", given: { linewidth: 3, fill: 2 }, expected: { lineWidth: 3, fillOpacity: 20 } },
  { name: "more than there can be", given: { linewidth: 30, fill: 99 }, expected: { lineWidth: 10, fillOpacity: 100 } },
  { name: "a gradient", given: { fillGradient: 4 }, expected: { gradientMode: "opacity" } },
  { name: "steps", given: { steppedLine: true }, expected: { lineInterpolation: "stepAfter" } },
  { name: "dashes", given: { dashes: true, dashLength: 4 }, expected: { lineStyle: { fill: "dash", dash: [4, 10] } } },
  { name: "lines over gaps", given: { nullPointMode: "connected" }, expected: { spanNulls: true } },
  { name: "a stack", given: { stack: true }, expected: { stacking: { mode: "normal", group: "A" } } },
  {
    name: "a stack of percents",
    given: { stack: true, percentage: true },
    expected: { stacking: { mode: "percent", group: "A" } },
  },
  { name: "percents without a stack", given: { stack: false, percentage: true }, expected: stackedAlone },
  { name: "nothing said", given: {}, expected: {} },
])("a graph with $name is drawn so as a time series", ({ given, expected }) => {
  expect(customOf(given)).toEqual(expected);
});

test.each([
  {
    name: "a logarithmic axis with a label and bounds in quotes",
    given: { yaxes: [{ format: "bytes", label: "size", logBase: 10, min: "1", max: "100", decimals: 2 }, {}] },
    expected: {
      unit: "bytes",
      min: 1,
      max: 100,
      decimals: 2,
      custom: { axisLabel: "size", scaleDistribution: { type: "log", log: 10 } },
    },
  },
  {
    name: "a hidden axis with empty bounds",
    given: { yaxes: [{ format: "short", label: null, min: "", max: null, show: false }] },
    expected: { unit: "short", custom: { axisPlacement: "hidden" } },
  },
  {
    name: "the axes of 2015",
    given: { y_formats: ["ms", "short"], leftYAxisLabel: "time", grid: { leftMin: 0, leftMax: 9, leftLogBase: 2 } },
    expected: { unit: "ms", min: 0, max: 9, custom: { axisLabel: "time", scaleDistribution: { type: "log", log: 2 } } },
  },
])("$name becomes settings of its fields", ({ given, expected }) => {
  expect(graph(given).panel.fieldConfig.defaults).toEqual(expected);
});

test.each([
  {
    name: "a colour by name",
    given: { alias: "total", color: "#fff" },
    expected: [{ id: "color", value: { mode: "fixed", fixedColor: "#fff" } }],
  },
  {
    name: "a series below zero",
    given: { alias: "total", transform: "negative-Y" },
    expected: [{ id: "custom.transform", value: "negative-Y" }],
  },
  {
    name: "a fill down to another",
    given: { alias: "total", fillBelowTo: "min" },
    expected: [{ id: "custom.fillBelowTo", value: "min" }],
  },
  {
    name: "one that the legend does not have",
    given: { alias: "total", legend: false },
    expected: [{ id: "custom.hideFrom", value: { viz: false, legend: true, tooltip: false } }],
  },
  {
    name: "a stack of its own",
    given: { alias: "total", stack: "B" },
    expected: [{ id: "custom.stacking", value: { mode: "normal", group: "B" } }],
  },
  {
    name: "one outside of the stack",
    given: { alias: "total", stack: false },
    expected: [{ id: "custom.stacking", value: stackedAlone.stacking }],
  },
  {
    name: "one on the second axis",
    given: { alias: "total", yaxis: 2 },
    expected: [
      { id: "custom.axisPlacement", value: "right" },
      { id: "unit", value: "percent" },
      { id: "max", value: 100 },
      { id: "custom.axisLabel", value: "share" },
    ],
  },
])("$name becomes an override", ({ given, expected }) => {
  const { panel, said } = graph({ seriesOverrides: [given], yaxes: [{}, { format: "percent", max: 100, label: "share" }] });
  expect(panel.fieldConfig.overrides).toEqual([{ matcher: { id: "byName", options: "total" }, properties: expected }]);
  expect(said).toEqual([]);
});

test("an alias in slashes is a regular expression, and one without words of its own is no override", () => {
  const { panel } = graph({
    seriesOverrides: [{ alias: "/in|out/i", linewidth: 2 }, { alias: "x", zindex: 3 }, { alias: "/usr" }],
  });
  expect(panel.fieldConfig.overrides).toEqual([
    { matcher: { id: "byRegexp", options: "/in|out/i" }, properties: [{ id: "custom.lineWidth", value: 2 }] },
  ]);
});

test.each([
  {
    name: "lines and areas above",
    thresholds: [
      { value: 90, op: "gt", colorMode: "critical", fill: true, line: true },
      { value: 70, op: "gt", colorMode: "custom", fillColor: "#abc", fill: true },
    ],
    steps: [
      { value: null, color: "transparent" },
      { value: 70, color: "#abc" },
      { value: 90, color: "red" },
    ],
    style: "line+area",
  },
  {
    name: "a line below",
    thresholds: [{ value: 10, op: "lt", colorMode: "warning", line: true }],
    steps: [
      { value: null, color: "orange" },
      { value: 10, color: "transparent" },
    ],
    style: "line",
  },
  {
    name: "a band that is right, with areas outside of it",
    thresholds: [
      { value: 10, op: "lt", colorMode: "critical", fill: true },
      { value: 90, op: "gt", colorMode: "critical", fill: true },
    ],
    steps: [
      { value: null, color: "red" },
      { value: 10, color: "transparent" },
      { value: 90, color: "red" },
    ],
    style: "area",
  },
])("thresholds with $name are marked so", ({ thresholds, steps, style }) => {
  const { defaults } = graph({ thresholds }).panel.fieldConfig;
  expect(defaults.thresholds).toEqual({ mode: "absolute", steps });
  expect(defaults.custom?.thresholdsStyle).toEqual({ mode: style });
});

test.each([
  {
    name: "hidden",
    given: { show: false },
    expected: { showLegend: false, displayMode: "list", placement: "bottom", calcs: [] },
  },
  {
    name: "a table at the right, sorted",
    given: {
      show: true,
      alignAsTable: true,
      rightSide: true,
      sideWidth: 200,
      values: true,
      avg: true,
      max: true,
      sort: "max",
      sortDesc: true,
    },
    expected: {
      showLegend: true,
      displayMode: "table",
      placement: "right",
      calcs: ["max", "mean"],
      sortBy: "Max",
      sortDesc: true,
      width: 200,
    },
  },
  {
    name: "values that are switched off together",
    given: { show: true, values: false, avg: true, current: true },
    expected: { showLegend: true, displayMode: "list", placement: "bottom", calcs: [] },
  },
])("a legend that is $name stays so", ({ given, expected }) => {
  expect(graph({ legend: given }).panel.options.legend).toEqual(expected);
});

test.each([
  { name: "one bar for each series", mode: "series", type: "barchart" },
  { name: "buckets of values", mode: "histogram", type: "histogram" },
])("a graph of $name becomes a $type", ({ mode, type }) => {
  const { panel, isDrawn } = graph({ xaxis: { mode, values: ["max"], buckets: 20 } });
  expect([panel.type, isDrawn]).toEqual([type, true]);
});

test.each([
  {
    name: "gaps as zeros",
    given: { nullPointMode: "null as zero" },
    expected: "left-out .nullPointMode: Where values are missing a gap is drawn, and not a zero.",
  },
  {
    name: "empty series out of the legend",
    given: { legend: { hideEmpty: true } },
    expected: "left-out .legend.hideEmpty: Series without values stay in the legend.",
  },
  {
    name: "stretches of time",
    given: { timeRegions: [{ from: "1" }] },
    expected: "left-out .timeRegions: Recurring stretches of time are not marked here.",
  },
  {
    name: "aligned axes",
    given: { yaxis: { align: true } },
    expected: "left-out .yaxis.align: The two axes are not aligned at a value.",
  },
  {
    name: "an alert",
    given: { alert: { name: "x" } },
    expected: "left-out .alert: The alert of this panel is not taken over; write it as a rule.",
  },
  {
    name: "an override that nobody knows",
    given: { seriesOverrides: [{ alias: "a", glow: 5 }] },
    expected: "left-out .seriesOverrides[0].glow: `glow` of an override has no counterpart here.",
  },
])("$name is told, and costs the panel nothing else", ({ given, expected }) => {
  const { said, isDrawn } = graph(given);
  expect(said).toEqual([expected]);
  expect(isDrawn).toBe(true);
});

test("in a stack, gaps as zeros change nothing and nothing is said", () => {
  expect(graph({ nullPointMode: "null as zero", stack: true }).said).toEqual([]);
});

test("a time series with words of the old graph beside its own keeps its own", () => {
  const { panel } = importPanel({
    type: "timeseries",
    fieldConfig: { defaults: { unit: "s" }, overrides: [] },
    options: {},
    yaxes: [{ format: "bytes" }],
    stack: true,
  });
  expect(panel.fieldConfig.defaults).toEqual({ unit: "s" });
});
