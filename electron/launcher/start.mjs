// `npm start`: from a fresh clone to a running console. Installs, builds, and opens the desktop app; where that cannot be
// had, says why in one line and serves the same console to browsers.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { whyNoDisplay } from "./display.mjs";
import { electronBinary, electronPackage, offline, whyElectronEnded, whyNoSandbox } from "./electron.mjs";
import { help, readOptions, reasonForBrowser, serveArguments } from "./options.mjs";
import { build, checkNode, install, root, Sorry } from "./prepare.mjs";

/**
 * Electron's download is about 110 MB, which a slow line takes minutes for. A network that refuses, or that is silent to
 * attempts to connect, ends it within seconds: the installer gives up by itself.
 */
const longestDownloadMs = 10 * 60 * 1000;

const tell = (line) => process.stderr.write(`${line}\n`);

/** The programs started from here: Ctrl+C or a kill of this one ends them. */
const children = new Set();

function run(program, args, { onStart, ...options } = {}) {
  const child = spawn(program, args, { cwd: root, stdio: "inherit", ...options });
  onStart?.(child);
  children.add(child);
  return new Promise((resolve) => {
    // Such as a file that is no program: the same to us as one that ends at once.
    child.on("error", () => {
      children.delete(child);
      resolve(127);
    });
    child.on("close", (code, signal) => {
      children.delete(child);
      resolve(signal ? 130 : code);
    });
  });
}

/** Chromium's notes to its own developers: `[13902:1121/094617.728567:ERROR:bus.cc(407)] …`. */
const chromiumNote = /^\[\d+:\d{4}\/\d{6}\.\d+:[A-Z]+:[\w.]+\(\d+\)\]/;

/**
 * Runs the desktop app and shows what it says, but for Chromium's notes, which are alarming and mean nothing here. The app
 * tells over the channel once it is in charge; what ends it before (a missing library, a display that refuses it, a sandbox
 * that is not allowed) it could not say itself. Its exit code, or why it did not come to run.
 */
async function runElectron({ folder, path }, args) {
  let isInCharge = false;
  const early = [];
  const code = await run(path, args, {
    stdio: ["inherit", "inherit", "pipe", "ipc"],
    onStart(child) {
      child.once("message", () => {
        isInCharge = true;
        for (const line of early) if (!chromiumNote.test(line)) tell(line);
      });
      createInterface({ input: child.stderr }).on("line", (line) => {
        if (!isInCharge) early.push(line);
        else if (!chromiumNote.test(line)) tell(line);
      });
    },
  });
  if (isInCharge || code === 0 || isEnding) return { code };
  return {
    reason:
      whyElectronEnded(early.join("\n")) ??
      whyNoSandbox(process.platform, folder) ??
      `Electron does not start here; run ${path} to see why`,
  };
}

/** Fetches Electron's program with its own installer. True when it is there afterwards. */
async function download() {
  const folder = electronPackage();
  if (!folder) return false;
  tell("Downloading Electron (about 110 MB, once); without it: npm start -- --browser");
  const ended = run(process.execPath, [join(folder, "install.js")], {
    stdio: "ignore",
    timeout: longestDownloadMs,
    killSignal: "SIGKILL",
  });
  return (await ended) === 0 && electronBinary(process.env) !== undefined;
}

/** Runs the desktop app when it can be had: its exit code, or why it cannot. */
async function desktop(options) {
  const reason = reasonForBrowser(options) ?? (await whyNoDisplay(process.platform, process.env));
  if (reason) return { reason };
  if (!electronBinary(process.env) && !(await download())) return { reason: "Electron could not be downloaded" };
  const electron = electronBinary(process.env);
  const noSandbox = whyNoSandbox(process.platform, electron.folder);
  if (noSandbox) return { reason: noSandbox };
  const args = [offline, root];
  if (process.platform === "linux" && process.getuid?.() === 0) {
    tell("Running as root: Electron starts without its sandbox; better run Watchdeck as an ordinary user.");
    args.unshift("--no-sandbox");
  }
  if (options["data-folder"] !== undefined) args.push("--data-folder", options["data-folder"]);
  return runElectron(electron, args);
}

async function start() {
  checkNode();
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  await install(tell);
  await build(tell);
  const { code, reason } = await desktop(options);
  if (reason === undefined) return code;
  // Whether a browser window opens is for the console to say.
  tell(`Serving the console to browsers instead of opening the desktop app: ${reason}.`);
  if (isEnding) return 130;
  // In this very process, which then has nothing more to do for others: signals are the console's from here on.
  for (const signal of endSignals) process.off(signal, passOn);
  const program = join(root, "dist", "cli.js");
  process.argv = [process.execPath, program, ...serveArguments(options)];
  await import(pathToFileURL(program).href);
  return process.exitCode;
}

const endSignals = ["SIGINT", "SIGTERM", "SIGHUP"];
let isEnding = false;

function passOn(signal) {
  isEnding = true;
  for (const child of children) child.kill(signal);
  // Nothing of ours runs yet that would end by itself, such as while npm installs.
  if (children.size === 0) process.exit(130);
}

for (const signal of endSignals) process.on(signal, passOn);

try {
  process.exitCode = await start();
} catch (error) {
  tell(error instanceof Sorry ? error.message : `Watchdeck could not start: ${error.message}`);
  process.exitCode = 1;
}
