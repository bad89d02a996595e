// The engine's own weight with nobody looking: CPU per second and memory of each process, of the browser shell with no window
// and of the desktop app with its window hidden, beside node_exporter scraped at 1 Hz and an idle Node process, all measured
// over the same minute.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron } from "playwright";
import { ensureDisplay } from "./cold-start.mjs";
import {
  cpuPerSecond,
  electronBinary,
  electronFlags,
  electronProcesses,
  nodeExporter,
  proportionalBytes,
  root,
  startServe,
  stop,
  weigh,
} from "./measure.mjs";

const cpuBar = 10;
const memoryBar = 120e6;
const address = "127.0.0.1:19371";

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  const serve = await startServe(join(folder, "browser"));
  const desktop = await startDesktop(join(folder, "desktop"));
  const idle = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const exporter = nodeExporter();
  const theirs = exporter && spawn(exporter.path, [`--web.listen-address=${address}`], { stdio: "ignore" });

  const members = [
    { of: "idle", name: "an idle Node process", pid: idle.pid },
    { of: "browser", name: "engine", pid: serve.enginePid },
    { of: "browser", name: "shell", pid: serve.pid },
    ...(desktop?.members ?? []),
    ...(theirs ? [{ of: "exporter", name: exporter.name, pid: theirs.pid }] : []),
  ];
  const scrape = () => theirs && fetch(`http://${address}/metrics`).then((answer) => answer.text());
  const before = members.map(({ pid }) => weigh(pid)?.residentBytes);
  const cpu = await cpuPerSecond(
    members.map(({ pid }) => pid),
    { each: scrape, alone: true },
  );
  for (const [index, member] of members.entries()) {
    member.cpuMs = cpu[index].mean;
    member.residentBytes = weigh(member.pid)?.residentBytes ?? Number.NaN;
    member.proportionalBytes = proportionalBytes(member.pid);
    member.grewBy = member.residentBytes - before[index];
  }
  await Promise.all([serve.stop(), desktop?.close(), stop(idle), theirs && stop(theirs)]);
  rmSync(folder, { recursive: true, force: true });

  const other = members.find(({ of }) => of === "exporter");
  const node = members.find(({ of }) => of === "idle");
  return [
    ...rowsOf("browser shell, no window", "browser"),
    ...(desktop
      ? rowsOf("desktop, window hidden", "desktop")
      : [{ what: "engine, desktop", figure: "not measured", comparison: "no Electron binary here" }]),
    {
      what: "engine CPU, browser shell, beside node_exporter",
      figure: `${members[1].cpuMs.toFixed(2)} ms/s`,
      comparison: other ? `${other.name} scraped at 1 Hz: ${other.cpuMs.toFixed(2)} ms/s` : "node_exporter: not installed",
      ratio: other ? (members[1].cpuMs / other.cpuMs).toFixed(2) : "",
      note: `an idle Node process in the same minute: ${node.cpuMs.toFixed(2)} ms/s, ${megabytes(node)}`,
    },
  ];

  function rowsOf(shell, key) {
    const mine = members.filter(({ of }) => of === key);
    const engine = mine.find(({ name }) => name === "engine");
    const each = mine.map((member) => `${member.name} ${member.cpuMs.toFixed(2)} ms/s, ${megabytes(member)}`);
    return [
      {
        what: `engine process, ${shell}: CPU`,
        figure: `${engine.cpuMs.toFixed(2)} ms/s`,
        comparison: `bar: ${cpuBar} ms/s, 1 % of a core`,
        ratio: (engine.cpuMs / cpuBar).toFixed(2),
      },
      {
        what: `engine process, ${shell}: memory`,
        figure: `${(engine.residentBytes / 1e6).toFixed(0)} MB resident`,
        comparison: `bar: ${(memoryBar / 1e6).toFixed(0)} MB`,
        ratio: (engine.residentBytes / memoryBar).toFixed(2),
        note: `grew by ${(engine.grewBy / 1e6).toFixed(1)} MB in that minute. Each process: ${each.join("; ")}`,
      },
    ];
  }
}

const inMegabytes = (bytes) => (bytes === undefined ? "?" : (bytes / 1e6).toFixed(0));
/** With what it shares counted whole, and shared out. */
const megabytes = ({ residentBytes, proportionalBytes: shared }) => `${inMegabytes(residentBytes)} (${inMegabytes(shared)}) MB`;

async function startDesktop(dataFolder) {
  const executablePath = electronBinary();
  if (!executablePath) return undefined;
  const restore = await ensureDisplay();
  const app = await _electron.launch({ executablePath, args: [...electronFlags(), root, "--data-folder", dataFolder] });
  const page = await app.firstWindow();
  await page.waitForFunction(() => performance.getEntriesByName("watchdeck:first-chart").length > 0);
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.hide();
  });
  // A page that is driven from outside is never told that it is hidden, as one in a user's hidden window is.
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  const processes = await electronProcesses(app);
  return {
    members: processes.map(({ name, pid }) => ({ of: "desktop", name, pid })),
    async close() {
      await app.close();
      restore();
    },
  };
}
