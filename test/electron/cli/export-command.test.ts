// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dashboards name their variables so
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CallInput } from "#shared/contract/index";
import { dashboardSchema } from "#shared/dashboards/dashboard";
import { writeDashboardText } from "#shared/dashboards/dashboard-text";
import { AppError } from "#shared/model/failure";
import type { Surroundings } from "../../../electron/cli/command";
import { runCommandLine } from "../../../electron/cli/command-line";
import { createFakeEngine } from "../../support/fake-engine";
// The command loads these when it needs them; reading them must not count as a test's time.
import "#shared/dashboards/import/import";
import "../../../electron/cli/export/save-panels";

const now = Date.UTC(2026, 10, 21, 8);

let folder: string;
let written: { out: string; told: string[] };
/** What the engine was asked, in order. */
let asked: { source: string; expr?: string; label?: string; startMs?: number; endMs?: number; stepMs?: number }[];
let engine: ReturnType<typeof createFakeEngine>;
let connections: CallInput<"connections.save">[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-export-command-"));
  mkdirSync(join(folder, "data", "dashboards"), { recursive: true });
  writeFileSync(join(folder, "data", "dashboards", "Node.json"), writeDashboardText(node));
  written = { out: "", told: [] };
  asked = [];
  connections = [];
  engine = createFakeEngine();
  const state = { kind: "unknown" as const };
  const row = (draft: CallInput<"connections.save">, index: number) =>
    ({ ...draft, id: `new${index + 1}`, state, storedSecrets: [], lockedSecrets: [] }) as never;
  engine.api.answer("connections.save", (draft) => row(draft, connections.push(draft) - 1));
  engine.api.answer("connections.list", () => ({ connections: connections.map(row) }));
  engine.api.answer("query.labelValues", (input) => {
    asked.push(input);
    return { values: ["a", "b"], truncated: false };
  });
  const remarks = { warnings: [], infos: [], tookMs: 1 };
  engine.api.answer("query.instant", ({ expr, source, timeMs = 0 }) => {
    asked.push({ source, expr });
    const [labels, times, values] = [[{ host: "=x", constructor: "c" }], Float64Array.of(timeMs), Float64Array.of(0.5)];
    return { ...remarks, result: { kind: "vector", labels, times, values } };
  });
  engine.api.answer("query.range", (input) => {
    asked.push(input);
    if (input.expr === "broken") throw new AppError({ kind: "timeout", say: "The source did not answer within 30 s." });
    const [times, values] = [Float64Array.of(now - 60_000, now), Float64Array.of(1, Number.NaN)];
    return { ...remarks, series: input.expr === "nothing" ? [] : [{ labels: { __name__: input.expr }, times, values }] };
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const surroundings = (env: NodeJS.ProcessEnv = {}): Surroundings => ({
  version: "1.2.3",
  rendererFolder: folder,
  platform: "linux",
  env,
  createEngine: async () => engine,
  now: () => now,
  out: (text) => {
    written.out += text;
  },
  tell: (line) => written.told.push(line),
  untilAskedToEnd: () => Promise.resolve(),
  spawnConsole: () => {
    throw new Error("no console is served here");
  },
});

const run = (...args: string[]) => runCommandLine(["export", ...args, "--data-folder", join(folder, "data")], surroundings());
const prom = ["--source", "http://127.0.0.1:9090"];
const files = (path = "out") => (existsSync(join(folder, path)) ? readdirSync(join(folder, path)).sort() : []);

const node = dashboardSchema.parse({
  kind: "watchdeck-dashboard",
  version: 1,
  uid: "node",
  title: "Node hosts",
  time: { from: "now-1h", timeZone: "utc" },
  variables: [{ kind: "query", name: "host", query: "label_values(up, host)", source: "c-old", multi: true, includeAll: true }],
  elements: {
    load: { id: 1, title: "Load", type: "timeseries", queries: [{ refId: "A", expr: "load" }] },
    disks: {
      id: 2,
      title: "Disks of $host",
      type: "table",
      queries: [{ refId: "A", expr: 'disk{h=~"$host"}', source: "c-old", mode: "instant", format: "table" }],
    },
    text: { id: 3, title: "About", type: "text" },
  },
  layout: {
    kind: "grid",
    items: [
      { element: "load", x: 0, y: 0, width: 12, height: 8 },
      { element: "disks", x: 0, y: 8, width: 12, height: 8, repeat: { variable: "host", direction: "v" } },
      { element: "text", x: 0, y: 16, width: 12, height: 8 },
    ],
  },
});

test("the data of one panel goes to the standard output, as it would be asked on the page", async () => {
  expect(await run("node", "--panel", "Load", ...prom)).toBe(0);
  expect(written).toEqual({ out: "Time,load\r\n2026-11-21T07:59:00.000Z,1\r\n2026-11-21T08:00:00.000Z,\r\n", told: [] });
  expect(asked.at(-1)).toMatchObject({ source: "new1", expr: "load", startMs: now - 3_600_000, endMs: now, stepMs: 15_000 });
  expect(connections).toMatchObject([{ name: "--source", url: "http://127.0.0.1:9090", auth: { kind: "none" } }]);
});

test("all panels are files of their own, one for each copy of a repeated one", async () => {
  expect(await run("Node Hosts", "--out", join(folder, "out"), ...prom)).toBe(0);
  expect(files()).toEqual(["disks-of-a.csv", "disks-of-b.csv", "load.csv"]);
  expect(asked.map(({ source, expr, label }) => [source, expr ?? label])).toEqual([
    ["new1", "host"],
    ["new1", "load"],
    ["new1", 'disk{h=~"a"}'],
    ["new1", 'disk{h=~"b"}'],
  ]);
  expect(written.told).toContain("About: It asks nothing.");
  // A spreadsheet would run what begins with an equals sign.
  expect(readFileSync(join(folder, "out", "disks-of-a.csv"), "utf8")).toContain("'=x");
});

test("JSON, another range and what is chosen of a variable", async () => {
  const wishes = ["--format", "json", "--var", "host=b", "--from", "2026-11-20 08:00", "--to", "2026-11-20 09:00"];
  expect(await run("node", "--panel", "2", ...wishes, ...prom)).toBe(0);
  expect(JSON.parse(written.out)[0].fields.map(({ name }: { name: string }) => name)).toContain("host");
  expect(asked.at(-1)).toMatchObject({ expr: 'disk{h=~"b"}' });
});

test("a panel that fails is told, and does not keep the others from being saved", async () => {
  const panel = (id: number, expr: string) => ({ id, title: expr, type: "timeseries", queries: [{ refId: "A", expr }] });
  const file = join(folder, "mine.json");
  writeFileSync(
    file,
    JSON.stringify({
      ...node,
      variables: [],
      elements: { a: panel(1, "broken"), b: panel(2, "nothing"), c: panel(3, "fine") },
      layout: { kind: "grid", items: ["a", "b", "c"].map((element, y) => ({ element, x: 0, y, width: 12, height: 1 })) },
    }),
  );
  expect(await run(file, "--out", join(folder, "out"), ...prom)).toBe(1);
  expect(files()).toEqual(["fine.csv"]);
  expect(written.told).toEqual([
    "broken: The source did not answer within 30 s.",
    "nothing: There is no data in this range.",
    `Saved ${join(folder, "out", "fine.csv")}.`,
  ]);
});

test("a Grafana file is exported as it is", async () => {
  const file = join(folder, "grafana.json");
  const target = { refId: "A", expr: "up", datasource: { type: "prometheus", uid: "${DS}" } };
  writeFileSync(
    file,
    JSON.stringify({ title: "G", schemaVersion: 39, panels: [{ id: 4, type: "timeseries", title: "Up", targets: [target] }] }),
  );
  expect(await run(file, ...prom)).toBe(0);
  expect(written.out).toContain("Time,up\r\n");
});

test("the dashboard itself, as ours and as Grafana's", async () => {
  expect(await run("node", "--format", "dashboard")).toBe(0);
  expect(written.out).toBe(writeDashboardText(node));
  expect(await run("node", "--format", "grafana", "--out", `${join(folder, "out")}/`)).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, "out", "node-hosts.json"), "utf8"))).toMatchObject({
    title: "Node hosts",
    __inputs: expect.any(Array),
    panels: expect.any(Array),
  });
});

test("without a browser, pictures say what is missing", async () => {
  expect(await run("node", "--format", "png", "--panel", "1", ...prom)).toBe(1);
  expect(written.told).toEqual([
    "Pictures are drawn by a browser, and none was found: install Chromium, Chrome, Edge or Brave, or export as CSV or JSON.",
  ]);
});

test.each([
  { name: "a dashboard", args: ["gone"], says: "There is no dashboard “gone”; there is Node hosts (node)." },
  {
    name: "a panel",
    args: ["node", "--panel", "9", ...prom],
    says: "There is no panel “9”; there are 1 (Load), 2 (Disks of a), 2 (Disks of b), 3 (About).",
  },
  { name: "a variable", args: ["node", "--var", "hots=x", ...prom], says: "“Node hosts” has no variable hots; it has host." },
  {
    name: "a range",
    args: ["node", "--from", "soon", ...prom],
    says: "“soon” is not a time: a time is written like now-6h, now/d, boot, 2026-11-21 08:00 or 1795248000000.",
  },
  {
    name: "room on the standard output",
    args: ["node", "--out", "-", ...prom],
    says: "4 files do not go to the standard output; give --out a folder, or one --panel.",
  },
])("what there is not is told: $name", async ({ args, says }) => {
  expect(await run(...args)).toBe(1);
  expect(written.told).toEqual([says]);
});

test.each([
  { args: [], says: "export takes one dashboard; put its title in quotes when it holds spaces." },
  { args: ["a", "b"], says: "export takes one dashboard; put its title in quotes when it holds spaces." },
  { args: ["node", "--format", "pdf"], says: '--format takes csv, json, png, dashboard, grafana, not "pdf".' },
  { args: ["node", "--var", "=x"], says: '--var takes NAME=VALUE, not "=x".' },
  { args: ["node", "--width", "9"], says: '--width takes pixels from 100 to 10000, not "9".' },
  { args: ["node", "--tz", "Mars/North"], says: '--tz takes utc, browser or a name such as Europe/Berlin, not "Mars/North".' },
])("wrong usage: $args", async ({ args, says }) => {
  expect(await run(...args)).toBe(2);
  expect(written.told).toEqual([`${says} \`watchdeck export --help\` tells more.`]);
});
