// "No worker is running": a rule on a process of this host fires when it ends and resolves when it is back, and the user is
// told natively of both.
import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { eventually } from "../support/eventually";
import { missingForNotificationBus, type NotificationBus, startNotificationBus } from "../support/notification-bus";
import { suite } from "../support/suite";

const rules = `groups:
  - name: workers
    interval: 1s
    rules:
      - alert: WorkerGone
        expr: namedprocess_namegroup_num_procs{groupname="watchdeck-work"} == 0
        labels: { severity: critical }
        annotations: { summary: "no {{ $labels.groupname }} is running" }
`;

const onLinux = process.platform === "linux" ? [] : ["Linux"];
for (const shell of ["desktop", "browser"] satisfies Shell[])
  suite(`a rule on a process in the ${shell} shell`, [...missingFor(shell), ...missingForNotificationBus(), ...onLinux], () =>
    processRule(shell),
  );

function processRule(shell: Shell): void {
  let folder: string;
  let program: string;
  let worker: ChildProcess;
  let bus: NotificationBus;
  let watchdeck: RunningConsole;
  let page: Page;

  const startWorker = () => {
    worker = spawn(program, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "ignore" });
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-worker-"));
    // A program of its own name, as the kernel has it: the name of its file.
    program = join(folder, "watchdeck-work");
    copyFileSync(process.execPath, program);
    startWorker();
    bus = await startNotificationBus();
    watchdeck = await openConsole(shell, { env: bus.env, isToldSoon: true });
    page = watchdeck.page;
  });
  afterAll(async () => {
    await watchdeck?.close();
    bus?.stop();
    worker?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  const collector = () =>
    page.getByRole("row").filter({ has: page.getByRole("switch", { name: "Run process-groups", exact: true }) });

  test("nobody counts processes until a rule asks for them", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Settings" }).click();
    await collector().getByText("Not asked for").waitFor();
    await page.getByRole("navigation").getByRole("link", { name: "Alerts" }).click();
    await page.getByRole("link", { name: "Rules", exact: true }).click();
    await page.getByRole("button", { name: "Load rule file" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Choose or paste").click();
    await dialog.locator(".cm-content").fill(rules);
    await dialog.getByRole("button", { name: "Load", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("navigation").getByRole("link", { name: "Settings" }).click();
    await collector().getByText("Running").waitFor();
    expect(bus.calls()).toEqual([]);
  });

  test("it fires once when the process ends", async () => {
    worker.kill();
    await eventually(() => bus.calls()[0], "the notice that it is gone", { limitMs: 40_000 });
    expect(`${bus.calls()[0]?.summary}\n${bus.calls()[0]?.body}`).toContain("no watchdeck-work is running");
  });

  test("it resolves when the process is back", async () => {
    startWorker();
    await eventually(() => bus.calls()[1], "the notice that it is back", { limitMs: 40_000 });
    expect(bus.calls()[1]?.summary).toMatch(/resolved/i);
    expect(bus.calls()).toHaveLength(2);
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
}
