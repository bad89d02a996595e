// The engine's own weight with no window open: CPU per second and memory at 1 Hz, beside node_exporter scraped at 1 Hz on
// the same machine and an idle Node process, all three measured over the same minute.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { costOf, sleep, startServe, stop, which } from "./measure.mjs";

const seconds = 60;

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  const serve = await startServe(folder);
  const idle = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const exporter = which("prometheus-node-exporter") ?? which("node_exporter");
  const address = "127.0.0.1:19371";
  const theirs = exporter && spawn(exporter, [`--web.listen-address=${address}`], { stdio: "ignore" });
  await sleep(8000);

  const before = [serve.pid, idle.pid, theirs?.pid].map((pid) => pid && costOf(pid));
  for (let second = 0; second < seconds; second++) {
    if (theirs) await fetch(`http://${address}/metrics`).then((answer) => answer.text());
    await sleep(1000);
  }
  const after = [serve.pid, idle.pid, theirs?.pid].map((pid) => pid && costOf(pid));
  await Promise.all([serve.stop(), stop(idle), theirs && stop(theirs)]);
  rmSync(folder, { recursive: true, force: true });

  const perSecond = after.map((cost, index) => cost && (cost.cpuMs - before[index].cpuMs) / seconds);
  const megabytes = after.map((cost) => cost && cost.residentBytes / 1e6);
  const [ours, bare, other] = perSecond;
  return [
    {
      what: "engine CPU at 1 Hz, no window",
      figure: `${ours.toFixed(2)} ms/s`,
      comparison:
        other === undefined ? "node_exporter: not installed" : `node_exporter scraped at 1 Hz: ${other.toFixed(2)} ms/s`,
      ratio: other ? (ours / other).toFixed(2) : "",
      note: `an idle Node process in the same minute: ${bare.toFixed(2)} ms/s; resolution ${(1000 / seconds / 100).toFixed(2)} ms/s`,
    },
    {
      what: "engine memory at 1 Hz, no window",
      figure: `${megabytes[0].toFixed(0)} MB`,
      comparison: `idle Node process: ${megabytes[1].toFixed(0)} MB`,
      ratio: (megabytes[0] / megabytes[1]).toFixed(2),
      note: `grew by ${((after[0].residentBytes - before[0].residentBytes) / 1e6).toFixed(1)} MB in that minute`,
    },
  ];
}
