// The engine ends without a warning, twenty times, at any moment of its work: what it kept can be read, it goes on where it
// was. (What alerting promises beyond that is in alerting-killed.test.ts.)
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../support/bundle";
import { eventually } from "../support/eventually";
import { startKillableEngine } from "../support/killable-engine";
import { isOnPath } from "../support/programs";
import { type RunningServer, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const kills = 20;
const missing = isOnPath("prometheus") ? [] : ["prometheus"];

suite("an engine that is killed again and again", missing, () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-killed-"));
  const dataFolder = join(folder, "data");
  const notices = join(folder, "notices");
  const children = new Set<ChildProcess>();
  let server: RunningServer;
  let program: string;

  beforeAll(async () => {
    program = await bundle("test/support/engine-child.ts", join(folder, "program"));
    server = await startPrometheus();
  });
  afterAll(async () => {
    for (const child of children) child.kill("SIGKILL");
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = () => startKillableEngine({ program, dataFolder, notices }, children);

  test("keeps everything and goes on", async () => {
    let engine = await start();
    const connection = await engine.call("connections.save", {
      kind: "prometheus",
      name: "Prod",
      url: server.url,
      auth: { kind: "bearer" },
      secrets: {},
    });
    await engine.call("settings.update", { allowUnencryptedSecrets: true });
    await engine.call("connections.save", { ...connection, secrets: { token: "a secret" } });
    // One alert starts to fire every half second, so that kills meet alerts in every state.
    const begin = Date.now() / 1000 + 1;
    const rules = Array.from(
      { length: 2 * kills },
      (_, index) => `  - alert: A${index}\n    expr: vector(time()) > ${begin + index / 2}\n    for: ${index % 2}s\n`,
    );
    const text = `groups:\n- name: g\n  interval: 1s\n  rules:\n${rules.join("")}`;
    await engine.call("rules.load", { from: "text", name: "many", text, source: connection.id });

    for (let killed = 0; killed < kills; killed++) {
      // Settings are written all the while.
      let isWriting = true;
      const writing = (async () => {
        for (let turn = 0; isWriting; turn++) {
          await engine.call("settings.update", { density: turn % 2 ? "compact" : "comfortable" });
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      })().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 1500));
      isWriting = false;
      await engine.kill();
      await writing;
      engine = await start();
      const { connections } = await engine.call("connections.list", {});
      const { files } = await engine.call("alerts.snapshot", {});
      const { problems } = await engine.call("problems.list", {});
      const { allowUnencryptedSecrets } = await engine.call("settings.get", {});
      expect({
        connections: connections.map(({ name, url, storedSecrets, lockedSecrets }) => ({
          name,
          url,
          storedSecrets,
          lockedSecrets,
        })),
        rules: files.map((file) => file.groups[0]?.rules.length),
        problems,
        allowUnencryptedSecrets,
      }).toEqual({
        connections: [{ name: "Prod", url: server.url, storedSecrets: ["token"], lockedSecrets: [] }],
        rules: [2 * kills],
        problems: [],
        allowUnencryptedSecrets: true,
      });
    }

    await eventually(async () => {
      const { files } = await engine.call("alerts.snapshot", {});
      const rules = files.flatMap((file) => file.groups.flatMap((group) => group.rules));
      return rules.filter(({ state }) => state === "firing").length === 2 * kills || undefined;
    }, "all alerts fire");
    const { entries } = await engine.call("alerts.ledger", { kinds: ["firing"], limit: 1000 });
    expect(entries.map(({ alertName }) => alertName).sort()).toEqual(
      Array.from({ length: 2 * kills }, (_, index) => `A${index}`).sort(),
    );
    await engine.kill();

    // What it was writing when it was killed is cleared away by the next one.
    engine = await start();
    const files = ["alerting", "rules", "secrets.json", "settings.json", "store"];
    await eventually(
      () => JSON.stringify(readdirSync(dataFolder).sort()) === JSON.stringify(files) || undefined,
      `the data folder holds ${files}`,
    );
    await engine.kill();
  });
});
