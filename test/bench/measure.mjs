// What the benches share: starting our programs and theirs, and reading what a process costs.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

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
const pageBytes = Number(spawnSync("getconf", ["PAGESIZE"], { encoding: "utf8" }).stdout) || 4096;

/** CPU time used so far in ms and memory now, of a process and all its children (Linux). */
export function costOf(pid) {
  const members = familyOf(pid).map(weigh);
  const sum = (key) => members.reduce((total, member) => total + (member?.[key] ?? 0), 0);
  return { cpuMs: sum("cpuMs"), residentBytes: sum("residentBytes") };
}

/** A process and all that descend from it, itself first. */
export function familyOf(pid) {
  const parents = new Map(processes().map((each) => [each, readStat(each)?.parent]));
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

/** One process: CPU time, its ended children's included, and what of its memory is resident. Undefined when it has ended. */
export function weigh(pid) {
  const stat = readStat(pid);
  if (!stat) return undefined;
  // The figure of `stat` is in hundredths of a second. That of the threads is exact, but knows nothing of those that ended.
  const cpuMs = Math.max(stat.ownCpuMs, threadsCpuMs(pid)) + stat.childrenCpuMs;
  return { pid, cpuMs, residentBytes: stat.residentBytes };
}

const processes = () =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);

/** The processes that `pid` itself started. */
export const childrenOf = (pid) => processes().filter((each) => readStat(each)?.parent === pid);

function readStat(pid) {
  const text = readIfThere(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const ms = (...places) => places.reduce((sum, place) => sum + (Number(fields[place]) * 1000) / ticksPerSecond, 0);
  // Fields counted from the state: 1 parent, 11 utime, 12 stime, 13 cutime, 14 cstime, 21 rss in pages.
  return {
    parent: Number(fields[1]),
    ownCpuMs: ms(11, 12),
    childrenCpuMs: ms(13, 14),
    residentBytes: Number(fields[21]) * pageBytes,
  };
}

/** To the nanosecond; 0 where the kernel does not count it (CONFIG_SCHED_INFO). */
function threadsCpuMs(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((thread) => Number(readIfThere(`/proc/${pid}/task/${thread}/schedstat`)?.split(" ")[0] ?? 0) / 1e6)
      .reduce((sum, ms) => sum + ms, 0);
  } catch {
    return 0; // It ended between the listing and the reading.
  }
}

/** Its memory with shared pages shared out among those who share them; undefined where nobody else may know it. */
export function proportionalBytes(pid) {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readIfThere(`/proc/${pid}/smaps_rollup`) ?? "")?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined; // It ended between the listing and the reading, or is closed to us.
  }
}

const roundsOfCpu = 3;
const secondsPerRound = 20;
// Node tidies its heap up once, some ten seconds after the start: that is not what each second costs.
const warmUpMs = 15_000;

/**
 * CPU time per second of each process, its children included unless it is to be measured `alone`: all of them over the same
 * seconds, so that a busy machine is busy for all. The median of three rounds, and the mean over the whole minute, for what
 * has periods longer than a round. `each` is called once a second.
 */
export async function cpuPerSecond(pids, { each = async () => {}, alone = false } = {}) {
  const cpuMs = (pid) => (alone ? (weigh(pid)?.cpuMs ?? Number.NaN) : costOf(pid).cpuMs);
  await sleep(warmUpMs);
  const perRound = pids.map(() => []);
  for (let round = 0; round < roundsOfCpu; round++) {
    const began = performance.now();
    const before = pids.map(cpuMs);
    for (let second = 1; second <= secondsPerRound; second++) {
      await each();
      await sleep(Math.max(0, began + second * 1000 - performance.now()));
    }
    const elapsed = (performance.now() - began) / 1000;
    for (const [index, pid] of pids.entries()) perRound[index].push((cpuMs(pid) - before[index]) / elapsed);
  }
  return perRound.map((rounds) => ({ median: median(rounds), mean: rounds.reduce((sum, ms) => sum + ms, 0) / rounds.length }));
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
  // The outer process starts the engine in one of its own, so that it can start it again.
  return { url, pid: child.pid, enginePid: childrenOf(child.pid)[0], stop: () => stop(child) };
}

/** As in a quiet test. Root has no sandbox to offer. */
export const electronFlags = () => ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];

export const electronBinary = () =>
  [process.env.ELECTRON_OVERRIDE_DIST_PATH, join(root, "node_modules/electron/dist")]
    .map((folder) => folder && join(folder, "electron"))
    .find((path) => path && existsSync(path));

/** The processes of a running desktop app by what they do. */
export async function electronProcesses(app) {
  const metrics = await app.evaluate(({ app: it }) => it.getAppMetrics().map(({ pid, type, name }) => ({ pid, type, name })));
  const nameOf = ({ type, name }) => (name === "Watchdeck engine" ? "engine" : type === "Tab" ? "window" : (name ?? type));
  return metrics.map((metric) => ({ name: nameOf(metric), pid: metric.pid }));
}

/** node_exporter, with its version: its cost has changed with the years. */
export function nodeExporter() {
  const path = which("prometheus-node-exporter") ?? which("node_exporter");
  const version = path && /version (\S+)/.exec(spawnSync(path, ["--version"], { encoding: "utf8" }).stdout)?.[1];
  return path && { path, name: `node_exporter ${version}` };
}

export function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.kill();
  });
}

/** A program of test/bench/programs, or another source, bundled into a folder; resolves with its path. */
export async function bundle(name, folder, source = `test/bench/programs/${name}.ts`) {
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    ssr: { noExternal: true, external: ["electron", "systeminformation", "classic-level"] },
    build: {
      ssr: join(root, source),
      outDir: join(folder, name),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        output: {
          entryFileNames: "program.mjs",
          codeSplitting: false,
          banner: "const __filename = import.meta.filename;\nconst __dirname = import.meta.dirname;",
        },
      },
    },
  });
  // What stays outside the bundle is found from where the program lies.
  if (!existsSync(join(folder, "node_modules"))) symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return join(folder, name, "program.mjs");
}
