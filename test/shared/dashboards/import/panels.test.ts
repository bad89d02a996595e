import { expect, test } from "vitest";
import { fieldTest } from "#shared/dashboards/data/matchers";
import { transformationKinds } from "#shared/dashboards/data/transform";
import { importDashboards } from "#shared/dashboards/import/import";
import { isTransformation } from "#shared/dashboards/import/transformation-kinds";
import { importPanel } from "../../../support/import-panel";

const query = (target: object) => importPanel({ type: "timeseries", targets: [target] }).panel.queries[0];

test.each([
  { name: "at its end only", target: { instant: true }, expected: { mode: "instant" } },
  { name: "both ways", target: { instant: true, range: true }, expected: { mode: "both" } },
  { name: "over the range", target: { instant: false }, expected: { mode: "range" } },
  { name: "at its end, in Loki's words", target: { queryType: "instant" }, expected: { mode: "instant" } },
  { name: "as a table", target: { format: "table" }, expected: { format: "table" } },
  { name: "in a form that nobody knows", target: { format: 5 }, expected: { format: "time_series" } },
  {
    name: "with a least step and a factor",
    target: { interval: " 30s ", intervalFactor: 4, step: 600 },
    expected: { minStep: "30s", intervalFactor: 4 },
  },
  { name: "with a factor that makes no sense", target: { intervalFactor: -2 }, expected: { intervalFactor: 1 } },
  { name: "hidden", target: { hide: true }, expected: { hide: true } },
  {
    name: "with letters in small",
    target: { refid: "Z", legendformat: "{{a}}" },
    expected: { refId: "Z", legendFormat: "{{a}}" },
  },
  { name: "with more than is known", target: { acme: { a: 1 }, editorMode: "code" }, expected: { kept: { acme: { a: 1 } } } },
])("a query that is asked $name stays so", ({ target, expected }) => {
  expect(query({ expr: "up", ...target })).toMatchObject(expected);
});

test("queries without letters get the next free ones, and empty lines are no queries", () => {
  const targets = [{ expr: "a" }, { expr: "b", refId: "A" }, { expr: "" }, { expr: "c", refId: "C" }, { expr: "d" }];
  expect(importPanel({ type: "timeseries", targets }).panel.queries.map(({ refId, expr }) => refId + expr)).toEqual([
    "Aa",
    "Bb",
    "Cc",
    "Ed",
  ]);
});

test.each([
  { name: "outside of quotes", expr: "rate(x[5m]) + ...", isTold: true },
  { name: "in a regular expression", expr: "up{a=~\"b...\", c=~'...'}", isTold: false },
])("three dots $name are kept, and told where a part is missing", ({ expr, isTold }) => {
  const { panel, said } = importPanel({ type: "timeseries", targets: [{ expr }] });
  expect(panel.queries[0]?.expr).toBe(expr);
  expect(said).toHaveLength(isTold ? 1 : 0);
});

test("a panel that shows another one's answers asks the same itself; one of a chain or of none is told", () => {
  const shared = (id: number, panelId: number) => ({
    id,
    type: "stat",
    title: `S${id}`,
    datasource: { uid: "-- Dashboard --" },
    targets: [{ panelId, withTransforms: id === 2 }],
    transformations: [{ id: "merge" }],
  });
  const text = JSON.stringify({
    title: "T",
    panels: [
      { id: 1, type: "timeseries", title: "First", targets: [{ expr: "up" }], transformations: [{ id: "limit" }] },
      shared(2, 1),
      shared(3, 1),
      shared(4, 2),
      shared(5, 99),
    ],
  });
  const [found] = importDashboards(text).found;
  const elements = found?.dashboard.elements ?? {};
  expect(
    Object.values(elements).map(({ queries, transformations }) => [queries[0]?.expr, ...transformations.map(({ id }) => id)]),
  ).toEqual([
    ["up", "limit"],
    ["up", "limit", "merge"],
    ["up", "merge"],
    [undefined, "merge"],
    [undefined, "merge"],
  ]);
  expect(found?.panels).toEqual({ total: 5, drawn: 3 });
});

test.each([
  { name: "a colour that is only a name", defaults: { color: "red" }, expected: { color: { mode: "fixed", fixedColor: "red" } } },
  { name: "a title of 2019", defaults: { title: "T" }, expected: { displayName: "T" } },
  { name: "more decimals than there can be", defaults: { decimals: 99 }, expected: { decimals: 20 } },
  { name: "bounds in quotes", defaults: { min: "0", max: "" }, expected: { min: 0 } },
  {
    name: "thresholds in no order, without their first value",
    defaults: { thresholds: { steps: [{ color: "a" }, { color: "c", value: 9 }, { color: "b", value: "5" }] } },
    expected: {
      thresholds: {
        mode: "absolute",
        steps: [
          { value: null, color: "a" },
          { value: 5, color: "b" },
          { value: 9, color: "c" },
        ],
      },
    },
  },
  {
    name: "how cells looked in 2021",
    type: "table",
    defaults: { custom: { displayMode: "color-background-solid" } },
    expected: { custom: { cellOptions: { type: "color-background", mode: "basic" } } },
  },
  {
    name: "what was hidden in 2020",
    defaults: { custom: { hideFrom: { graph: true, legend: false } } },
    expected: { custom: { hideFrom: { viz: true, legend: false } } },
  },
])("$name is understood", ({ type = "timeseries", defaults, expected }) => {
  const { panel, said } = importPanel({ type, fieldConfig: { defaults, overrides: [] } });
  expect(panel.fieldConfig.defaults).toEqual(expected);
  expect(said).toEqual([]);
});

test.each([
  {
    name: "an option that is no choice",
    given: { options: { legend: { placement: "left" } } },
    expected: 'left-out .options.legend.placement: "left" means nothing here as `placement`.',
  },
  {
    name: "an option of its own",
    given: { options: { glow: 3 } },
    expected: "left-out .options.glow: `glow` has no counterpart here.",
  },
  {
    name: "a setting of fields that is not known",
    given: { fieldConfig: { defaults: { custom: { blur: 1 } } } },
    expected: "left-out .fieldConfig.defaults.custom.blur: `blur` has no counterpart here.",
  },
])("$name is told, and the panel is drawn", ({ given, expected }) => {
  const { said, isDrawn } = importPanel({ type: "timeseries", ...given });
  expect([said, isDrawn]).toEqual([[expected], true]);
});

test.each([
  {
    name: "fields that cannot be chosen so",
    given: { fieldConfig: { overrides: [{ matcher: { id: "byMood" }, properties: [] }] } },
    expected: 'left-out .fieldConfig.overrides[0].matcher: Fields cannot be chosen by "byMood" here.',
  },
  {
    name: "a transformation that cannot be done",
    given: { transformations: [{ id: "organize" }, { id: "regression" }] },
    expected: 'left-out .transformations[1]: The transformation "regression" cannot be done here.',
  },
  {
    name: "a kind that is not drawn",
    given: { type: "geomap" },
    expected: 'left-out .type: A panel of the kind "geomap" cannot be drawn here; its data is shown as a table.',
  },
])("$name is told, and the panel does not count as drawn", ({ given, expected }) => {
  const { said, isDrawn } = importPanel({ type: "timeseries", ...given });
  expect([said, isDrawn]).toEqual([[expected], false]);
});

test("an answer is missed by nobody in a transformation that is switched off", () => {
  expect(importPanel({ type: "table", transformations: [{ id: "regression", disabled: true }] }).said).toEqual([]);
});

test("all transformations that can be done are known by name, with the names that they had", () => {
  const names = transformationKinds
    .flatMap(({ id, aliases }) => [id, ...(aliases ?? [])])
    .filter((id) => id !== "seriesToColumns");
  expect(names.filter((id) => !isTransformation(id))).toEqual([]);
});

test.each([
  { id: "byName", options: "a" },
  { id: "byNames", options: { mode: "exclude", names: ["a"] } },
  { id: "byRegexp", options: "/a/" },
  { id: "byType", options: "number" },
  { id: "byTypes", options: ["number"] },
  { id: "byFrameRefID", options: "A" },
  { id: "byRegexpOrNames", options: { pattern: "a", names: [] } },
  { id: "numeric", options: {} },
  { id: "time", options: {} },
])("fields can be chosen $id, both on the way in and when they are drawn", (matcher) => {
  const { panel } = importPanel({ type: "table", fieldConfig: { overrides: [{ matcher, properties: [] }] } });
  expect(panel.fieldConfig.overrides).toEqual([{ matcher, properties: [] }]);
  expect(fieldTest(matcher).ok).toBe(true);
});
