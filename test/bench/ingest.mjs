// What keeping history costs: a thousand series at 1 Hz through the whole store, and fifty thousand that nobody writes any more.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "./measure.mjs";

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  try {
    const program = await bundle("ingest", folder);
    return [...ingest(program, folder, 0.3), ...ingest(program, folder, 1), ...idle(program, folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a program says on its standard output, as JSON. */
function answerOf(program, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--expose-gc", program, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/** Of 30 % that change, which is more than a quiet host has, and of 100 %. */
function ingest(program, folder, share) {
  const measured = answerOf(program, join(folder, `share-${share}`), String(share));
  const { cpuMs, appendMs, payload, handedOver, toDisk, samples } = measured;
  const series = `1,000 series at 1 Hz, ${share * 100} % of them changing`;
  return [
    {
      what: `${series}: CPU of a second`,
      figure: `${cpuMs.toFixed(2)} ms`,
      comparison: "bar: 10 ms (1 % of a core)",
      ratio: (cpuMs / 10).toFixed(2),
      note: `appending (${appendMs.toFixed(2)} ms), log, blocks and coarser tiers; the mean of three hours`,
    },
    {
      what: `${series}: bytes written`,
      figure: `${(handedOver / payload).toFixed(2)} × the payload`,
      comparison: "bar: 4 ×",
      ratio: (handedOver / payload / 4).toFixed(2),
      note:
        `payload of all tiers: ${(payload / samples).toFixed(2)} B a sample, ${(payload / samples / share).toFixed(2)} B one that changes; ` +
        `pages that went to the disk: ${(toDisk / payload).toFixed(2)} ×`,
    },
  ];
}

function idle(program, folder) {
  const { count, bytesPerSeries, openMs } = answerOf(program, join(folder, "idle"), "idle");
  return [
    {
      what: `memory of one of ${count.toLocaleString("en")} idle series, beyond its labels' texts`,
      figure: `${bytesPerSeries.toFixed(0)} B`,
      comparison: "bar: 100 B",
      ratio: (bytesPerSeries / 100).toFixed(2),
      note: `to open a store of that many series takes ${openMs.toFixed(0)} ms`,
    },
  ];
}
