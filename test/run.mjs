// `npm test`: installs what the tests need, then type check, lint, unit, build, integration, end-to-end, in that order.
// Plain JavaScript, because it runs before anything is installed. `node test/run.mjs [--only=unit|integration|e2e]`
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);
const reports = mkdtempSync(join(tmpdir(), "watchdeck-test-"));
const totals = { passed: 0, failed: 0, skipped: 0 };
const failures = [];
const skips = [];

/** Debian packages that the suites use, and a program of each that shows whether it is there. */
const debianPackages = {
  chromium: "chromium",
  prometheus: "prometheus",
  "prometheus-node-exporter": "prometheus-node-exporter",
  "prometheus-alertmanager": "prometheus-alertmanager",
  xvfb: "Xvfb",
  dunst: "dunst",
  dbus: "dbus-monitor",
};

function run(title, command, args, options = {}) {
  console.log(`\n── ${title}`);
  return spawnSync(command, args, { cwd: root, stdio: "inherit", ...options }).status === 0;
}

const isOnPath = (program) => spawnSync("sh", ["-c", `command -v ${program}`], { stdio: "ignore" }).status === 0;

function installDependencies() {
  const installed = join(root, "node_modules", ".package-lock.json");
  const isCurrent = existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs;
  if (isCurrent) return true;
  return run("npm ci", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { shell: process.platform === "win32" });
}

function installServers() {
  const isDebianRoot = process.platform === "linux" && process.getuid?.() === 0 && isOnPath("apt-get");
  if (!isDebianRoot) return;
  const wanted = Object.keys(debianPackages).filter((name) => !isOnPath(debianPackages[name]));
  // Electron's binary is linked against GTK, which Chromium's package only recommends.
  if (!existsSync(`/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/libgtk-3.so.0`))
    wanted.push("libgtk-3-0");
  if (wanted.length === 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  console.log(`\n── apt-get install ${wanted.join(" ")}`);
  // Installed servers must not start as services of this machine: the tests run their own, on ports of their own.
  const quiet = { cwd: root, env: { ...env, RUNLEVEL: "1" }, stdio: ["ignore", "ignore", "inherit"] };
  spawnSync("apt-get", ["update", "-qq"], quiet);
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...wanted], quiet);
}

/** Runs one vitest project and adds what it found to the totals. */
function vitest(project, env = process.env) {
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
  ];
  const isGreen = run(`${project} tests`, process.execPath, args, { env });
  if (!existsSync(report)) {
    failures.push(`${project}: vitest did not finish`);
    totals.failed++;
    return;
  }
  const result = JSON.parse(readFileSync(report, "utf8"));
  const before = totals.failed;
  for (const file of result.testResults) {
    const name = relative(root, file.name);
    if (file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed")) {
      failures.push(`${name}: ${file.message?.split("\n")[0] ?? "could not run"}`);
      totals.failed++;
    }
    for (const test of file.assertionResults) {
      if (test.status === "passed") totals.passed++;
      else if (test.status === "failed") {
        totals.failed++;
        failures.push(`${name}: ${test.fullName}`);
      } else {
        totals.skipped++;
        skips.push(`${name}: ${test.fullName}`);
      }
    }
  }
  // An error outside of any test (an unhandled rejection, say) fails the run although every test passed.
  if (!isGreen && totals.failed === before) {
    totals.failed++;
    failures.push(`${project}: failed outside of its tests, see above`);
  }
}

/** A display for the end-to-end suite: the one that is there, or an Xvfb of its own on a number that X finds free. */
async function withDisplay(use) {
  if (process.platform !== "linux" || !isOnPath("Xvfb")) return use(process.env);
  const xvfb = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  try {
    const display = await new Promise((resolve, reject) => {
      let text = "";
      xvfb.stdio[3].on("data", (part) => {
        text += part;
        if (text.includes("\n")) resolve(`:${text.trim()}`);
      });
      xvfb.on("exit", (code) => reject(new Error(`Xvfb ended with ${code} before it had a display`)));
    });
    return use({ ...process.env, DISPLAY: display });
  } finally {
    xvfb.kill();
  }
}

function check(title, args) {
  if (only) return;
  if (run(title, process.execPath, args)) totals.passed++;
  else {
    totals.failed++;
    failures.push(title);
  }
}

if (!installDependencies()) {
  console.error("npm ci failed; nothing was tested.");
  process.exit(1);
}
installServers();
for (const room of ["shared", "electron", "renderer", "test"])
  check(`type check ${room}`, ["node_modules/typescript/bin/tsc", "-p", room]);
check("lint", ["node_modules/@biomejs/biome/bin/biome", "check", "."]);
vitest("unit");
if (!run("build", process.execPath, ["electron/launcher/build.mjs"])) {
  totals.failed++;
  failures.push("build");
}
vitest("integration");
if (!only || only === "e2e") await withDisplay((env) => vitest("e2e", env));
rmSync(reports, { recursive: true, force: true });

console.log("\n── summary");
for (const failure of failures) console.log(`failed: ${failure}`);
for (const skip of skips) console.log(`skipped: ${skip}`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 ? 0 : 1);
