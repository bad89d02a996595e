// `npm start` in a small checkout of its own: the launcher as it is, a build and a console that only say what they were told.
import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { offline } from "../../../electron/launcher/electron.mjs";

const fakeBuild = `import { mkdirSync, writeFileSync } from "node:fs";
mkdirSync("dist/renderer", { recursive: true });
for (const name of ["main.js", "preload.cjs", "engine-process.js", "renderer/index.html"]) writeFileSync("dist/" + name, "");
writeFileSync("dist/cli.js", "console.log('console', ...process.argv.slice(2));");
`;

let root: string;
let display: Server;
/** Names something that answers as a compositor does. */
const withDisplay = () => ({ WAYLAND_DISPLAY: join(root, "wayland") });

function write(name: string, text: string): void {
  mkdirSync(join(root, name, ".."), { recursive: true });
  writeFileSync(join(root, name), text);
}

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "watchdeck-checkout-"));
  cpSync("electron/launcher", join(root, "electron/launcher"), { recursive: true });
  write("electron/launcher/build.mjs", fakeBuild);
  const manifest = { name: "small", version: "1.0.0", type: "module", dependencies: { part: "file:part" } };
  write("part/package.json", JSON.stringify({ name: "part", version: "1.0.0" }));
  write("package.json", JSON.stringify(manifest));
  const packages = {
    "": { name: "small", version: "1.0.0", dependencies: manifest.dependencies },
    "node_modules/part": { resolved: "part", link: true },
    part: { version: "1.0.0" },
  };
  write("package-lock.json", JSON.stringify({ name: "small", version: "1.0.0", lockfileVersion: 3, requires: true, packages }));
  write("vite.config.ts", "");
  display = createServer((socket) => socket.end());
  await new Promise<void>((resolve) => display.listen(join(root, "wayland"), resolve));
});
afterEach(() => {
  display.close();
  rmSync(root, { recursive: true, force: true });
});

/** A program in the place of Electron. What it writes to its channel to the launcher is one JSON text a line. */
function electronThat(script: string): Record<string, string> {
  write("runtime/electron", `#!/bin/sh\n${script}\n`);
  chmodSync(join(root, "runtime/electron"), 0o755);
  return { ELECTRON_OVERRIDE_DIST_PATH: join(root, "runtime"), ...withDisplay() };
}

interface Run {
  env?: Record<string, string>;
  program?: string;
}

async function start(args: string[], { env = {}, program = "start.mjs" }: Run = {}) {
  const child = spawn(process.execPath, [join(root, "electron/launcher", program), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: root, npm_config_cache: join(root, ".npm"), ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { out: "", told: "" };
  child.stdout.on("data", (text) => {
    written.out += text;
  });
  child.stderr.on("data", (text) => {
    written.told += text;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  return {
    code,
    out: written.out,
    told: written.told
      .replaceAll(/in \d+ s/g, "in N s")
      .split("\n")
      .filter(Boolean),
  };
}

const installing = ["Installing what Watchdeck needs (npm ci); the first time this takes a minute…", "Installed in N s."];

describe("npm start", { timeout: 60_000 }, () => {
  test("installs and builds once, and runs the browser shell where there is no display", async () => {
    const first = await start([]);
    expect(first).toEqual({
      code: 0,
      out: "console serve\n",
      told: [
        ...installing,
        "Building…",
        "Serving the console to browsers instead of opening the desktop app: there is no display here.",
      ],
    });
    const second = await start(["--no-open", "--port", "0"]);
    expect(second).toEqual({
      code: 0,
      out: "console serve --no-open --port 0\n",
      told: ["Serving the console to browsers instead of opening the desktop app: no window was asked for."],
    });
  });

  test("builds again when a source is newer than the build", async () => {
    await start([]);
    write("electron/new.ts", "");
    expect((await start([])).told).toContain("Building…");
  });

  test("runs the browser shell where Electron cannot be had", async () => {
    const { code, out, told } = await start([], { env: withDisplay() });
    expect({ code, out }).toEqual({ code: 0, out: "console serve\n" });
    expect(told.at(-1)).toBe(
      "Serving the console to browsers instead of opening the desktop app: Electron could not be downloaded.",
    );
  });

  test.runIf(process.platform === "linux")(
    "runs the desktop app where Electron and a display are there, and ends as it does",
    async () => {
      const env = electronThat(
        `echo "electron $@"
echo "[13902:1121/094617.728567:ERROR:bus.cc(407)] Failed" >&2
echo '"in charge"' >&$NODE_CHANNEL_FD
sleep 0.1
echo "a bug" >&2
exit 3`,
      );
      const { code, out, told } = await start(["--data-folder", "/data"], { env });
      const isRoot = process.getuid?.() === 0;
      expect({ code, out }).toEqual({
        code: 3,
        out: `electron ${isRoot ? "--no-sandbox " : ""}${offline} ${root} --data-folder /data\n`,
      });
      expect(told.some((line) => line.includes("without its sandbox"))).toBe(isRoot);
      // What the app says is shown, what Chromium notes for its developers is not.
      expect(told.at(-1)).toBe("a bug");
      expect(told.join()).not.toContain("bus.cc");
    },
  );

  test.runIf(process.platform === "linux").each([
    {
      name: "lacks a library",
      script: 'echo "electron: error while loading shared libraries: libnss3.so: cannot open shared object file" >&2; exit 127',
      reason: "Electron does not start here, because the system lacks libnss3.so",
    },
    {
      name: "is refused by the display",
      script: 'echo "[1:1121/1.1:ERROR:ozone_platform_x11.cc(245)] Missing X server or $DISPLAY" >&2; kill -SEGV $$',
      reason: "the display does not let Electron in",
    },
    { name: "just ends", script: "exit 127", reason: "Electron does not start here; run ROOT/runtime/electron to see why" },
  ])("runs the browser shell where Electron $name", async ({ script, reason }) => {
    const { code, out, told } = await start([], { env: electronThat(script) });
    expect({ code, out }).toEqual({ code: 0, out: "console serve\n" });
    const said = told.map((line) => line.replaceAll(root, "ROOT"));
    expect(said.at(-1)).toBe(`Serving the console to browsers instead of opening the desktop app: ${reason}.`);
    // Nothing of what Electron itself said.
    expect(said.filter((line) => !line.startsWith("Running as root"))).toEqual([...installing, "Building…", said.at(-1)]);
  });

  test("runs the browser shell where the display that is named is gone", async () => {
    const { told } = await start([], { env: { DISPLAY: ":65000" } });
    expect(told.at(-1)).toBe("Serving the console to browsers instead of opening the desktop app: no display answers at :65000.");
  });

  test("tells a failed build by what it said, without a stack of ours", async () => {
    write("electron/launcher/build.mjs", 'console.error("renderer/App.tsx: no such thing");\nprocess.exit(1);');
    expect(await start([])).toEqual({
      code: 1,
      out: "",
      told: [...installing, "Building…", "The build failed:", "renderer/App.tsx: no such thing"],
    });
  });

  test("tells a failed installation, and tries again the next time", async () => {
    write("package-lock.json", "{");
    const { code, told } = await start([]);
    expect(code).toBe(1);
    expect(told[1]).toBe("npm ci failed:");
    expect(told.join("\n")).not.toContain("    at ");
    expect(existsSync(join(root, "dist"))).toBe(false);
  });
});

test("the watchdeck command prepares the checkout quietly and hands its arguments over", { timeout: 60_000 }, async () => {
  await start(["up"], { program: "watchdeck.mjs" });
  expect(await start(["query", "up"], { program: "watchdeck.mjs" })).toEqual({ code: 0, out: "console query up\n", told: [] });
});
