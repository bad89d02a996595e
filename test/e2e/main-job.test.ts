// The main job, end to end on real input, in both shells: see this host live, point at a real Prometheus, ask it, load a
// rule, be told natively once when it fires and once when it resolves, and get to the alert by a click on the notice.
import { spawn } from "node:child_process";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { eventually } from "../support/eventually";
import { missingForNotificationBus, type NotificationBus, startNotificationBus } from "../support/notification-bus";
import { isOnPath } from "../support/programs";
import { takeScreenshots } from "../support/screenshots";
import { freePort, prometheusVersion, type RunningServer, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const missingServers = [
  ...(prometheusVersion() ? [] : ["prometheus"]),
  ...(isOnPath("prometheus-node-exporter") ? [] : ["prometheus-node-exporter"]),
  ...missingForNotificationBus(),
];

const rules = `groups:
  - name: nodes
    interval: 1s
    rules:
      - alert: NodeDown
        expr: up{job="node"} == 0
        for: 2s
        labels:
          severity: critical
        annotations:
          summary: "{{ $labels.instance }} does not answer"
`;

for (const shell of ["desktop", "browser"] satisfies Shell[]) {
  suite(`the main job in the ${shell} shell`, [...missingFor(shell), ...missingServers], () => mainJob(shell));
}

function mainJob(shell: Shell): void {
  let bus: NotificationBus;
  let exporter: { address: string; start(): void; stop(): void };
  let prometheus: RunningServer;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    bus = await startNotificationBus();
    exporter = await createExporter();
    exporter.start();
    prometheus = await startPrometheus({ scrape: { node: exporter.address } });
    // It finds its targets in its own time, about five seconds.
    await eventually(async () => {
      const answer = await fetch(`${prometheus.url}/api/v1/query?query=up`);
      return (await answer.text()).includes(exporter.address) || undefined;
    }, "Prometheus has scraped the node_exporter");
    watchdeck = await openConsole(shell, { env: bus.env, isToldSoon: true });
    page = watchdeck.page;
  });
  afterAll(async () => {
    await watchdeck?.close();
    await prometheus?.stop();
    exporter?.stop();
    bus?.stop();
  });

  test("the Overview shows this host live: a value on each tile, and charts that move", async () => {
    const cpu = page.getByRole("region", { name: "CPU", exact: true }).first();
    await cpu.waitFor();
    const read = async () => (await cpu.textContent()) ?? "";
    await eventually(async () => (/\d/.test(await read()) ? true : undefined), "the CPU tile shows a number");
    const before = await page.locator("main").textContent();
    await eventually(async () => ((await page.locator("main").textContent()) === before ? undefined : true), "the numbers move");
    await eventually(
      () => page.evaluate(() => performance.getEntriesByName("watchdeck:first-chart").length || undefined),
      "a chart is drawn",
    );
    await takeScreenshots("overview", page, shell);
  });

  test("a Prometheus can be tried and added by its address", async () => {
    await open(page, "Connections");
    await page.getByRole("button", { name: "Add server" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Address").fill(prometheus.url);
    await dialog.getByLabel("Name").fill("nodes");
    await dialog.getByRole("button", { name: "Test" }).click();
    await dialog.getByText(`Prometheus ${prometheusVersion()}`).waitFor();
    await takeScreenshots("connections-test", page, shell);
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.locator("main").getByText("nodes").first().waitFor();
    await page.locator("main").getByText("answers", { exact: true }).waitFor();
    await takeScreenshots("connections", page, shell);
  });

  test("a query against it is drawn and listed, and a wrong one is shown at its place", async () => {
    await chooseSource(page, "nodes");
    await run(page, 'up{job="node"}');
    await page.locator("main").getByText("Table", { exact: true }).click();
    await page.getByRole("cell", { name: exporter.address }).first().waitFor();
    await takeScreenshots("metrics-table", page, shell);
    await page.locator("main").getByText("Chart", { exact: true }).click();
    await run(page, "sum by (mode) (rate(node_cpu_seconds_total[10s]))");
    await page.getByText("idle").first().waitFor();
    await takeScreenshots("metrics", page, shell);
    await run(page, "sum by (mode) (rate(node_cpu_seconds_total[10s))");
    await page
      .getByText(/line 1, column \d+/)
      .first()
      .waitFor();
    await takeScreenshots("metrics-error", page, shell);
  });

  test("this host answers the same language", async () => {
    await chooseSource(page, "This host");
    await open(page, "Metrics");
    await run(page, "avg by (mode) (rate(node_cpu_seconds_total[10s])) * 100");
    await page.getByText("idle").first().waitFor();
  });

  test("a firing alert is told once, natively, and once when it resolves; a click opens it", async () => {
    await open(page, "Alerts");
    await takeScreenshots("alerts-empty", page, shell);
    await page.getByRole("link", { name: "Rules", exact: true }).click();
    await page.getByRole("button", { name: "Load rule file" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Choose or paste").click();
    await dialog.locator(".cm-content").fill(rules);
    await dialog.getByLabel("Evaluate against").click();
    await page.getByRole("option", { name: "nodes" }).click();
    await dialog.getByRole("button", { name: "Load", exact: true }).click();
    await dialog.waitFor({ state: "detached" });

    exporter.stop();
    await open(page, "Alerts");
    await page.getByRole("row").getByText("NodeDown").first().waitFor({ timeout: 40_000 });
    await eventually(() => bus.calls()[0], "the bus hears of the firing alert", { limitMs: 40_000 });
    expect(bus.calls()).toHaveLength(1);
    const [fired] = bus.calls();
    expect(`${fired?.summary}\n${fired?.body}`).toContain("NodeDown");
    expect(fired?.body).toContain(`${exporter.address} does not answer`);
    expect(fired?.urgency).toBe(2);
    await takeScreenshots("alerts-firing", page, shell);

    await open(page, "Settings");
    await takeScreenshots("settings", page, shell);
    bus.clickNewest();
    await page.waitForURL(/#\/alerts\/./);
    await page.getByText("Why you were told").first().waitFor();
    await takeScreenshots("alert", page, shell);

    exporter.start();
    await eventually(() => bus.calls()[1], "the bus hears that it resolved", { limitMs: 90_000 });
    // Long enough for a second telling of either, were there one: several rounds of the rule.
    await new Promise((resolve) => setTimeout(resolve, 6000));
    expect(bus.calls()).toHaveLength(2);
    expect(`${bus.calls()[1]?.summary}`).toMatch(/resolved/i);
  });

  test("the connection and the rule file are removed, each after asking once more", async () => {
    await open(page, "Connections");
    await remove(page, "nodes", "is evaluated against it");
    await page.getByText("No servers yet").waitFor();
    await open(page, "Alerts");
    await page.getByRole("link", { name: "Rules", exact: true }).click();
    await remove(page, "pasted rules.yml", "no longer evaluated");
    await page.getByText("NodeDown").first().waitFor({ state: "detached" });
    await page.getByText("pasted rules.yml").first().waitFor({ state: "detached" });
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    // The rule may have been evaluated once more between the two removals, and then rightly said so.
    const removed = "rule NodeDown of nodes: The connection that this was asked of is gone";
    expect(watchdeck.logComplaints().filter((line) => !line.includes(removed))).toEqual([]);
  });
}

/** A node_exporter that can be stopped and started again at the same address. */
async function createExporter() {
  const address = `127.0.0.1:${await freePort()}`;
  let stop = () => {};
  return {
    address,
    start() {
      const child = spawn("prometheus-node-exporter", [`--web.listen-address=${address}`], { stdio: "ignore" });
      stop = () => void child.kill();
    },
    stop: () => stop(),
  };
}

async function open(page: Page, title: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: title }).click();
  await page.getByRole("main").getByRole("heading", { name: title, level: 1 }).waitFor();
}

/** Removes what is called so, and reads in the dialog what goes with it. */
async function remove(page: Page, name: string, warning: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(warning).waitFor();
  await dialog.getByRole("button", { name: "Remove" }).click();
  await dialog.waitFor({ state: "detached" });
}

async function chooseSource(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "What is being looked at" }).click();
  await page.getByRole("menuitem", { name }).click();
}

async function run(page: Page, expr: string): Promise<void> {
  const editor = page.locator("main .cm-content").first();
  await editor.fill(expr);
  await page.locator("main").getByRole("button", { name: "Run", exact: true }).click();
}
