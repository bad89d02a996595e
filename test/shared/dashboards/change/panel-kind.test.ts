import { expect, test } from "vitest";
import { type PanelKind, withKind } from "../../../../shared/dashboards/change/panel-kind";
import { panelOptionSchemas } from "../../../../shared/dashboards/options/index";
import { type Panel, panelSchema } from "../../../../shared/dashboards/panel";

const kind = (id: keyof typeof panelOptionSchemas, usualQuery?: PanelKind["usualQuery"]): PanelKind => ({
  id,
  ...panelOptionSchemas[id],
  usualQuery,
});
const timeseries = kind("timeseries", { mode: "range", format: "time_series" });
const stat = kind("stat", { mode: "range", format: "time_series" });
const gauge = kind("gauge");
const table = kind("table", { mode: "instant", format: "table" });

const chart: Panel = panelSchema.parse({
  id: 4,
  title: "CPU",
  type: "timeseries",
  options: { legend: { showLegend: false }, tooltip: { mode: "single" } },
  queries: [
    { refId: "A", expr: "up" },
    { refId: "B", expr: "up", mode: "both" },
  ],
  fieldConfig: {
    defaults: { unit: "percent", custom: { lineWidth: 3, fillOpacity: 40 } },
    overrides: [
      {
        matcher: { id: "byName", options: "a" },
        properties: [
          { id: "unit", value: "s" },
          { id: "custom.lineWidth", value: 1 },
        ],
      },
    ],
  },
  kept: { type: "old" },
});

test("what every kind has stays: title, unit, queries", () => {
  expect(withKind(chart, timeseries, stat)).toMatchObject({
    id: 4,
    title: "CPU",
    type: "stat",
    options: {},
    fieldConfig: { defaults: { unit: "percent" } },
    queries: [{ expr: "up" }, { expr: "up", mode: "both" }],
  });
});

test("options that only the old kind has go, also from overrides", () => {
  const { fieldConfig } = withKind(chart, timeseries, stat);
  expect(fieldConfig.defaults).toEqual({ unit: "percent" });
  expect(fieldConfig.overrides).toEqual([{ matcher: { id: "byName", options: "a" }, properties: [{ id: "unit", value: "s" }] }]);
});

test("options that both kinds have stay", () => {
  const reduced: Panel = {
    ...chart,
    type: "stat",
    options: { reduceOptions: { calcs: ["max"], values: false, fields: "" }, colorMode: "none" },
  };
  expect(withKind(reduced, stat, gauge).options).toEqual({ reduceOptions: { calcs: ["max"], values: false, fields: "" } });
});

test("queries that are asked as the old kind usually asks are asked as the new one does", () => {
  const { queries } = withKind(chart, timeseries, table);
  expect(queries.map(({ mode, format }) => [mode, format])).toEqual([
    ["instant", "table"],
    ["both", "time_series"],
  ]);
});

test("going back finds the options as they were left", () => {
  const left = new Map([[chart.type, { options: chart.options, fieldConfig: chart.fieldConfig }]]);
  const back = withKind(withKind(chart, timeseries, stat), stat, timeseries, left);
  expect(back.options).toEqual(chart.options);
  expect(back.fieldConfig.defaults).toEqual(chart.fieldConfig.defaults);
});

test("what an unknown panel was imported from goes: it would be exported in the place of the new kind", () => {
  expect(withKind({ ...chart, type: "acme-map" }, undefined, stat).kept).toBeUndefined();
});
