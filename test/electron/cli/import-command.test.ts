// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dashboards name what they leave open so
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Dashboard } from "#shared/dashboards/dashboard";
import type { Surroundings } from "../../../electron/cli/command";
import { runCommandLine } from "../../../electron/cli/command-line";
import { createFakeEngine } from "../../support/fake-engine";

let folder: string;
let written: { out: string; told: string[] };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchdeck-import-command-"));
  written = { out: "", told: [] };
  writeFileSync(file(), JSON.stringify(classic));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const surroundings = (): Surroundings => ({
  version: "1.2.3",
  rendererFolder: folder,
  platform: "linux",
  env: {},
  createEngine: async () => createFakeEngine(),
  now: () => Date.UTC(2026, 10, 21, 12),
  out: (text) => {
    written.out += text;
  },
  tell: (line) => written.told.push(line),
  untilAskedToEnd: () => Promise.resolve(),
  spawnConsole: () => {
    throw new Error("no console is served here");
  },
});

const file = (name = "node.json") => join(folder, name);
const run = (...args: string[]) => runCommandLine(["import", ...args, "--data-folder", join(folder, "data")], surroundings());
const kept = (...path: string[]) => JSON.parse(readFileSync(join(folder, "data", "dashboards", ...path), "utf8")) as Dashboard;
const files = () => readdirSync(join(folder, "data", "dashboards"), { recursive: true }).sort();

const classic = {
  uid: "node",
  title: "Node",
  schemaVersion: 39,
  __inputs: [
    { name: "DS_PROM", label: "Prometheus", type: "datasource", pluginId: "prometheus" },
    { name: "VAR_LIMIT", label: "Limit", type: "constant", value: "7" },
  ],
  panels: [
    {
      id: 1,
      type: "timeseries",
      title: "CPU",
      gridPos: { x: 0, y: 0, w: 12, h: 8 },
      datasource: { type: "prometheus", uid: "${DS_PROM}" },
      targets: [{ refId: "A", expr: "node_load1 > ${VAR_LIMIT}", datasource: { type: "prometheus", uid: "${DS_PROM}" } }],
    },
    {
      id: 2,
      type: "magic-map",
      title: "Map\u001b[2J",
      gridPos: { x: 12, y: 0, w: 12, h: 8 },
      targets: [{ refId: "A", expr: "up" }],
    },
  ],
};

test("a Grafana file becomes a dashboard, and what was not carried over is printed with its path", async () => {
  expect(await run(file(), "--folder", "Linux/Hosts")).toBe(0);
  expect(written.out).toContain("“Node”, a Grafana dashboard: 1 of 2 panels drawn\n");
  expect(written.out).toContain("  source ${DS_PROM} (prometheus), used ");
  expect(written.out).toMatch(/ {2}Map \[2J\n {4}left-out {2}\$\.panels\[1\]\.type {2}/);
  expect(kept("Linux", "Hosts", "Node.json")).toMatchObject({ uid: "node", title: "Node", kind: "watchdeck-dashboard" });
  expect(written.told).toEqual([]);
});

test("sources and constants take the place of what the file leaves open", async () => {
  expect(await run(file(), "--source", "${DS_PROM}=local", "--constant", "VAR_LIMIT=a=b")).toBe(0);
  const [query] = Object.values(kept("Node.json").elements).flatMap(({ queries }) => queries);
  expect(query).toMatchObject({ source: "local", expr: "node_load1 > a=b" });
});

test("a connection is named as the settings name it", async () => {
  const connection = { kind: "prometheus", id: "c1", name: "prod-1", url: "http://localhost:9090", auth: { kind: "none" } };
  await run(file());
  writeFileSync(join(folder, "data", "settings.json"), JSON.stringify({ version: 1, connections: [connection] }));
  expect(await run(file(), "--replace", "--source", "${DS_PROM}=prod-1")).toBe(0);
  expect(Object.values(kept("Node.json").elements)[0]?.queries[0]?.source).toBe("c1");
  expect(await run(file(), "--replace", "--source", "${DS_PROM}=prod-2")).toBe(1);
  expect(written.told).toEqual(['There is no source "prod-2"; there are local, prod-1.']);
});

test("a uid that is there already is left alone, replaced, or kept beside the new one", async () => {
  await run(file());
  expect(await run(file())).toBe(1);
  expect(written.out).toContain("not imported: There is a dashboard with the uid node already; add --replace or --keep-both.");
  writeFileSync(file(), JSON.stringify({ ...classic, title: "Renamed" }));
  expect(await run(file(), "--replace")).toBe(0);
  expect(kept("Node.json").title).toBe("Renamed");
  expect(await run(file(), "--keep-both")).toBe(0);
  expect(files()).toEqual(["Node.json", "Renamed.json"]);
  expect(kept("Renamed.json").uid).not.toBe("node");
});

test("a dry run prints the report and writes nothing", async () => {
  expect(await run(file(), "--dry-run")).toBe(0);
  expect(written.out).toContain("1 of 2 panels drawn");
  expect(written.told).toEqual(["Nothing was written: this was a dry run."]);
  expect(files()).toEqual([]);
});

test("the report as JSON has each line with its path", async () => {
  await run(file(), "--json");
  const { dashboards } = JSON.parse(written.out);
  expect(dashboards).toMatchObject([
    { uid: "node", shape: "classic", panels: { total: 2, drawn: 1 }, path: join(folder, "data", "dashboards", "Node.json") },
  ]);
  expect(dashboards[0].report).toContainEqual(expect.objectContaining({ path: "$.panels[1].type", level: "left-out" }));
});

test("one file that cannot be read does not keep the others from being imported", async () => {
  writeFileSync(file("bad.json"), '{"title": }');
  expect(await run(file("bad.json"), file("none.json"), file())).toBe(1);
  expect(written.told).toEqual([
    `${file("bad.json")}: This is not JSON, at line 1, column 11: Expected a value, found "}".`,
    `${file("none.json")} cannot be read: there is none of that name.`,
  ]);
  expect(files()).toEqual(["Node.json"]);
});

test.each([
  { name: "no file", args: [], says: "import takes the files to import, or - for the standard input." },
  {
    name: "two wishes that exclude one another",
    args: ["x", "--replace", "--keep-both"],
    says: "--replace and --keep-both exclude one another.",
  },
  { name: "a source without a name", args: ["x", "--source", "abc"], says: '--source takes NAME=VALUE, not "abc".' },
  { name: "an option that there is not", args: ["x", "--force"], says: "Unknown option '--force'." },
])("$name is wrong usage", async ({ args, says }) => {
  expect(await run(...args)).toBe(2);
  expect(written.told).toEqual([`${says} \`watchdeck import --help\` tells more.`]);
});

test("a source that no file names is wrong usage, and nothing is written", async () => {
  expect(await run(file(), "--source", "DS_TYPO=local")).toBe(2);
  expect(written.told).toEqual([
    'No dashboard names a source "DS_TYPO"; they name ${DS_PROM}. `watchdeck import --help` tells more.',
  ]);
  expect(files()).toEqual([]);
});
