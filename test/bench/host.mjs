// What watching this machine costs: every collector once, and a second of sampling at the collectors' own periods, beside one
// scrape of node_exporter; a look at the process list at two sizes; and the engine, without and with the Processes page open,
// beside the monitors that people keep open, each drawing once a second. CPU time comes from the system, children included.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { ensureDisplay } from "./cold-start.mjs";
import { bundle, chromiumFlags, costOf, cpuPerSecond, nodeExporter, sleep, startServe, stop, which } from "./measure.mjs";

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  try {
    const collectors = await bundle("collectors", folder);
    const sampling = await bundle("sampling", folder);
    return [...(await oneTick(collectors, sampling)), ...(await processList(collectors)), ...(await besideMonitors(folder))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function oneTick(collectors, sampling) {
  const exporter = nodeExporter();
  const address = "127.0.0.1:19372";
  const idle = ["-e", "setInterval(() => {}, 1000)"];
  const running = [[collectors], [sampling], idle].map((args) => spawn(process.execPath, args, { stdio: "ignore" }));
  if (exporter) running.push(spawn(exporter.path, [`--web.listen-address=${address}`], { stdio: "ignore" }));
  const scrape = () => exporter && fetch(`http://${address}/metrics`).then((answer) => answer.text());
  const [tick, second, bare, theirs] = await cpuPerSecond(
    running.map(({ pid }) => pid),
    { each: scrape },
  );
  await Promise.all(running.map(stop));
  const comparison = theirs ? `one scrape of ${exporter.name}: ${theirs.median.toFixed(2)} ms` : "node_exporter: not installed";
  const ratio = (ours) => (theirs ? (ours / theirs.median).toFixed(2) : "");
  return [
    {
      what: "one tick of all default collectors, the slow ones too",
      figure: `${tick.median.toFixed(2)} ms`,
      comparison,
      ratio: ratio(tick.median),
      note: `bar: 0.60. An idle Node process, which is in our figure: ${bare.median.toFixed(2)} ms`,
    },
    {
      what: "a second of sampling, each collector at its own period",
      figure: `${second.mean.toFixed(2)} ms`,
      comparison,
      ratio: ratio(second.mean),
      note: "with the scheduler and the store; the mean of a whole minute",
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
    const [{ median: figure }] = await cpuPerSecond([ours.pid]);
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

/** Two engines, one of them with a browser on its Processes page, in the same minute as the monitors. */
async function besideMonitors(folder) {
  const alone = await startServe(join(folder, "alone"));
  const watched = await startServe(join(folder, "watched"));
  const closePage = await openProcesses(watched);
  const running = monitors(folder);
  const [ours, withPage, ...others] = await cpuPerSecond([
    alone.enginePid,
    watched.enginePid,
    ...running.map(({ child }) => child.pid),
  ]);
  const memory = running.map(({ child }) => costOf(child.pid).residentBytes / 1e6);
  await closePage?.();
  await Promise.all([alone.stop(), watched.stop(), ...running.map(({ child }) => stop(child))]);
  const engines = [{ what: "engine at 1 Hz, no window, CPU", figure: ours.mean }];
  if (closePage) engines.push({ what: "engine with the Processes page open (2 s), CPU", figure: withPage.mean });
  const missing = ["btop", "glances", "netdata"].filter((name) => !running.some((monitor) => monitor.name === name));
  return engines.flatMap(({ what, figure }) => [
    ...running.map(({ name }, index) => ({
      what,
      figure: `${figure.toFixed(2)} ms/s`,
      comparison: `${name} at 1 s: ${others[index].median.toFixed(2)} ms/s (${memory[index].toFixed(0)} MB)`,
      ratio: (figure / others[index].median).toFixed(2),
    })),
    ...missing.map((name) => ({ what, figure: `${figure.toFixed(2)} ms/s`, comparison: `${name}: not installed` })),
  ]);
}

/** Opens the page in a browser; returns the function that closes it, and nothing where there is no browser. */
async function openProcesses(serve) {
  const executablePath = which("chromium") ?? which("google-chrome");
  if (!executablePath) return undefined;
  const restore = await ensureDisplay();
  const browser = await chromium.launch({ executablePath, headless: false, args: chromiumFlags });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(serve.url);
  await page.waitForFunction(() => performance.getEntriesByName("watchdeck:first-chart").length > 0);
  await page.evaluate(() => {
    location.hash = "#/processes";
  });
  await page.getByRole("row").nth(5).waitFor();
  return async () => {
    await browser.close();
    restore();
  };
}
