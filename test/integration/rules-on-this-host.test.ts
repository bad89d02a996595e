// Rules on this machine itself: the whole engine, real samples, and a condition of the machine that the test changes, with
// only the last hand, the notifier, faked.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMemoryVault } from "../../electron/cli/asker";
import { createEngine, type Engine } from "../../electron/engine/engine";
import { eventually } from "../support/eventually";
import { createFakeNotifier } from "../support/fake-notifier";
import { quietLog } from "../support/transports";

/** Two programs that do nothing but work: on any machine they take a second of processor time a second and more. */
const rules = `groups:
  - name: this host
    interval: 1s
    rules:
      - alert: Busy
        expr: sum(rate(node_cpu_seconds_total{mode="user"}[3s])) > 0.5
        for: 1s
        annotations: { summary: "{{ printf \\"%.1f\\" $value }} processors are busy" }
`;

const dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-this-host-"));
const notifier = createFakeNotifier();
const busy: ChildProcess[] = [];
let engine: Engine;

beforeAll(async () => {
  engine = await createEngine({
    dataFolder,
    shell: "desktop",
    version: "1.2.3",
    vault: createMemoryVault(),
    log: quietLog,
    notifier,
  });
  await engine.start();
});
afterAll(async () => {
  for (const child of busy) child.kill();
  await engine.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

test.skipIf(process.platform !== "linux")(
  "a rule fires when this machine is busy, once, and resolves when it is not",
  async () => {
    const loaded = await engine.api.run("rules.load", { from: "text", name: "busy.yml", text: rules, source: "local" });
    expect(loaded).toMatchObject({ ok: true });
    for (let count = 0; count < 2; count++) busy.push(spawn(process.execPath, ["-e", "for (;;) {}"], { stdio: "ignore" }));

    await eventually(() => notifier.shown[0], "the notice of the firing alert", { limitMs: 30_000 });
    expect(notifier.shown[0]?.notice).toMatchObject({
      title: expect.stringContaining("Busy"),
      body: expect.stringMatching(/^\d\.\d processors/),
    });

    for (const child of busy) child.kill();
    await eventually(() => notifier.shown[1], "the notice that it resolved", { limitMs: 60_000 });
    expect(notifier.shown.map(({ notice }) => notice.title)).toEqual([
      expect.stringMatching(/^Firing/),
      expect.stringMatching(/^Resolved/),
    ]);
  },
);
