// Gets a checkout ready to run: installs what the lockfile names and builds what is older than its sources. Plain JavaScript
// without dependencies, because it runs before there are any.
import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Told to the user as it stands, without a stack. */
export class Sorry extends Error {}

/** Throws a sentence when this Node is too old; syntax newer than Node 18 must not stand in the launcher, or it never gets here. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Sorry(`Watchdeck needs Node.js 20.19 or newer; this is ${version}. Get one at https://nodejs.org.`);
}

const modified = (path) => {
  try {
    return statSync(path).mtimeMs;
  } catch {
    // Not there: older than anything.
    return 0;
  }
};

/** The newest change of any file below a folder, or of the file itself. */
export function newestChange(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), stats.mtimeMs);
}

/** npm writes node_modules/.package-lock.json last of all. */
const isInstalled = () => modified(join(root, "node_modules", ".package-lock.json")) >= modified(join(root, "package-lock.json"));

const sources = ["electron", "renderer", "shared", "assets", "package.json", "vite.config.ts"];

/** An installed app or package has no sources beside its build, and nothing to do. */
const hasSources = () => modified(join(root, "vite.config.ts")) > 0;

const isBuilt = () => {
  const built = Math.min(
    ...["cli.js", "main.js", "preload.cjs", "engine-process.js", "renderer/index.html"].map((name) =>
      modified(join(root, "dist", name)),
    ),
  );
  return built > Math.max(...sources.map((name) => newestChange(join(root, name))));
};

/** npm and Vite name the fault first, and end with pages of advice. */
const linesShown = 15;

/** Runs a program to its end. Throws its first lines when it fails; what it writes otherwise is not shown. */
async function runQuietly(title, program, args) {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    // npm is a script on Windows, which only a shell can start; the arguments are all ours.
    shell: process.platform === "win32" && program === "npm",
  });
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      lines.push(...text.split("\n").filter((line) => line.trim() !== ""));
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Sorry(`${title} failed: ${program} could not be started (${error.message}).`)));
    child.on("close", resolve);
  });
  if (code !== 0) throw new Sorry(`${title} failed:\n${lines.slice(0, linesShown).join("\n")}`);
}

export async function install(tell) {
  if (!hasSources() || isInstalled()) return;
  tell("Installing what Watchdeck needs (npm ci); the first time this takes a minute…");
  const started = Date.now();
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const progress = setInterval(() => tell(`… still installing, ${elapsed()}`), 15_000);
  // Errors only: packages that ask for a newer Node than they need would fill the screen with warnings.
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  // Under `npm start`, the very npm that was called; it is a script that Node runs on every system.
  const npm = process.env.npm_execpath;
  try {
    if (npm?.endsWith("npm-cli.js")) await runQuietly("npm ci", process.execPath, [npm, ...args]);
    else await runQuietly("npm ci", "npm", args);
  } finally {
    clearInterval(progress);
  }
  tell(`Installed in ${elapsed()}.`);
}

export async function build(tell) {
  if (!hasSources() || isBuilt()) return;
  tell("Building…");
  await runQuietly("The build", process.execPath, [join(root, "electron", "launcher", "build.mjs")]);
}
