// What the benches share: starting our programs and theirs, and reading what a process costs.
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const which = (program) => spawnSync("which", [program], { encoding: "utf8" }).stdout.trim() || undefined;

/** Chromium's flags for a quiet, comparable run. Root has no sandbox to offer. */
export const chromiumFlags = [
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-backgrounding-occluded-windows",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

const ticksPerSecond = Number(spawnSync("getconf", ["CLK_TCK"], { encoding: "utf8" }).stdout) || 100;

/** CPU time used so far in ms and memory now, of a process and all its children (Linux). */
export function costOf(pid) {
  const parents = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(name);
    if (stat) parents.set(Number(name), stat);
  }
  const family = new Set([pid]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const [child, stat] of parents) {
      if (!family.has(child) && family.has(stat.parent)) {
        family.add(child);
        grown = true;
      }
    }
  }
  let cpuMs = 0;
  let residentBytes = 0;
  for (const member of family) {
    const stat = parents.get(member);
    if (!stat) continue;
    cpuMs += stat.cpuMs;
    residentBytes += stat.residentBytes;
  }
  return { cpuMs, residentBytes };
}

/** The processes that `pid` itself started. */
export const childrenOf = (pid) =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && readStat(name)?.parent === pid)
    .map(Number);

function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    // Fields counted from the state: 1 parent, 11 utime, 12 stime, 13 cutime, 14 cstime, 21 rss in pages.
    const cpu = Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
    return { parent: Number(fields[1]), cpuMs: (cpu * 1000) / ticksPerSecond, residentBytes: Number(fields[21]) * 4096 };
  } catch {
    return undefined; // It ended between the listing and the reading.
  }
}

/** Starts the browser shell on a free port; resolves with its URL (token included) once it answers. */
export async function startServe(dataFolder, extra = []) {
  const child = spawn(
    process.execPath,
    [join(root, "dist/cli.js"), "serve", "--no-open", "--port", "0", "--data-folder", dataFolder, ...extra],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  const url = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (part) => {
      text += part;
      const found = /http:\/\/\S+/.exec(text);
      if (found) resolve(found[0]);
    });
    child.on("exit", (code) => reject(new Error(`watchdeck serve ended with ${code}`)));
  });
  return { url, pid: child.pid, stop: () => stop(child) };
}

export function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill();
  });
}
