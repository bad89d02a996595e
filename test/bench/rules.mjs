// 1,000 rules over 5,000 series: how long a round of all of them takes here, beside a real Prometheus with the same rules over the
// same samples in the same minute, and how long they hold up the engine's event loop.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, median, sleep, stop, which } from "./measure.mjs";

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  const theirs = which("prometheus") ? await startPrometheus(folder) : undefined;
  try {
    const program = await bundle("rules", folder);
    const worker = await bundle("query-worker", folder, "electron/engine/queries/query-worker.ts");
    const child = spawn(process.execPath, [program, folder, worker, theirs?.url ?? "", "30"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const result = JSON.parse(await whole(child));
    if (result.failing.length > 0) throw new Error(`rules of the bench fail: ${result.failing[0]}`);
    const ours = median(result.ours);
    const other = median(result.theirs);
    return [
      {
        what: `a round of ${result.rules} rules over ${result.series} series`,
        figure: `${ours.toFixed(0)} ms`,
        comparison: theirs ? `Prometheus: ${other.toFixed(0)} ms` : "prometheus: not installed",
        ratio: theirs ? (ours / other).toFixed(2) : "",
        note: `bar: 200 ms. The sum over 50 groups; ${result.cpuMsPerRound.toFixed(0)} ms of the engine's CPU per round; ${result.alerts} alerts`,
      },
      {
        what: "longest stretch without a turn of the event loop meanwhile",
        figure: `${result.longestBlock.toFixed(1)} ms`,
        comparison: "bar: 20 ms",
        ratio: (result.longestBlock / 20).toFixed(2),
      },
    ];
  } finally {
    if (theirs) await stop(theirs.child);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function startPrometheus(folder) {
  const port = await freePort();
  // Empty until the program has written it and asks for a reload.
  writeFileSync(join(folder, "rules.yml"), "groups: []\n");
  writeFileSync(join(folder, "prometheus.yml"), "rule_files: [rules.yml]\nstorage:\n  tsdb:\n    out_of_order_time_window: 1h\n");
  const child = spawn(
    "prometheus",
    [
      `--config.file=${join(folder, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(folder, "prometheus")}`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--web.enable-remote-write-receiver",
      "--web.enable-lifecycle",
      "--log.level=error",
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const url = `http://127.0.0.1:${port}`;
  const isReady = () =>
    fetch(`${url}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (child.exitCode === null && !(await isReady())) await sleep(100);
  return { child, url };
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

async function whole(child) {
  let text = "";
  for await (const chunk of child.stdout) text += chunk;
  return text;
}
