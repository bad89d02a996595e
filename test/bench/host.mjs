// What watching this machine costs: every collector once, beside one scrape of node_exporter; a look at the process list at
// two sizes; and the engine beside the monitors that people keep open, each drawing once a second. All of one table ran in
// the same minute, so that a busy machine is busy for all of them. CPU time comes from the system, children included.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";
import { childrenOf, costOf, median, root, sleep, startServe, stop, which } from "./measure.mjs";

const rounds = 3;
const secondsPerRound = 20;
const warmUp = 8000;

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  try {
    const program = await bundle("test/bench/programs/collectors.ts", folder);
    return [...(await oneTick(program)), ...(await processList(program)), ...(await besideMonitors(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** CPU per second of each, the median of the rounds; `each` is called once a second. */
async function cpuPerSecond(pids, each = async () => {}) {
  await sleep(warmUp);
  const perRound = pids.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const began = performance.now();
    const before = pids.map((pid) => costOf(pid));
    for (let second = 1; second <= secondsPerRound; second++) {
      await each();
      await sleep(Math.max(0, began + second * 1000 - performance.now()));
    }
    const elapsed = (performance.now() - began) / 1000;
    for (const [index, pid] of pids.entries()) perRound[index].push((costOf(pid).cpuMs - before[index].cpuMs) / elapsed);
  }
  return perRound.map(median);
}

async function oneTick(program) {
  const what = "every collector once";
  const exporter = which("prometheus-node-exporter") ?? which("node_exporter");
  if (!exporter) return [{ what, figure: "not measured", comparison: "node_exporter: not installed" }];
  const address = "127.0.0.1:19372";
  const theirs = spawn(exporter, [`--web.listen-address=${address}`], { stdio: "ignore" });
  const ours = spawn(process.execPath, [program], { stdio: "ignore" });
  const idle = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const scrape = () => fetch(`http://${address}/metrics`).then((answer) => answer.text());
  const [tick, scraped, bare] = await cpuPerSecond([ours.pid, theirs.pid, idle.pid], scrape);
  await Promise.all([ours, theirs, idle].map(stop));
  return [
    {
      what,
      figure: `${tick.toFixed(2)} ms`,
      comparison: `one scrape of node_exporter: ${scraped.toFixed(2)} ms`,
      ratio: (tick / scraped).toFixed(2),
      note: `bar: 0.60. Of the figure, ${bare.toFixed(2)} ms a second is what an idle Node process costs`,
    },
  ];
}

async function processList(program) {
  const rows = [];
  let small;
  for (const wanted of [150, 1500]) {
    const fillers = fillUpTo(wanted);
    await sleep(2000);
    const found = countProcesses();
    const ours = spawn(process.execPath, [program, "--processes"], { stdio: "ignore" });
    const [figure] = await cpuPerSecond([ours.pid]);
    await stop(ours);
    for (const filler of fillers) filler.kill();
    small ??= { figure, found };
    rows.push({
      what: `one look at ${found} processes`,
      figure: `${figure.toFixed(2)} ms`,
      comparison: small.figure === figure ? "bar: 3 ms at 150" : `${small.found} processes: ${small.figure.toFixed(2)} ms`,
      ratio: small.figure === figure ? (figure / 3).toFixed(2) : (figure / small.figure).toFixed(2),
      ...(small.figure !== figure && { note: `${(found / small.found).toFixed(1)} times as many processes` }),
    });
  }
  return rows;
}

const countProcesses = () => readdirSync("/proc").filter((name) => /^\d+$/.test(name)).length;

function fillUpTo(wanted) {
  return Array.from({ length: Math.max(0, wanted - countProcesses()) }, () => spawn("sleep", ["600"], { stdio: "ignore" }));
}

/** Each in the way its users run it: on a terminal, or as a service. */
function monitors(folder) {
  const terminal = (command, env = {}) =>
    spawn("script", ["-qfc", `stty rows 50 cols 180; exec ${command}`, "/dev/null"], {
      stdio: ["pipe", "ignore", "ignore"],
      env: { ...process.env, TERM: "xterm-256color", LANG: "C.UTF-8", ...env },
    });
  const configuration = join(folder, "config");
  mkdirSync(join(configuration, "btop"), { recursive: true });
  writeFileSync(join(configuration, "btop/btop.conf"), "update_ms = 1000\n");
  const cache = join(folder, "netdata");
  mkdirSync(cache);
  return [
    which("btop") && { name: "btop", child: terminal("btop", { XDG_CONFIG_HOME: configuration }) },
    which("glances") && { name: "glances", child: terminal("glances -t 1") },
    which("netdata") && {
      name: "netdata",
      child: spawn(
        "netdata",
        [
          "-D",
          "-p",
          "19373",
          "-W",
          "set",
          "global",
          "cache directory",
          cache,
          "-W",
          "set",
          "web",
          "bind to",
          "127.0.0.1",
          "-W",
          "set",
          "global",
          "run as user",
          process.env.USER ?? "root",
        ],
        { stdio: "ignore" },
      ),
    },
  ].filter(Boolean);
}

async function besideMonitors(folder) {
  const serve = await startServe(join(folder, "data"));
  const running = monitors(folder);
  const [ours, ...others] = await cpuPerSecond([serve.pid, ...running.map(({ child }) => child.pid)]);
  const engine = childrenOf(serve.pid).map((pid) => costOf(pid).residentBytes);
  const memory = running.map(({ child }) => costOf(child.pid).residentBytes / 1e6);
  await Promise.all([serve.stop(), ...running.map(({ child }) => stop(child))]);
  const rows = running.map(({ name }, index) => ({
    what: `engine at 1 Hz, no window, CPU`,
    figure: `${ours.toFixed(2)} ms/s`,
    comparison: `${name} at 1 s: ${others[index].toFixed(2)} ms/s (${memory[index].toFixed(0)} MB)`,
    ratio: (ours / others[index]).toFixed(2),
  }));
  const missing = ["btop", "glances", "netdata"].filter((name) => !running.some((monitor) => monitor.name === name));
  for (const name of missing)
    rows.push({
      what: "engine at 1 Hz, no window, CPU",
      figure: `${ours.toFixed(2)} ms/s`,
      comparison: `${name}: not installed`,
    });
  rows.push({
    what: "engine process alone, memory",
    figure: `${(Math.max(...engine) / 1e6).toFixed(0)} MB`,
    comparison: "bar: 120 MB",
    ratio: (Math.max(...engine) / 120e6).toFixed(2),
  });
  return rows;
}

async function bundle(source, folder) {
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    ssr: { noExternal: true, external: ["electron", "systeminformation"] },
    build: {
      ssr: join(root, source),
      outDir: join(folder, "program"),
      minify: false,
      rolldownOptions: { output: { entryFileNames: "program.mjs", codeSplitting: false } },
    },
  });
  return join(folder, "program/program.mjs");
}
