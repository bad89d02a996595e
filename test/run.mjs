// `npm test`: installs what the tests need, then type check, lint, unit, build, integration, end-to-end, in that order.
// Plain JavaScript, because it runs before anything is installed. `node test/run.mjs [--only=unit|integration|e2e]`
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, relative } from "node:path";
import { checkNode, install, root, Sorry } from "../electron/launcher/prepare.mjs";

const rooms = ["unit", "integration", "e2e"];
const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);
const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const skips = [];

/** Removed at the end, however this ends, with all that the tests and the browsers they drive left in it. */
const reports = mkdtempSync(join(tmpdir(), "watchdeck-test-"));
// Elsewhere temporary folders have long names, too long to hold a browser's socket one level deeper.
const temporary = process.platform === "linux" ? join(reports, "t") : undefined;

/**
 * Debian packages that the suites use, and a program of each that shows whether it is there. Podman is not among them: it
 * brings a firewall and network plug-ins, so its suite runs where somebody has chosen to have it (with busybox-static).
 */
const debianPackages = {
  chromium: "chromium",
  prometheus: "prometheus",
  "prometheus-node-exporter": "prometheus-node-exporter",
  "prometheus-alertmanager": "prometheus-alertmanager",
  xvfb: "Xvfb",
  dunst: "dunst",
  dbus: "dbus-monitor",
};

const children = new Set();

/** Runs a program to its end: whether that was a good one. */
function run(title, command, args, options = {}) {
  console.log(`\n── ${title}`);
  const child = spawn(command, args, { cwd: root, stdio: "inherit", ...options });
  children.add(child);
  return new Promise((resolve) => {
    child.once("error", (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(false);
    });
    child.once("close", (code) => {
      children.delete(child);
      resolve(code === 0);
    });
  });
}

const isOnPath = (program) => spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;

async function installServers() {
  const isDebianRoot = process.platform === "linux" && process.getuid?.() === 0 && isOnPath("apt-get");
  if (!isDebianRoot) return;
  const wanted = Object.keys(debianPackages).filter((name) => !isOnPath(debianPackages[name]));
  // Electron's binary is linked against GTK, which Chromium's package only recommends.
  if (!existsSync(`/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/libgtk-3.so.0`))
    wanted.push("libgtk-3-0");
  if (wanted.length === 0) return;
  // Installed servers must not start as services of this machine: the tests run their own, on ports of their own. Where systemd
  // runs, these packages start theirs, now and at each boot; that is for the machine's owner to decide.
  if (existsSync("/run/systemd/system")) {
    console.log(`\nMore is tested with these, whose services start on this machine: apt-get install ${wanted.join(" ")}`);
    return;
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const quiet = { env, stdio: ["ignore", "ignore", "inherit"] };
  await run("apt-get update", "apt-get", ["update", "-qq"], quiet);
  // What cannot be had is found missing by the suites that need it, which say so.
  await run(
    `apt-get install ${wanted.join(" ")}`,
    "apt-get",
    ["install", "-y", "-qq", "--no-install-recommends", ...wanted],
    quiet,
  );
}

/** Runs one vitest project and adds what it found to the totals. */
async function vitest(project, env = {}, more = []) {
  if (only && only !== project) return;
  const report = join(reports, `${project}.json`);
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--project",
    project,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...more,
  ];
  const isGreen = await run(`${project} tests`, process.execPath, args, {
    env: { ...process.env, ...env, ...(temporary && { TMPDIR: temporary }) },
  });
  if (!existsSync(report)) return fail(`${project}: vitest did not finish`);
  const before = totals.failed;
  for (const file of JSON.parse(readFileSync(report, "utf8")).testResults) count(file);
  // An error outside of any test (an unhandled rejection, say) fails the run although every test passed.
  if (!isGreen && totals.failed === before) fail(`${project}: failed outside of its tests, see above`);
}

function count(file) {
  const name = relative(root, file.name);
  const tests = file.assertionResults;
  if (file.status === "failed" && tests.every((test) => test.status !== "failed"))
    fail(`${name}: ${file.message?.split("\n")[0] ?? "could not run"}`);
  for (const test of tests.filter(({ status }) => status === "failed")) fail(`${name}: ${test.fullName}`);
  totals.passed += tests.filter(({ status }) => status === "passed").length;
  for (const [suite, ofSuite] of groupBy(tests, (test) => test.ancestorTitles[0] ?? test.title)) {
    const skipped = ofSuite.filter(({ status }) => status !== "passed" && status !== "failed");
    totals.skipped += skipped.length;
    // A suite that its machine cannot run is one line, which says why; a test left out of a suite that runs is one of its own.
    if (skipped.length > 1 && skipped.length === ofSuite.length) skips.push(`${name}: ${suite} (${skipped.length} tests)`);
    else for (const test of skipped) skips.push(`${name}: ${test.fullName}`);
  }
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function fail(what) {
  totals.failed++;
  failures.push(what);
}

/** A display for what has windows or a notification service: an Xvfb of its own on a number that X finds free, or else the one that is there. */
async function withDisplay(use) {
  if (process.platform !== "linux" || !isOnPath("Xvfb")) return use({});
  const xvfb = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  children.add(xvfb);
  try {
    const display = await new Promise((resolve) => {
      let text = "";
      xvfb.stdio[3].on("data", (part) => {
        text += part;
        if (text.includes("\n")) resolve(`:${text.trim()}`);
      });
      xvfb.once("exit", () => resolve(undefined));
    });
    return await use(display ? { DISPLAY: display } : {});
  } finally {
    xvfb.kill();
    children.delete(xvfb);
  }
}

async function check(title, args) {
  if (only) return;
  if (await run(title, process.execPath, args)) totals.passed++;
  else fail(title);
}

/** A test that leaves a folder of ours behind forgets to close something, or the program it tests does. */
function checkNothingLeft() {
  for (const name of temporary ? readdirSync(temporary) : [])
    if (name.startsWith("watchdeck-")) fail(`left behind in the temporary folder: ${name}`);
}

async function test() {
  if (only && !rooms.includes(only)) throw new Sorry(`--only takes ${rooms.join(", ")}, not ${only}.`);
  checkNode();
  await install(console.log);
  await installServers();
  if (temporary) mkdirSync(temporary);
  for (const room of ["shared", "electron", "renderer", "test"])
    await check(`type check ${room}`, ["node_modules/typescript/bin/tsc", "-p", room]);
  await check("lint", ["node_modules/@biomejs/biome/bin/biome", "check", "."]);
  // Vitest leaves one processor to others; here nobody else wants it.
  await vitest("unit", {}, [`--maxWorkers=${availableParallelism()}`]);
  if (only !== "unit" && !(await run("build", process.execPath, ["electron/launcher/build.mjs"]))) fail("build");
  if (only !== "unit") {
    await withDisplay(async (env) => {
      await vitest("integration", env, ["--maxWorkers=3"]);
      await vitest("e2e", env);
    });
  }
  checkNothingLeft();

  console.log("\n── summary");
  for (const failure of failures) console.log(`failed: ${failure}`);
  for (const skip of skips) console.log(`skipped: ${skip}`);
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
  return totals.failed === 0 ? 0 : 1;
}

process.on("exit", () => rmSync(reports, { recursive: true, force: true, maxRetries: 3 }));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    process.exit(130);
  });
}

try {
  process.exitCode = await test();
} catch (error) {
  if (!(error instanceof Sorry)) throw error;
  console.error(`${error.message}\nNothing was tested.`);
  process.exitCode = 1;
}
