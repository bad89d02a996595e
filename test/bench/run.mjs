// `npm run bench`: every figure beside its comparison from the same run. Timings of a shared machine are noisy: medians
// are quoted, and the ratio says more than the figure. `node test/bench/run.mjs [--only=cold-start|overview|processes-page|alerts-page|logs-page|traces-page|dashboard-page|dashboard-live|dashboard-import|dashboard-hours|engine|host|store|ingest|rules|routing|soak]`
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);

const build = spawnSync(process.execPath, [join(here, "../../electron/launcher/build.mjs")], { stdio: "inherit" });
if (build.status !== 0) process.exit(1);

/** Each bench exports `run(): Promise<Row[]>`; a Row is { what, figure, comparison, ratio, note? }, all of them texts. */
const benches = [
  "cold-start",
  "overview",
  "processes-page",
  "alerts-page",
  "logs-page",
  "traces-page",
  "dashboard-page",
  "dashboard-live",
  "dashboard-import",
  "dashboard-hours",
  "engine",
  "host",
  "store",
  "ingest",
  "rules",
  "routing",
];
/** Too long for every run; named by `--only`. */
const onRequest = ["soak"];
const rows = [];
for (const name of only ? [...benches, ...onRequest].filter((bench) => bench === only) : benches) {
  console.error(`── ${name}`);
  const bench = await import(`./${name}.mjs`);
  rows.push(...(await bench.run()));
}

const columns = ["what", "figure", "comparison", "ratio"];
const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => String(row[column] ?? "").length)));
const line = (cells) =>
  cells
    .map((cell, index) => String(cell ?? "").padEnd(widths[index]))
    .join("  ")
    .trimEnd();
console.log(line(columns));
console.log(line(widths.map((width) => "─".repeat(width))));
for (const row of rows) {
  console.log(line(columns.map((column) => row[column])));
  if (row.note) console.log(`  ${row.note}`);
}
