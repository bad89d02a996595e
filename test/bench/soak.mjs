// The main job for ten minutes in the real desktop app: the Overview open, a Prometheus that scrapes a node_exporter, a rule
// that fires and resolves every minute. Memory of the second minute beside that of the last, of the whole app and of each of its
// processes, and every complaint of any log.
// Only on request, because it takes its time: `npm run bench -- --only=soak [--minutes=N]`
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron } from "playwright";
import { ensureDisplay } from "./cold-start.mjs";
import {
  electronBinary,
  electronFlags,
  electronProcesses,
  median,
  proportionalBytes,
  root,
  sleep,
  stop,
  weigh,
  which,
} from "./measure.mjs";

const minutes = Number(process.argv.find((argument) => argument.startsWith("--minutes="))?.slice("--minutes=".length) ?? 10);
const exporterAddress = "127.0.0.1:19372";
const prometheusAddress = "127.0.0.1:19373";

const rules = `groups:
  - name: soak
    interval: 1s
    rules:
      - { alert: NodeDown, expr: 'up{job="node"} == 0', for: 2s, labels: { severity: warning } }
`;

export async function run() {
  const what = `desktop: ${minutes} minutes of the main job`;
  const electron = electronBinary();
  if (!electron || !which("prometheus") || !which("prometheus-node-exporter")) {
    return [{ what, figure: "not measured", comparison: "needs an Electron binary, prometheus and prometheus-node-exporter" }];
  }
  const restore = await ensureDisplay();
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-soak-"));
  const dataFolder = join(folder, "data");
  const config = join(folder, "prometheus.yml");
  writeFileSync(
    config,
    `global: { scrape_interval: 1s, scrape_timeout: 1s }\nscrape_configs: [{ job_name: node, static_configs: [{ targets: ["${exporterAddress}"] }] }]\n`,
  );
  const startExporter = () => spawn("prometheus-node-exporter", [`--web.listen-address=${exporterAddress}`], { stdio: "ignore" });
  let exporter = startExporter();
  const prometheus = spawn(
    "prometheus",
    [`--config.file=${config}`, `--storage.tsdb.path=${join(folder, "tsdb")}`, `--web.listen-address=${prometheusAddress}`],
    { stdio: "ignore" },
  );
  const app = await _electron.launch({ executablePath: electron, args: [...electronFlags(), root, "--data-folder", dataFolder] });
  const page = await app.firstWindow();
  const complaints = [];
  page.on("console", (message) => ["warning", "error"].includes(message.type()) && complaints.push(`page: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`page: ${error.message}`));
  await page.waitForFunction(() => performance.getEntriesByName("watchdeck:first-chart").length > 0);
  const call = (name, input) => page.evaluate(([to, what]) => window.bridge.call(to, what).reply, [name, input]);
  const connection = await call("connections.save", { kind: "prometheus", name: "soak", url: `http://${prometheusAddress}` });
  const loaded = await call("rules.load", { from: "text", name: "soak.yml", text: rules, source: connection.value.id });
  if (!loaded.ok) complaints.push(`rules.load: ${loaded.failure.say}`);

  /** MB by minute: the whole app's, with what is shared counted once; each process's, by its name; the page's script heap. */
  const memory = [];
  const each = [];
  const heap = [];
  for (let second = 0; second < minutes * 60; second += 5) {
    await sleep(5000);
    if (second % 60 === 20) await stop(exporter);
    if (second % 60 === 40) exporter = startExporter();
    const minute = Math.floor(second / 60);
    memory[minute] ??= [];
    each[minute] ??= new Map();
    const processes = await electronProcesses(app);
    let whole = 0;
    for (const { name, pid } of processes) {
      const bytes = proportionalBytes(pid) ?? weigh(pid)?.residentBytes ?? 0;
      whole += bytes / 1e6;
      each[minute].set(name, [...(each[minute].get(name) ?? []), bytes / 1e6]);
    }
    memory[minute].push(whole);
    heap[minute] ??= [];
    heap[minute].push((await page.evaluate(() => performance.memory.usedJSHeapSize)) / 1e6);
  }
  const ledger = await call("alerts.ledger", { limit: 1000 });
  const told = ledger.value.entries.filter(({ kind }) => kind === "notified" || kind === "not-notified").length;
  await app.close();
  await Promise.all([stop(exporter), stop(prometheus)]);
  for (const name of readdirSync(join(dataFolder, "logs"))) {
    const lines = readFileSync(join(dataFolder, "logs", name), "utf8").split("\n");
    complaints.push(...lines.filter((line) => / (warn|error) /.test(line)).map((line) => `${name}: ${line}`));
  }
  rmSync(folder, { recursive: true, force: true });
  restore();

  const early = median(memory[Math.min(1, memory.length - 1)]);
  const late = median(memory.at(-1));
  const perProcess = [...each.at(-1)].map(([name, values]) => {
    const before = each[Math.min(1, each.length - 1)].get(name);
    return `${name} ${before ? median(before).toFixed(1) : "?"} → ${median(values).toFixed(1)}`;
  });
  const heapEarly = Math.min(...heap[Math.min(1, heap.length - 1)]);
  const heapLate = Math.min(...heap.at(-1));
  return [
    {
      what,
      figure: `${late.toFixed(0)} MB in the last minute`,
      comparison: `${early.toFixed(0)} MB in the second`,
      ratio: (late / early).toFixed(3),
      note: `by minute: ${memory.map((values) => median(values).toFixed(0)).join(" ")} MB; page's heap after collection ${heapEarly.toFixed(1)} → ${heapLate.toFixed(1)} MB`,
    },
    {
      what: "desktop: memory of each process, shared pages shared out",
      figure: "MB, second → last minute",
      comparison: "",
      note: perProcess.join("; "),
    },
    {
      what: `desktop: complaints in ${minutes} minutes`,
      figure: String(complaints.length),
      comparison: `${told} notices decided upon`,
      note: complaints.slice(0, 5).join(" | ") || undefined,
    },
  ];
}
