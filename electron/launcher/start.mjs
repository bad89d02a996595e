// `npm start`: from a fresh clone to a running console. Installs, builds, and opens the desktop app; where that cannot be
// had, says why in one line and runs the same console in the browser.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { electronBinary, electronPackage } from "./electron.mjs";
import { help, readOptions, reasonForBrowser, serveArguments } from "./options.mjs";
import { build, checkNode, install, root, Sorry } from "./prepare.mjs";

/** Electron's download is about 110 MB; where it is blocked, it may be so by silence. */
const downloadSeconds = 60;

const tell = (line) => process.stderr.write(`${line}\n`);

/** The programs started from here: Ctrl+C or a kill of this one ends them. */
const children = new Set();

function run(program, args, { onStart, ...options } = {}) {
  const child = spawn(program, args, { cwd: root, stdio: "inherit", ...options });
  onStart?.(child);
  children.add(child);
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(new Sorry(`${program} could not be started: ${error.message}.`)));
    child.on("close", (code, signal) => {
      children.delete(child);
      resolve(signal ? 130 : code);
    });
  });
}

/** Chromium's notes to its own developers: `[13902:1121/094617.728567:ERROR:bus.cc(407)] …`. */
const chromiumNote = /^\[\d+:\d{4}\/\d{6}\.\d+:[A-Z]+:[\w.]+\(\d+\)\]/;

/** Runs the desktop app and shows what it says, but for Chromium's notes, which are alarming and mean nothing here. */
const runElectron = (program, args) =>
  run(program, args, {
    stdio: ["inherit", "inherit", "pipe"],
    onStart(child) {
      createInterface({ input: child.stderr }).on("line", (line) => {
        if (!chromiumNote.test(line)) tell(line);
      });
    },
  });

/** Fetches Electron's program with its own installer. True when it is there afterwards. */
async function download() {
  const folder = electronPackage();
  if (!folder) return false;
  tell(`Downloading Electron (once, at most ${downloadSeconds} s)…`);
  const ended = run(process.execPath, [join(folder, "install.js")], {
    stdio: "ignore",
    timeout: downloadSeconds * 1000,
    killSignal: "SIGKILL",
  });
  return (await ended) === 0 && electronBinary(process.env) !== undefined;
}

/** Runs the desktop app when it can be had: its exit code, or why it cannot. */
async function desktop(options) {
  const reason = reasonForBrowser(options, { platform: process.platform, env: process.env });
  if (reason) return { reason };
  if (!electronBinary(process.env) && !(await download())) return { reason: "Electron could not be downloaded" };
  const args = [root];
  if (process.platform === "linux" && process.getuid?.() === 0) {
    tell("Running as root: Electron starts without its sandbox; better run Watchdeck as an ordinary user.");
    args.unshift("--no-sandbox");
  }
  if (options["data-folder"] !== undefined) args.push("--data-folder", options["data-folder"]);
  return { code: await runElectron(electronBinary(process.env).path, args) };
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
  tell(`Running in the browser instead of the desktop app: ${reason}.`);
  return run(process.execPath, [join(root, "dist", "cli.js"), ...serveArguments(options)]);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal);
    // Nothing of ours runs yet that would end by itself, such as while npm installs.
    if (children.size === 0) process.exit(130);
  });
}

try {
  process.exitCode = await start();
} catch (error) {
  tell(error instanceof Sorry ? error.message : `Watchdeck could not start: ${error.message}`);
  process.exitCode = 1;
}
