// `npm start` in a small checkout of its own: the launcher as it is, a build and a console that only say what they were told.
import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const fakeBuild = `import { mkdirSync, writeFileSync } from "node:fs";
mkdirSync("dist/renderer", { recursive: true });
for (const name of ["main.js", "preload.cjs", "engine-process.js", "renderer/index.html"]) writeFileSync("dist/" + name, "");
writeFileSync("dist/cli.js", "console.log('console', ...process.argv.slice(2));");
`;

let root: string;

function write(name: string, text: string): void {
  mkdirSync(join(root, name, ".."), { recursive: true });
  writeFileSync(join(root, name), text);
}

beforeEach(() => {
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
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

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
      told: [...installing, "Building…", "Running in the browser instead of the desktop app: there is no display here."],
    });
    const second = await start(["--no-open", "--port", "0"]);
    expect(second).toEqual({
      code: 0,
      out: "console serve --no-open --port 0\n",
      told: ["Running in the browser instead of the desktop app: no window was asked for."],
    });
  });

  test("builds again when a source is newer than the build", async () => {
    await start([]);
    write("electron/new.ts", "");
    expect((await start([])).told).toContain("Building…");
  });

  test("runs the browser shell where Electron cannot be had", async () => {
    const { code, out, told } = await start([], { env: { DISPLAY: ":99" } });
    expect({ code, out }).toEqual({ code: 0, out: "console serve\n" });
    expect(told.at(-1)).toBe("Running in the browser instead of the desktop app: Electron could not be downloaded.");
  });

  test.runIf(process.platform === "linux")(
    "runs the desktop app where Electron and a display are there, and ends as it does",
    async () => {
      write(
        "runtime/electron",
        '#!/bin/sh\necho "electron $@"\necho "[13902:1121/094617.728567:ERROR:bus.cc(407)] Failed" >&2\necho "a bug" >&2\nexit 3\n',
      );
      chmodSync(join(root, "runtime/electron"), 0o755);
      const { code, out, told } = await start(["--data-folder", "/data"], {
        env: { DISPLAY: ":99", ELECTRON_OVERRIDE_DIST_PATH: join(root, "runtime") },
      });
      const isRoot = process.getuid?.() === 0;
      expect({ code, out }).toEqual({ code: 3, out: `electron ${isRoot ? "--no-sandbox " : ""}${root} --data-folder /data\n` });
      expect(told.some((line) => line.includes("without its sandbox"))).toBe(isRoot);
      // What the app says is shown, what Chromium notes for its developers is not.
      expect(told.at(-1)).toBe("a bug");
      expect(told.join()).not.toContain("bus.cc");
    },
  );

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
