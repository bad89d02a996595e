// An Alertmanager is connected by its address, taken for a Prometheus at first; its alerts are on the board, each once.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { newFolder } from "../support/engine-parts";
import { isOnPath } from "../support/programs";
import { takeScreenshots } from "../support/screenshots";
import { alertmanagerProgram, type RunningServer, startAlertmanager, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const missing = [...(isOnPath("prometheus") ? [] : ["prometheus"]), ...(alertmanagerProgram ? [] : ["alertmanager"])];

const rules = `groups:
- name: shop
  interval: 1s
  rules:
  - alert: ShopDown
    expr: vector(1)
    labels: { severity: critical }
    annotations: { summary: "the shop is down" }
`;

for (const shell of ["desktop", "browser"] satisfies Shell[]) {
  suite(`an Alertmanager in the ${shell} shell`, [...missingFor(shell), ...missing], () => connections(shell));
}

function connections(shell: Shell): void {
  let folder: string;
  let alertmanager: RunningServer;
  let prometheus: RunningServer;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    folder = newFolder();
    writeFileSync(join(folder, "rules.yml"), rules);
    alertmanager = await startAlertmanager();
    prometheus = await startPrometheus({
      config: `global:
  external_labels: { region: eu }
rule_files: ["${join(folder, "rules.yml")}"]
alerting:
  alertmanagers:
  - static_configs: [{ targets: ["127.0.0.1:${alertmanager.port}"] }]
`,
    });
    watchdeck = await openConsole(shell);
    page = watchdeck.page;
  });
  afterAll(async () => {
    await watchdeck?.close();
    await Promise.all([prometheus, alertmanager].map((server) => server?.stop()));
    if (folder) rmSync(folder, { recursive: true });
  });

  async function addServer(name: string, url: string): Promise<void> {
    await page.getByRole("button", { name: "Add server" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Address").fill(url);
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Test", exact: true }).click();
    await dialog.getByText("It answers").waitFor();
  }

  test("is recognised when it is taken for a Prometheus, and one click puts that right", async () => {
    await page.getByRole("link", { name: "Connections" }).click();
    await addServer("pager", alertmanager.url);
    const dialog = page.getByRole("dialog");
    await dialog.getByText("This is an Alertmanager, not a Prometheus").waitFor();
    await dialog.getByText("stands alone").waitFor();
    await takeScreenshots("connections-other-kind", page, shell);
    await dialog.getByRole("button", { name: "Connect it as an Alertmanager" }).click();
    expect(await dialog.getByText("not a Prometheus").count()).toBe(0);
    expect(await dialog.getByRole("radio", { name: "Alertmanager" }).getAttribute("aria-checked")).toBe("true");
    await dialog.getByText("stands alone").waitFor();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("pager was added").waitFor();
  });

  test("stands beside a Prometheus, and each says how it answers", async () => {
    await addServer("prod", prometheus.url);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
    const rows = page.getByRole("list", { name: "Connections" }).getByRole("listitem");
    await rows.filter({ hasText: "pager" }).getByText("answers", { exact: true }).waitFor();
    await rows.filter({ hasText: "prod" }).getByText("answers", { exact: true }).waitFor();
    await takeScreenshots("connections-both-kinds", page, shell);
  });

  test("is not among the sources of queries", async () => {
    await page.getByRole("button", { name: "What is being looked at" }).click();
    await page.getByRole("menuitem", { name: /prod/ }).waitFor();
    expect(await page.getByRole("menuitem", { name: /pager/ }).count()).toBe(0);
    await page.keyboard.press("Escape");
  });

  test("tells of the same alert as the Prometheus that sent it: one row", async () => {
    await page
      .getByRole("link", { name: /^Alerts/ })
      .first()
      .click();
    await page.locator("main").getByText("ShopDown").first().waitFor();
    expect(await page.locator("main").getByText("ShopDown", { exact: true }).count()).toBe(1);
    await takeScreenshots("alerts-of-servers", page, shell);
  });

  test("leaves nothing in the logs that anybody has to look at", () => {
    expect([...watchdeck.complaints, ...watchdeck.logComplaints()]).toEqual([]);
  });
}
