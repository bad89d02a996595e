// biome-ignore-all lint/suspicious/noTemplateCurlyInString: dashboards name their variables so
// A dashboard as people have it, chained variables and all, asked of a real Prometheus by the command line.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Surroundings } from "../../electron/cli/command";
import { runCommandLine } from "../../electron/cli/command-line";
import { createEngine } from "../../electron/engine/engine";
import { eventually } from "../support/eventually";
import { isOnPath } from "../support/programs";
import { type RunningServer, startNodeExporter, startPrometheus } from "../support/servers";

const missing = ["prometheus", "prometheus-node-exporter"].filter((program) => !isOnPath(program));

const query = (name: string, definition: string, more: object = {}) => ({
  ...{ type: "query", name, query: { query: definition, refId: "x" }, datasource: { type: "prometheus", uid: "${datasource}" } },
  ...more,
});

const panel = (id: number, title: string, expr: string, more: object = {}) => ({
  ...{ id, title, type: "timeseries", gridPos: { x: 0, y: id * 4, w: 12, h: 4 } },
  datasource: { type: "prometheus", uid: "${datasource}" },
  // As close as the server scrapes: at the usual 15 s the newest step would lie before the first scrape.
  interval: "1s",
  targets: [{ refId: "A", expr, interval: "1s", ...more }],
});

const cpu = 'node_cpu_seconds_total{instance="$node",job="$job"}';

const grafana = {
  title: "Node",
  schemaVersion: 41,
  time: { from: "now-5m", to: "now" },
  templating: {
    list: [
      { type: "datasource", name: "datasource", query: "prometheus" },
      query("job", "label_values(node_uname_info, job)"),
      query("nodename", 'label_values(node_uname_info{job="$job"}, nodename)'),
      query("node", 'label_values(node_uname_info{job="$job", nodename="$nodename"}, instance)'),
      query("mode", `label_values(${cpu}, mode)`, { multi: true, includeAll: true, regex: "/^(user|system|i.*)$/", sort: 2 }),
      query("loads", "metrics(node_load\\d+)", { multi: true, includeAll: true, current: { value: ["$__all"], text: ["All"] } }),
      query("busiest", "query_result(topk(1, node_load1))", { regex: '/instance="([^"]+)".* [\\d.e+]+ \\d+$/' }),
      query("families", 'node_uname_info{job="$job"}', { regex: '/sysname="(?<value>[^"]+)"/' }),
      query("broken", "label_values(node_uname_info{, job)"),
    ],
  },
  panels: [
    panel(1, "Rate", `sum by (mode) (rate(${cpu.replace("}", ',mode=~"$mode"}')}[$__rate_interval]))`, {
      legendFormat: "{{mode}}",
    }),
    panel(2, "Loads", '{__name__=~"$loads",instance=~"$node|$busiest"}', { legendFormat: "{{__name__}}" }),
    panel(3, "Names", 'node_uname_info{sysname="$families"}', { instant: true, range: false, format: "table" }),
    { ...panel(4, "Mode $mode", `max(${cpu.replace("}", ',mode="$mode"}')})`), repeat: "mode", repeatDirection: "h" },
  ],
};

describe.skipIf(missing.length > 0)(`a chained dashboard${missing.map((name) => ` (no ${name} on PATH)`).join("")}`, () => {
  const servers: RunningServer[] = [];
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-variables-"));
    const exporter = await startNodeExporter();
    servers.push(exporter);
    const server = await startPrometheus({ scrape: { node: `127.0.0.1:${exporter.port}`, other: `127.0.0.1:${exporter.port}` } });
    servers.push(server);
    const scraped = `${server.url}/api/v1/query?query=${encodeURIComponent("count_over_time(node_load1[1m]) > 3")}`;
    await eventually(async () => {
      const { data } = (await (await fetch(scraped)).json()) as { data: { result: unknown[] } };
      return data.result.length === 2 || undefined;
    }, "four scrapes of both jobs");
    writeFileSync(join(folder, "node.json"), JSON.stringify(grafana));
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(...args: string[]) {
    const told: string[] = [];
    const surroundings: Surroundings = {
      ...{ version: "1.2.3", rendererFolder: folder, platform: process.platform, env: {}, createEngine, now: Date.now },
      out: (text) => told.push(text),
      tell: (line) => told.push(line),
      untilAskedToEnd: () => Promise.resolve(),
      spawnConsole: () => {
        throw new Error("no console is served here");
      },
    };
    const [, server] = servers;
    const always = ["--source", server?.url ?? "", "--out", `${join(folder, "out")}/`, "--data-folder", join(folder, "data")];
    const code = await runCommandLine(["export", join(folder, "node.json"), ...args, ...always], surroundings);
    return { code, told };
  }

  const head = (name: string) => readFileSync(join(folder, "out", name), "utf8").split("\r\n")[0];

  test("every panel has the data that its variables lead to", async () => {
    const { code, told } = await run();
    expect(readdirSync(join(folder, "out")).sort()).toEqual(
      ["idle", "iowait", "irq", "system", "user"]
        .map((mode) => `mode-${mode}.csv`)
        .concat(["loads.csv", "names.csv", "rate.csv"])
        .sort(),
    );
    expect(head("rate.csv")).toBe("Time,idle,iowait,irq,system,user");
    expect(head("loads.csv")).toMatch(/^Time,(?:"?node_load(?:1|15|5)"?,?)+/);
    expect(readFileSync(join(folder, "out", "names.csv"), "utf8")).toContain(",Linux,");
    expect(code).toBe(0);
    // Said in the server's own words, and everything else goes on.
    expect(told[0]).toMatch(/^The choices of broken could not be found: /);
  });

  test("another choice leads elsewhere", async () => {
    const { code } = await run("--panel", "Names", "--var", "job=other");
    expect(code).toBe(0);
    expect(readFileSync(join(folder, "out", "names.csv"), "utf8")).toContain(",other,");
  });
});
