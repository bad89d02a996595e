// Packages the app as `npm run dist -- --dir` does and starts what comes out of it.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingForDesktop, rootFlags } from "../support/desktop";
import { eventually } from "../support/eventually";
import { evaluateInPage } from "../support/page-evaluate";
import { suite } from "../support/suite";

const root = join(import.meta.dirname, "../..");
const missing = [...missingForDesktop(), ...(process.platform === "linux" ? [] : ["Linux"])];

suite("the packaged app", missing, () => {
  let folder: string;
  let child: ChildProcess | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-package-"));
    const args = [join(root, "electron/launcher/package.mjs"), "--dir", "--output", join(folder, "release")];
    const packaging = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
    expect(packaging.status, packaging.stderr + packaging.stdout).toBe(0);
  });
  afterAll(async () => {
    if (child?.exitCode === null) {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test("starts, serves its page out of its archive, and runs the engine", async () => {
    const program = join(folder, "release", "linux-unpacked", "watchdeck");
    expect(existsSync(join(folder, "release", "linux-unpacked", "resources", "app.asar"))).toBe(true);
    const data = join(folder, "data");
    const app = spawn(program, [...rootFlags(), "--remote-debugging-port=0", "--data-folder", data], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    child = app;
    let said = "";
    app.stderr.on("data", (text) => {
      said += text;
    });
    const port = await eventually(
      () => /DevTools listening on ws:[^:]+:(\d+)/.exec(said)?.[1],
      "the packaged app listens for us",
    );
    const call = (name: string, input: object) =>
      evaluateInPage(
        Number(port),
        "https://watchdeck.invalid/",
        `window.bridge.call('${name}', ${JSON.stringify(input)}).reply.then((reply) => (reply.ok ? reply.value : undefined))`,
      );
    const about = await eventually(() => call("app.about", {}), "the engine answers");
    expect(about).toMatchObject({ shell: "desktop", dataFolder: data });
    // The store's native part lies beside the archive, and the worker for heavy queries inside it.
    expect(await call("store.history", {})).toMatchObject({ state: { kind: "writing" }, folder: join(data, "store") });
    const expr = "sum(count_over_time(vector(1)[1d:100ms]))";
    expect(await call("query.instant", { source: "local", expr })).toMatchObject({ result: { kind: "vector" } });
    const log = readFileSync(join(data, "logs", "main.log"), "utf8");
    expect(log).not.toMatch(/ (warn|error) /);
  });

  test("runs its own code and nothing else", async () => {
    const wire = await getCurrentFuseWire(join(folder, "release", "linux-unpacked", "watchdeck"));
    const fuses = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.OnlyLoadAppFromAsar,
    ].map((fuse) => `${FuseV1Options[fuse]} ${String.fromCharCode(wire[fuse] ?? 0) === "1" ? "on" : "off"}`);
    expect(fuses).toEqual([
      "RunAsNode off",
      "EnableNodeOptionsEnvironmentVariable off",
      "EnableNodeCliInspectArguments off",
      "OnlyLoadAppFromAsar on",
    ]);
  });
});
