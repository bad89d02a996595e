// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Grafana's files name what they leave open so
import { expect, test } from "vitest";
import { importDashboards } from "#shared/dashboards/import/import";
import { likelySource, prepareImport } from "#shared/dashboards/prepare-import";

const file = {
  uid: "web",
  title: "Web",
  schemaVersion: 39,
  __inputs: [
    { name: "DS_A", label: "A", type: "datasource", pluginId: "prometheus" },
    { name: "DS_B", label: "B", type: "datasource", pluginId: "prometheus" },
    { name: "VAR_LIMIT", label: "Limit", type: "constant", value: "7" },
  ],
  panels: ["DS_A", "DS_B"].map((name, index) => ({
    id: index + 1,
    type: "timeseries",
    title: name,
    gridPos: { x: 0, y: 0, w: 12, h: 8 },
    datasource: { type: "prometheus", uid: `\${${name}}` },
    targets: [{ refId: "A", expr: "up > ${VAR_LIMIT}" }],
  })),
};

function prepared(choices: Partial<Parameters<typeof prepareImport>[1]>) {
  const [imported] = importDashboards(JSON.stringify(file)).found;
  if (!imported) throw new Error("nothing was found");
  const dashboard = prepareImport(imported, { sources: new Map(), constants: new Map(), ...choices });
  return {
    uid: dashboard.uid,
    queries: Object.values(dashboard.elements).flatMap(({ queries }) => queries.map(({ source, expr }) => [source, expr])),
  };
}

test.each([
  {
    name: "without a choice all ask the source of the top bar, and constants are as the file has them",
    choices: {},
    expected: {
      uid: "web",
      queries: [
        ["", "up > 7"],
        ["", "up > 7"],
      ],
    },
  },
  {
    name: "each placeholder takes its source, each constant its value, and the dashboard its uid",
    choices: {
      sources: new Map([
        ["${DS_A}", "local"],
        ["${DS_B}", "c1"],
      ]),
      constants: new Map([["VAR_LIMIT", "9"]]),
      uid: "fresh",
    },
    expected: {
      uid: "fresh",
      queries: [
        ["local", "up > 9"],
        ["c1", "up > 9"],
      ],
    },
  },
])("$name", ({ choices, expected }) => expect(prepared(choices)).toEqual(expected));

test.each([
  { name: "the source that is called so", placeholder: { id: "${DS_PROD}", label: "Prod-1" }, expected: "c1" },
  { name: "one that is called as the file names it", placeholder: { id: "prod-1", label: "" }, expected: "c1" },
  { name: "the source that it names by its id", placeholder: { id: "c1", label: "c1" }, expected: "c1" },
  { name: "else the one of the top bar", placeholder: { id: "${DS_PROMETHEUS}", label: "Prometheus" }, expected: "" },
])("a placeholder begins with $name", ({ placeholder, expected }) => {
  expect(
    likelySource(placeholder, [
      { id: "local", name: "this host" },
      { id: "c1", name: "prod-1" },
    ]),
  ).toBe(expected);
});
