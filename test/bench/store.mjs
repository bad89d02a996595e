// The store beside a real Prometheus: how large one recorded hour of a machine is on disk, how soon ninety days are open, and how
// long the same queries on the same series take over the same kind of HTTP.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, median, root, sleep, stop, which } from "./measure.mjs";

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  try {
    return [...(await sizeRows(folder)), ...(await openRow(folder)), ...(await queryRows(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** One hour of this machine's series at 1 s under load, recorded once; test/fixtures/README.md says how. */
const recording = join(root, "test/fixtures/host-hour.json.br");

async function sizeRows(folder) {
  const program = await bundle("store-size", folder);
  const sizeOf = (which) => {
    const place = join(folder, `size-${which}`);
    mkdirSync(place);
    const ran = spawnSync(process.execPath, [program, place, recording, which], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    return { ...JSON.parse(ran.stdout), place };
  };
  const changing = sizeOf("changing");
  const all = sizeOf("all");
  const row = ({ series, samples, raw, tiers, place }, what, bar) => {
    const ours = raw / samples;
    const theirs = prometheusBytes(place);
    return {
      what: `bytes per sample on disk, ${what}`,
      figure: ours.toFixed(3),
      comparison: theirs === undefined ? "promtool: not installed" : `Prometheus's block: ${(theirs / samples).toFixed(3)}`,
      ratio: theirs === undefined ? "" : (raw / theirs).toFixed(2),
      note: `bar: ${bar}. ${series} series, ${samples} samples, label sets included; the buckets of that hour add ${(tiers / samples).toFixed(3)}`,
    };
  };
  return [row(changing, "the series that change", "1.0"), row(all, "all series", "0.4")];
}

/** The same samples in a block of Prometheus, its index included. */
function prometheusBytes(place) {
  if (!which("promtool")) return undefined;
  const blocks = join(place, "prometheus");
  const made = spawnSync("promtool", ["tsdb", "create-blocks-from", "openmetrics", join(place, "export.om"), blocks], {
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`promtool did not take the export: ${made.stderr}`);
  return bytesUnder(blocks);
}

const bytesUnder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

async function openRow(folder) {
  const program = await bundle("store-open", folder);
  const place = join(folder, "ninety-days");
  const runIt = (what) =>
    spawnSync(process.execPath, [program, what, place], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).stdout;
  runIt("build");
  const opened = Array.from({ length: 7 }, () => JSON.parse(runIt("open")));
  const ms = median(opened.map(({ openMs }) => openMs));
  return [
    {
      what: "opening a store with 90 days of history",
      figure: `${ms.toFixed(0)} ms`,
      comparison: "bar: 300 ms",
      ratio: (ms / 300).toFixed(2),
      note: `${opened[0].series} series, ${opened[0].blocks} blocks, ${(bytesUnder(place) / 1e6).toFixed(0)} MB on disk, each time in a new process`,
    },
  ];
}

/** What is asked of both, and how many numbers the answer holds, which both must agree on. */
const questions = (end) => [
  { what: "one series over 24 h, step 15 s", path: "query_range", query: "day_load", start: end - 86_385, step: 15 },
  {
    what: "rate over 100 series, 1 h, step 15 s",
    path: "query_range",
    query: "rate(hour_total[1m])",
    start: end - 3540,
    step: 15,
  },
  {
    what: "histogram_quantile over 1,000 buckets, 1 h, step 15 s",
    path: "query_range",
    query: "histogram_quantile(0.9, sum by (le) (rate(latency_bucket[5m])))",
    start: end - 3600,
    step: 15,
  },
  { what: "topk(5, …) over 5,000 series", path: "query", query: "topk(5, many)" },
  { what: "label values over 50,000 series", path: "label/instance/values" },
];

async function queryRows(folder) {
  if (!which("prometheus"))
    return [{ what: "queries over the store", figure: "–", comparison: "prometheus: not installed", ratio: "" }];
  const program = await bundle("store-queries", folder);
  const worker = await bundle("query-worker", folder, "electron/engine/queries/query-worker.ts");
  const theirs = await startPrometheus(folder);
  const ours = spawn(process.execPath, [program, folder, worker, theirs.url], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const { url, token, end } = JSON.parse(await firstLine(ours));
    const rows = [];
    for (const question of questions(end)) rows.push(await compare(question, end, { ours: url, token, theirs: theirs.url }));
    return rows;
  } finally {
    await Promise.all([stop(ours), stop(theirs.child)]);
  }
}

const roundsToWarm = 4;
const rounds = 25;

async function compare({ what, path, query, start, step }, end, { ours, token, theirs }) {
  const parameters = new URLSearchParams();
  if (query !== undefined) parameters.set("query", query);
  if (start !== undefined) for (const [name, value] of Object.entries({ start, end, step })) parameters.set(name, value);
  else if (query !== undefined) parameters.set("time", end);
  const ask = async (base) => {
    const began = performance.now();
    const answer = await fetch(`${base}/api/v1/${path}?${parameters}`, { headers: { authorization: `Bearer ${token}` } });
    const text = await answer.text();
    return { ms: performance.now() - began, text };
  };
  const [our, their] = [[], []];
  for (let round = -roundsToWarm; round < rounds; round++) {
    const both = [await ask(ours), await ask(theirs)];
    if (round === -roundsToWarm)
      refuseDifferent(
        what,
        both.map(({ text }) => sizeOf(JSON.parse(text))),
      );
    if (round < 0) continue;
    our.push(both[0].ms);
    their.push(both[1].ms);
  }
  return {
    what,
    figure: `${median(our).toFixed(1)} ms`,
    comparison: `Prometheus over HTTP: ${median(their).toFixed(1)} ms`,
    ratio: (median(our) / median(their)).toFixed(2),
    note: "bar: 1.00",
  };
}

function sizeOf({ status, data, error }) {
  if (status !== "success") throw new Error(`a query of the bench failed: ${error}`);
  if (Array.isArray(data)) return data.length;
  return data.result.reduce((sum, { values }) => sum + (values?.length ?? 1), 0);
}

function refuseDifferent(what, [our, their]) {
  if (our !== their || our === 0) throw new Error(`${what}: ${our} numbers here, ${their} in Prometheus`);
}

async function startPrometheus(folder) {
  const port = await freePort();
  writeFileSync(join(folder, "prometheus.yml"), "storage:\n  tsdb:\n    out_of_order_time_window: 30d\n");
  const child = spawn(
    "prometheus",
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "prometheus")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--web.enable-remote-write-receiver",
      "--log.level=error",
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const url = `http://127.0.0.1:${port}`;
  while (
    child.exitCode === null &&
    !(await fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await sleep(100);
  return { child, url };
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

function firstLine(child) {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (part) => {
      text += part;
      const end = text.indexOf("\n");
      if (end >= 0) resolve(text.slice(0, end));
    });
    child.on("exit", (code) => reject(new Error(`the program of the bench ended with ${code}`)));
  });
}
