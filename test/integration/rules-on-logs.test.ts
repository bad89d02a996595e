// Rules whose expressions count log lines: the whole engine, beside the fake Loki and beside the real one, with only the last
// hand, the notifier, faked.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMemoryVault } from "../../electron/cli/asker";
import { createEngine, type Engine } from "../../electron/engine/engine";
import { defaultRouting } from "../../electron/engine/routing/default-routing";
import { eventually } from "../support/eventually";
import { createFakeNotifier } from "../support/fake-notifier";
import { startFakeLoki } from "../support/loki/fake-loki";
import { pushTo } from "../support/loki/push";
import { findLoki, neededForLoki, startRealLoki } from "../support/real-loki";
import { suite } from "../support/suite";
import { quietLog } from "../support/transports";

const found = findLoki();
const run = `rules-${Date.now()}`;

const servers = [
  {
    name: "the fake Loki",
    missing: [],
    async start() {
      const { url, close } = await startFakeLoki();
      return { url, stop: close };
    },
  },
  {
    name: "a real Loki",
    missing: found ? [] : [neededForLoki],
    start: () => startRealLoki(found ?? { program: "loki" }),
  },
];

const ruleFile = `groups:
  - name: gateway
    interval: 1s
    rules:
      - record: service:errors:count10s
        expr: sum by (service) (count_over_time({run="${run}"} |= "ERROR" [10s]))
      - alert: ManyErrors
        expr: sum by (service) (count_over_time({run="${run}"} | json | level="ERROR" | __error__="" [10s])) > 2
        for: 1s
        annotations: { summary: "{{ $value }} errors of {{ $labels.service }}" }
`;

for (const { name, missing, start } of servers) {
  suite(`rules on the logs of ${name}`, missing, () => {
    let dataFolder: string;
    const notifier = createFakeNotifier();
    let loki: { url: string; stop(): Promise<void> };
    let engine: Engine;
    let source: string;

    beforeAll(async () => {
      dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-rules-on-logs-"));
      loki = await start();
      // The first notice of a group usually waits for others, longer than these lines count.
      const route = { ...defaultRouting.route, groupWaitMs: 1000 };
      writeFileSync(join(dataFolder, "routing.json"), JSON.stringify({ config: { ...defaultRouting, route }, origin: "edited" }));
      engine = await createEngine({
        dataFolder,
        shell: "desktop",
        version: "1.2.3",
        vault: createMemoryVault(),
        log: quietLog,
        notifier,
      });
      await engine.start();
      const saved = await engine.api.run("connections.save", { kind: "loki", name: "Logs", url: loki.url });
      if (!saved.ok) throw new Error(saved.failure.say);
      source = saved.value.id;
    });
    afterAll(async () => {
      await engine?.close();
      await loki?.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    });

    const write = (level: string, count: number) => {
      const now = BigInt(Date.now()) * 1_000_000n;
      const lines = Array.from({ length: count }, (_, at) => [now + BigInt(at), `{"level":"${level}","n":${at}}`] as const);
      return pushTo(loki.url, [{ labels: { run, service: "gateway" }, lines }]);
    };

    const valueNow = async (expr: string) => {
      const answer = await engine.api.run("query.instant", { source: "local", expr });
      if (!answer.ok) throw new Error(answer.failure.say);
      const { result } = answer.value;
      return result.kind === "vector" ? result.values[0] : undefined;
    };

    const states = async () => {
      const answer = await engine.api.run("alerts.ledger", { kinds: ["pending", "firing", "resolved"] });
      return answer.ok ? answer.value.entries.map(({ kind }) => kind).toReversed() : [];
    };

    test("an alert on lines fires, is told once and resolves; what is recorded of them lies in the store", async () => {
      const loaded = await engine.api.run("rules.load", { from: "text", name: "logs.yml", text: ruleFile, source });
      expect(loaded).toMatchObject({ ok: true, value: { problem: undefined, diagnostics: [] } });
      await write("INFO", 5);
      await write("ERROR", 4);
      await eventually(async () => (await states()).includes("firing") || undefined, "that it fires");
      expect(await valueNow('service:errors:count10s{service="gateway", source="Logs"}')).toBe(4);
      await eventually(() => notifier.shown[0], "the notice of the firing alert", { limitMs: 40_000 });
      expect(notifier.shown[0]?.notice.title).toContain("ManyErrors");
      await eventually(async () => (await states()).includes("resolved") || undefined, "that it resolved", { limitMs: 60_000 });
      expect(await states()).toEqual(["pending", "firing", "resolved"]);
      expect(notifier.shown).toHaveLength(1);
    });

    test("the file stays with the Loki when it is moved to this host, and says why", async () => {
      const loaded = await engine.api.run("rules.load", { from: "text", name: "stays.yml", text: ruleFile, source });
      if (!loaded.ok) throw new Error(loaded.failure.say);
      const moved = await engine.api.run("rules.update", { id: loaded.value.id, source: "local" });
      expect(moved).toMatchObject({ ok: false, failure: { kind: "bad-file" } });
      expect(moved.ok || moved.failure.diagnostics?.map(({ place }) => place.line)).toEqual([6, 8]);
    });

    test("what is wrong with it is told before it is loaded", async () => {
      const text = ruleFile.replace('|= "ERROR"', "|= ERROR");
      const checked = await engine.api.run("rules.check", { text, source });
      expect(checked.ok && checked.value.diagnostics.map(({ severity, place }) => `${severity} ${place.line}`)).toEqual([
        "error 6",
      ]);
    });
  });
}
