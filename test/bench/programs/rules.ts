// Run by the bench: 1,000 rules over 5,000 local series, evaluated by our engine's own parts, and by the real Prometheus whose URL
// is given and which gets the same samples. Writes the rule file for it first, as `rules.yml` in the folder. Prints one line of JSON
// when the rounds are over.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import type { Labels } from "#shared/model/labels";
import { counter, gauge, type Reading } from "#shared/model/sample";
import { hours, minutes, seconds } from "#shared/units/time";
import { systemClock } from "../../../electron/engine/clock";
import { createInbox } from "../../../electron/engine/inbox/inbox";
import { createMemoryLedger } from "../../../electron/engine/ledger/memory-ledger";
import { createLog } from "../../../electron/engine/log";
import { createQueries } from "../../../electron/engine/queries/queries";
import { createRuleLanguages } from "../../../electron/engine/rules/languages";
import { createRules } from "../../../electron/engine/rules/rules";
import { createLocalSource } from "../../../electron/engine/sources/local/index";
import { createEmbeddedStore } from "../../../electron/engine/store/embedded-store";
import { keepYoungMemorySmall, letYoungMemoryGrowFor } from "../../../electron/engine/young-memory";
import { writeSeries } from "../../support/remote-write";

const [folder = "", worker = "", prometheus = "", lasts = "30"] = process.argv.slice(2);
const interval = 5;
keepYoungMemorySmall();
const clock = systemClock;
const log = createLog(console.error);

/** As on a host: a metric has some twenty series, of its cores, disks, interfaces and units. */
const metrics = 250;
const instances: Labels[] = Array.from({ length: 20 }, (_, index) => ({
  device: `dev${index}`,
  instance: "host:9100",
  job: index % 2 === 0 ? "web" : "api",
}));
/** Wobbles as measured things do, the same at every run. */
const wobble = (index: number, second: number) => ((index * 7919 + second * 104729) % 1000) / 1000;

const isGauge = (metric: number) => metric % 2 === 0;
const nameOf = (metric: number) => (isGauge(metric) ? `gauge_${metric}` : `counter_${metric}_total`);

const readingsAt = (second: number): Reading[] =>
  Array.from({ length: metrics }, (_, metric) => metric).flatMap((metric) =>
    instances.map((labels, index) =>
      isGauge(metric)
        ? gauge(nameOf(metric), wobble(index + metric, second), labels)
        : counter(nameOf(metric), second * (index + 1) + Math.round(wobble(index, second) * 5), labels),
    ),
  );

/** Four rules for each metric, in the proportions in which published rule sets have them. */
function rulesOf(metric: number): string[] {
  const name = nameOf(metric);
  const alert = (index: number, expr: string) =>
    `  - alert: M${metric}R${index}\n    expr: ${expr}\n    for: 5m\n    labels: {severity: warning}\n    annotations: {summary: "{{ $labels.device }} is at {{ $value | humanize }}"}\n`;
  const record = (index: number, expr: string) => `  - record: job:${name}:${index}\n    expr: ${expr}\n`;
  if (isGauge(metric)) {
    return [
      alert(0, `${name}{job="web"} > 0.99`),
      alert(1, `max_over_time(${name}[5m]) / on(device) ${nameOf(0)} > 1e6`),
      alert(2, `predict_linear(${name}[5m], 3600) > 1e9`),
      record(3, `avg by (job) (${name})`),
    ];
  }
  return [
    alert(0, `rate(${name}{job="api"}[5m]) > 1000`),
    alert(1, `sum by (job) (rate(${name}[5m])) / sum by (job) (rate(${nameOf(1)}[5m])) > 1000`),
    alert(2, `increase(${name}[5m]) == 0`),
    record(3, `sum by (job) (rate(${name}[5m]))`),
  ];
}

/** Fifty groups of twenty. */
const groups = Array.from({ length: metrics / 5 }, (_, group) => {
  const rules = Array.from({ length: 5 }, (_, index) => rulesOf(group * 5 + index).join(""));
  return `- name: g${group}\n  interval: ${interval}s\n  rules:\n${rules.join("")}`;
});
const text = `groups:\n${groups.join("")}`;
writeFileSync(join(folder, "rules.yml"), text);

const store = createEmbeddedStore({
  clock,
  log,
  rules: () => ({ keep: [hours(1), hours(1), hours(1)], mostBytes: 0 }),
  onRemark: (remark) => log.warn(remark),
});

const start = Math.floor(clock.now() / 15_000) * 15_000;
async function sample(time: number): Promise<void> {
  const readings = readingsAt(time / 1000 - start / 1000 + 100_000);
  store.append("bench", time, readings);
  if (!prometheus) return;
  await writeSeries(
    prometheus,
    readings.map(({ name, labels, value }) => ({ labels: { __name__: name, ...labels }, points: [{ time, value }] })),
  );
}
for (let time = start - minutes(10); time <= start; time += seconds(15)) await sample(time);
if (prometheus) await fetch(`${prometheus}/-/reload`, { method: "POST" });

const queries = createQueries({ store, clock, ...(worker && { worker: pathToFileURL(worker) }) });
const source = createLocalSource({ store, queries, clock, help: () => undefined });
const ledger = createMemoryLedger({ clock });
const inbox = createInbox({ ledger, clock, log });
const rules = createRules({
  folder,
  loadList: () => [{ id: "bench", name: "bench", path: join(folder, "rules.yml"), source: "local", enabled: true }],
  saveList: async () => undefined,
  loadFolders: () => [],
  saveFolders: async () => undefined,
  sources: { metrics: () => source, nameOf: (id) => id },
  store,
  inbox,
  ledger,
  languages: createRuleLanguages(() => undefined),
  clock,
  log,
  problems: { add: () => undefined },
});

const ours: number[] = [];
const theirs: number[] = [];
const turns = monitorEventLoopDelay({ resolution: 5 });
let longestBlock = 0;
let cpuMs = 0;
// As the engine does.
rules.onChange(() => letYoungMemoryGrowFor(rules.counts().rules));
await rules.start();
// The first rounds parse, and their code is compiled bit by bit; the engine runs for days.
await wait(10 * interval * 1000);
let nextSample = start + seconds(15);
const measured = { from: performance.now(), ms: 0 };
while (performance.now() < measured.from + Number(lasts) * 1000) {
  // Sampling is measured elsewhere.
  while (nextSample <= clock.now()) {
    await sample(nextSample);
    nextSample += seconds(15);
  }
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  turns.enable();
  turns.reset();
  await wait(1000);
  turns.disable();
  longestBlock = Math.max(longestBlock, turns.max / 1e6);
  const cpu = process.cpuUsage(cpuBefore);
  cpuMs += (cpu.user + cpu.system) / 1000;
  measured.ms += performance.now() - began;
  ours.push(rules.latestEvaluationMs() ?? Number.NaN);
  if (prometheus) theirs.push(await roundOf(prometheus));
}
const failing = rules
  .snapshot()
  .flatMap(({ groups }) => groups.flatMap((group) => group.rules.flatMap(({ error }) => error ?? [])));
const { rules: count } = rules.counts();
console.log(
  JSON.stringify({
    rules: count,
    series: store.stats().series,
    ours,
    theirs,
    longestBlock,
    cpuMsPerRound: (cpuMs / measured.ms) * interval * 1000,
    failing: failing.slice(0, 3),
    alerts: inbox.list().length,
  }),
);
process.exit(0);

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function roundOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const lengths = metrics.split("\n").filter((line) => line.startsWith("prometheus_rule_group_last_duration_seconds{"));
  return lengths.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" ") + 1)) * 1000, 0);
}
