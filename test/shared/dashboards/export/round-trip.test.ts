// biome-ignore-all lint/suspicious/noTemplateCurlyInString: so variables of dashboards are written
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { exportClassic, exportShared } from "#shared/dashboards/export/classic";
import { importDashboards } from "#shared/dashboards/import/import";

const folder = new URL("../../../fixtures/dashboards/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), "utf8");

function imported(text: string): Dashboard {
  const { found, failure } = importDashboards(text);
  const [first] = found;
  if (!first) throw new Error(failure);
  return first.dashboard;
}

const again = (dashboard: Dashboard): Dashboard => imported(JSON.stringify(exportClassic(dashboard)));

test.each([
  "node-grid.json",
  "node-rows.json",
  "containers.json",
  "cluster-mixin.json",
  "postgresql.json",
  "redis.json",
  "mysql.json",
  "probes.json",
  "runtimes.json",
  "lists.json",
  "gpu.json",
  "resource.json",
  "answer.json",
  "v2alpha1.json",
])("%s, once it is ours, survives the way to Grafana and back", (file) => {
  const dashboard = imported(read(file));
  expect(again(dashboard)).toEqual(dashboard);
});

const plain: Dashboard = {
  kind: "watchdeck-dashboard",
  version: 1,
  uid: "plain",
  title: "Plain",
  description: "",
  tags: [],
  isEditable: true,
  source: "",
  time: { from: "now-6h", to: "now", timeZone: "browser", refresh: "", nowDelay: "", hideTimePicker: false, weekStart: "" },
  cursorSync: "crosshair",
  links: [],
  variables: [],
  annotations: [],
  elements: {
    "panel-1": {
      id: 1,
      title: "Up",
      description: "",
      isTransparent: false,
      links: [],
      type: "timeseries",
      options: {},
      fieldConfig: { defaults: {}, overrides: [] },
      queries: [],
      transformations: [],
      queryOptions: {},
    },
  },
  layout: { kind: "grid", items: [{ element: "panel-1", x: 0, y: 0, width: 12, height: 8 }] },
};
const cell = { element: "panel-1", x: 0, y: 0, width: 12, height: 8 };
const up = {
  refId: "A",
  source: "",
  language: "promql",
  expr: "up",
  legendFormat: "",
  mode: "range",
  format: "time_series",
} as const;
const usual = { minStep: "", intervalFactor: 1, hide: false };

// What Grafana has no word for.
const losses: { name: string; was: Partial<Dashboard>; becomes: Partial<Dashboard> }[] = [
  {
    name: "tabs become rows",
    was: { layout: { kind: "tabs", tabs: [{ title: "First", layout: { kind: "grid", items: [cell] } }] } },
    becomes: {
      layout: {
        kind: "rows",
        rows: [{ title: "First", isCollapsed: false, isHeadless: false, layout: { kind: "grid", items: [cell] } }],
      },
    },
  },
  {
    name: "panels that place themselves get places",
    was: { layout: { kind: "auto", maxColumns: 2, columnWidth: 400, rowHeight: 296, items: [{ element: "panel-1" }] } },
    becomes: { layout: { kind: "grid", items: [cell] } },
  },
  {
    name: "rows in rows come one after another",
    was: {
      layout: {
        kind: "rows",
        rows: [
          {
            title: "Outer",
            isCollapsed: false,
            isHeadless: false,
            layout: { kind: "tabs", tabs: [{ title: "Inner", repeat: "job", layout: { kind: "grid", items: [cell] } }] },
          },
        ],
      },
    },
    becomes: {
      layout: {
        kind: "rows",
        rows: [
          {
            title: "Outer / Inner",
            isCollapsed: false,
            isHeadless: false,
            repeat: "job",
            layout: { kind: "grid", items: [cell] },
          },
        ],
      },
    },
  },
  {
    name: "the start of the machine becomes a day ago",
    was: { time: { ...plain.time, from: "boot" } },
    becomes: { time: { ...plain.time, from: "now-24h" } },
  },
  {
    name: "marks of this console's alerts stay here",
    was: {
      annotations: [
        {
          name: "Alerts",
          isEnabled: true,
          isHidden: false,
          color: "red",
          kind: "alerts",
          source: "",
          expr: "",
          minStep: "",
          titleFormat: "",
          textFormat: "",
          tagKeys: "",
          useValueForTime: false,
        },
      ],
    },
    becomes: {},
  },
  {
    name: "the dashboard's own source is written to each query",
    was: {
      source: "prod",
      elements: { "panel-1": { ...plain.elements["panel-1"], queries: [{ ...up, ...usual }] } as Dashboard["elements"][string] },
    },
    becomes: {
      source: "",
      elements: {
        "panel-1": {
          ...plain.elements["panel-1"],
          queries: [{ ...up, ...usual, source: "prod" }],
        } as Dashboard["elements"][string],
      },
    },
  },
];

test("a plain dashboard comes back as it was", () => expect(again(plain)).toEqual(plain));

test.each(losses)("on the way to Grafana and back $name", ({ was, becomes }) => {
  expect(again({ ...plain, ...was })).toEqual({ ...plain, ...becomes });
});

test("a panel that stands twice is two panels there", () => {
  const twice: Dashboard = { ...plain, layout: { kind: "grid", items: [cell, { ...cell, x: 12 }] } };
  expect(Object.values(again(twice).elements).map(({ id, title }) => [id, title])).toEqual([
    [1, "Up"],
    [2, "Up"],
  ]);
});

test("panels of unknown kinds leave byte for byte as they came", () => {
  const given = JSON.parse(read("queues.json")) as { panels: { id: number; type?: string }[] };
  const out = exportClassic(imported(read("queues.json"))) as { panels: { id: number }[] };
  for (const id of [3, 4, 6]) {
    const of = (panels: { id: number }[]) => JSON.stringify(panels.find((panel) => panel.id === id));
    expect(of(out.panels)).toBe(of(given.panels));
  }
});

test("of a panel of an unknown kind, what was changed here is changed there too", () => {
  const dashboard = imported(read("queues.json"));
  const panel = dashboard.elements["panel-4"];
  if (!panel) throw new Error("there is no panel 4");
  panel.title = "Sizes of queues";
  panel.queries = panel.queries.map((query) => ({ ...query, expr: "rabbitmq_queues" }));
  const out = exportClassic(dashboard) as { panels: { id: number }[] };
  expect(out.panels.find(({ id }) => id === 4)).toMatchObject({
    type: "acme-treemap-panel",
    title: "Sizes of queues",
    options: { tiling: "squarify" },
    targets: [{ expr: "rabbitmq_queues" }],
  });
});

test("a query for another database goes out as it came", () => {
  const out = exportClassic(imported(read("queues.json"))) as { panels: { id: number; targets: unknown[] }[] };
  expect(out.panels.find(({ id }) => id === 5)?.targets).toEqual([
    { datasource: { type: "mysql", uid: "my-1" }, format: "time_series", rawQuery: true, rawSql: "SELECT 1", refId: "A" },
  ]);
});

/** Left out on the way in without a word, because nothing that is seen here or there hangs on them. */
const silent = new Set([
  "pluginVersion",
  "__systemRef",
  "editorMode",
  "exemplar",
  "iteration",
  "fiscalYearStartMonth",
  "version",
  "intervalFactor",
  "current",
  "options",
  "definition",
  "query",
  "skipUrlSync",
  "label",
  "__inputs",
  "__requires",
  "__elements",
  "repeatDirection",
  "schemaVersion",
  "target",
  "limit",
]);

/** The paths of what `given` has and `out` has not, or has otherwise. */
function missing(given: unknown, out: unknown, path: string): string[] {
  if (typeof given !== "object" || given === null)
    return given === out ? [] : [`${path}: ${JSON.stringify(out)} for ${JSON.stringify(given)}`];
  return Object.entries(given).flatMap(([name, value]) => {
    if (silent.has(name)) return [];
    const isAbsent = typeof out !== "object" || out === null || !Object.hasOwn(out, name);
    // An empty list or a `false` says the same as nothing.
    if (isAbsent && (value === false || value === null || value === "" || (Array.isArray(value) && value.length === 0)))
      return [];
    return isAbsent ? [`${path}.${name}`] : missing(value, (out as Record<string, unknown>)[name], `${path}.${name}`);
  });
}

test("of a dashboard of today, every property that is understood comes back out", () => {
  const text = read("node-grid.json");
  const differences = missing(JSON.parse(text), exportClassic(imported(text)), "$");
  // Rows have no numbers here; they get the next free ones.
  expect(differences).toEqual([
    '$.annotations.list.0.datasource.type: "grafana" for "datasource"',
    '$.annotations.list.0.datasource.uid: "-- Grafana --" for "grafana"',
    "$.panels.0.id: 33 for 1",
    "$.panels.8.id: 34 for 20",
    "$.panels.9.id: 35 for 30",
  ]);
});

test("for others, every source is asked for by its kind, and variables stay", () => {
  const query = { ...up, ...usual };
  const panel = {
    ...plain.elements["panel-1"],
    queries: [query, { ...query, refId: "B", source: "prod" }],
  } as Dashboard["elements"][string];
  const logs = { ...panel, id: 2, type: "logs", queries: [{ ...query, language: "logql", expr: '{a="b"}' }] };
  const own = { ...panel, id: 3, queries: [{ ...query, source: "${datasource}" }] };
  const variable: Dashboard["variables"][number] = {
    kind: "datasource",
    name: "datasource",
    label: "",
    description: "",
    hide: "no",
    multi: false,
    includeAll: false,
    allValue: "",
    current: { values: [], texts: [] },
    query: "prometheus",
    regex: "",
  };
  const dashboard: Dashboard = {
    ...plain,
    variables: [variable],
    elements: { a: panel, b: logs, c: own },
    layout: { kind: "grid", items: ["a", "b", "c"].map((element, index) => ({ ...cell, element, y: index * 8 })) },
  };
  const out = exportShared(dashboard) as {
    __inputs: { name: string; pluginId: string }[];
    panels: { datasource: unknown; targets: { datasource: unknown }[] }[];
  };
  expect(out.__inputs.map(({ name, pluginId }) => [name, pluginId])).toEqual([
    ["DS_PROMETHEUS", "prometheus"],
    ["DS_PROMETHEUS_2", "prometheus"],
    ["DS_LOKI", "loki"],
  ]);
  expect(out.panels.map(({ targets }) => targets.map(({ datasource }) => datasource))).toEqual([
    [
      { type: "prometheus", uid: "${DS_PROMETHEUS}" },
      { type: "prometheus", uid: "${DS_PROMETHEUS_2}" },
    ],
    [{ type: "loki", uid: "${DS_LOKI}" }],
    [{ type: "prometheus", uid: "${datasource}" }],
  ]);
  expect(out.panels[0]?.datasource).toEqual({ type: "datasource", uid: "-- Mixed --" });
});
