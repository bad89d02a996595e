// The engine ends without a warning, twenty times, at any moment of its work: what it kept can be read, it goes on where it
// was, and nobody is told twice.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AlertsSnapshot, LedgerEntry } from "#shared/contract/alerts";
import type { ConnectionRow } from "#shared/contract/connections";
import type { Preferences, Problem } from "#shared/contract/settings";
import type { Reply } from "#shared/contract/wire";
import { bundle } from "../support/bundle";
import { eventually } from "../support/eventually";
import { isOnPath } from "../support/programs";
import { type RunningServer, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const kills = 20;
const missing = isOnPath("prometheus") ? [] : ["prometheus"];

interface Engine {
  call<T>(name: string, input: object): Promise<T>;
  kill(): Promise<void>;
}

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

  async function start(): Promise<Engine> {
    const child = spawn(process.execPath, [program, dataFolder, notices], { stdio: ["pipe", "pipe", "pipe"] });
    children.add(child);
    // Killed in the middle of a call.
    child.stdin.on("error", () => undefined);
    let said = "";
    child.stderr.on("data", (part) => {
      said += part;
    });
    const waiting: ((line: string | undefined) => void)[] = [];
    createInterface({ input: child.stdout })
      .on("line", (line) => waiting.shift()?.(line))
      .on("close", () => {
        for (const answer of waiting.splice(0)) answer(undefined);
      });
    const nextLine = () => new Promise<string | undefined>((resolve) => waiting.push(resolve));
    const started = await nextLine();
    if (started === undefined) throw new Error(`the engine did not start: ${said}`);
    return {
      async call<T>(name: string, input: object) {
        const answer = nextLine();
        child.stdin.write(`${JSON.stringify({ name, input })}\n`);
        const line = await answer;
        if (line === undefined) throw new Error(`the engine ended in ${name}: ${said}`);
        const reply = JSON.parse(line) as Reply<T>;
        if (!reply.ok) throw new Error(reply.failure.say);
        return reply.value;
      },
      async kill() {
        const gone = new Promise((resolve) => child.once("exit", resolve));
        child.kill("SIGKILL");
        await gone;
        children.delete(child);
      },
    };
  }

  test("keeps everything, goes on, and tells each alert once", async () => {
    let engine = await start();
    const connection = await engine.call<ConnectionRow>("connections.save", {
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
      const { connections } = await engine.call<{ connections: ConnectionRow[] }>("connections.list", {});
      const { files } = await engine.call<AlertsSnapshot>("alerts.snapshot", {});
      const { problems } = await engine.call<{ problems: Problem[] }>("problems.list", {});
      const { allowUnencryptedSecrets } = await engine.call<Preferences>("settings.get", {});
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

    const firing = await eventually(async () => {
      const { files } = await engine.call<AlertsSnapshot>("alerts.snapshot", {});
      const alerts = files.flatMap((file) => file.groups.flatMap((group) => group.rules.flatMap((rule) => rule.alerts)));
      const all = alerts.filter(({ state, told }) => state === "firing" && told !== undefined);
      return all.length === 2 * kills ? all : undefined;
    }, "all alerts fire and were told");
    const { entries } = await engine.call<{ entries: LedgerEntry[] }>("alerts.ledger", { limit: 1000 });
    await engine.kill();

    // A notice of several alerts names none of them, so the ledger says which were told.
    const told = new Map<string, number>();
    for (const { kind, alertName } of entries) if (kind === "notified") told.set(alertName, (told.get(alertName) ?? 0) + 1);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(firing.map(({ name }) => [name, 1])));
    const tags = readFileSync(notices, "utf8").trimEnd().split("\n");
    // But for a kill in the very millisecond between showing a notice and noting it down: then rather twice than never.
    expect(tags.length - new Set(tags).size).toBeLessThanOrEqual(1);

    // What it was writing when it was killed is cleared away by the next one.
    engine = await start();
    const files = ["alerts.json", "ledger.jsonl", "rules", "secrets.json", "settings.json", "store"];
    await eventually(
      () => JSON.stringify(readdirSync(dataFolder).sort()) === JSON.stringify(files) || undefined,
      `the data folder holds ${files}`,
    );
    await engine.kill();
  });
});
