// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so data sources are named in dashboards
import { expect, test } from "vitest";
import { importDashboards, mapSources, withConstants } from "#shared/dashboards/import/import";
import type { ImportedDashboard } from "#shared/dashboards/import/outcome";

const inputs = [
  { name: "DS_PROM", label: "Prometheus of the office", type: "datasource", pluginId: "prometheus" },
  { name: "VAR_PREFIX", label: "Prefix", type: "constant", value: "app_" },
];
const list = [{ name: "ds", type: "datasource", query: "loki" }];

function imported(panel: object): ImportedDashboard {
  const text = JSON.stringify({ title: "T", __inputs: inputs, templating: { list }, panels: [panel] });
  const [found] = importDashboards(text).found;
  if (!found) throw new Error("nothing was found");
  return found;
}

const queryOf = (panel: object) => imported(panel).dashboard.elements["panel-1"]?.queries[0];

test.each([
  { name: "none", datasource: null, source: "", language: "promql", placeholder: undefined },
  { name: "the usual one", datasource: "default", source: "", language: "promql", placeholder: undefined },
  { name: "a kind without a name", datasource: { type: "loki" }, source: "", language: "logql", placeholder: undefined },
  { name: "a variable", datasource: "$ds", source: "${ds}", language: "logql", placeholder: undefined },
  {
    name: "a variable in an object",
    datasource: { type: "loki", uid: "${ds}" },
    source: "${ds}",
    language: "logql",
    placeholder: undefined,
  },
  {
    name: "an input of the file",
    datasource: "${DS_PROM}",
    source: "${DS_PROM}",
    language: "promql",
    placeholder: { id: "${DS_PROM}", kind: "prometheus", label: "Prometheus of the office", usedBy: 1 },
  },
  {
    name: "a variable that is not there",
    datasource: { type: "prometheus", uid: "[[gone]]" },
    source: "${gone}",
    language: "promql",
    placeholder: { id: "${gone}", kind: "prometheus", label: "gone", usedBy: 1 },
  },
  {
    name: "the uid of another place",
    datasource: { type: "prometheus", uid: "P18" },
    source: "P18",
    language: "promql",
    placeholder: { id: "P18", kind: "prometheus", label: "P18", usedBy: 1 },
  },
  {
    name: "a name of long ago that tells the kind",
    datasource: "Loki (eu)",
    source: "Loki (eu)",
    language: "logql",
    placeholder: { id: "Loki (eu)", kind: "loki", label: "Loki (eu)", usedBy: 1 },
  },
  {
    name: "a database that speaks PromQL",
    datasource: { type: "victoriametrics-metrics-datasource", uid: "vm" },
    source: "vm",
    language: "promql",
    placeholder: { id: "vm", kind: "prometheus", label: "vm", usedBy: 1 },
  },
])("a source given as $name", ({ datasource, source, language, placeholder }) => {
  const panel = { type: "timeseries", id: 1, datasource, targets: [{ expr: "up" }] };
  expect(queryOf(panel)).toMatchObject({ source, language });
  expect(imported(panel).sources).toEqual(placeholder === undefined ? [] : [placeholder]);
});

test("of a panel with mixed sources each query has its own", () => {
  const targets = [{ expr: "a", datasource: "A" }, { expr: "b", datasource: { type: "prometheus", uid: "B" } }, { expr: "c" }];
  const found = imported({ type: "timeseries", id: 1, datasource: "-- Mixed --", targets });
  expect(found.dashboard.elements["panel-1"]?.queries.map(({ source }) => source)).toEqual(["A", "B", ""]);
});

test("the sources that the user chose take the places of placeholders, everywhere", () => {
  const found = imported({
    type: "timeseries",
    id: 1,
    datasource: "${DS_PROM}",
    targets: [{ expr: "up" }, { expr: "x", datasource: "other" }],
  });
  const mapped = mapSources(
    found,
    new Map([
      ["${DS_PROM}", "prod"],
      ["other", ""],
    ]),
  );
  expect(mapped.elements["panel-1"]?.queries.map(({ source }) => source)).toEqual(["prod", ""]);
  expect(found.dashboard.elements["panel-1"]?.queries.map(({ source }) => source)).toEqual(["${DS_PROM}", "other"]);
});

test("constants take the places of their names; without a value their own one does", () => {
  const found = imported({ type: "timeseries", id: 1, title: "${VAR_PREFIX}", targets: [{ expr: "${VAR_PREFIX}up" }] });
  expect(found.constants).toEqual([{ name: "VAR_PREFIX", label: "Prefix", value: "app_" }]);
  const textsWith = (values: [string, string][]) => {
    const panel = withConstants(found, new Map(values)).elements["panel-1"];
    return [panel?.title, panel?.queries[0]?.expr];
  };
  expect(textsWith([])).toEqual(["app_", "app_up"]);
  expect(textsWith([["VAR_PREFIX", "$&_"]])).toEqual(["$&_", "$&_up"]);
});
