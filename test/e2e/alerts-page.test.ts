// The board of alerts and the page of one of them, as a user works with them: in a real window over the real engine, whose rules fire
// at once.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { eventually } from "../support/eventually";
import { suite } from "../support/suite";

const rules = `groups:
  - name: hosts
    interval: 1s
    rules:
      - alert: DiskFull
        expr: vector(97) > 90
        labels: { severity: critical, instance: db-1, team: db }
        annotations:
          summary: "/var on db-1 is full"
          runbook_url: https://runbooks.example.org/disk
          trap: "javascript:alert(1)"
      - alert: DiskFull
        expr: vector(95) > 90
        labels: { severity: critical, instance: db-2, team: db }
        annotations: { summary: "/var on db-2 is full" }
      - alert: SlowPage
        expr: vector(3)
        labels: { severity: warning, instance: web-1, team: web }
        annotations: { summary: "<b>slow</b> page" }
      - alert: Waiting
        expr: vector(1)
        for: 1h
        labels: { severity: info, team: web }
      - alert: Broken
        expr: node_cpu_seconds_total + on() node_cpu_seconds_total > 0
        labels: { severity: warning, team: db }
`;

suite("the page of alerts", missingFor("browser"), () => {
  let dataFolder: string;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-alerts-"));
    mkdirSync(join(dataFolder, "rules"));
    const path = join(dataFolder, "rules", "hosts.yml");
    writeFileSync(path, rules);
    const ruleFiles = [{ id: "f1", name: "hosts.yml", path, source: "local", enabled: true }];
    writeFileSync(join(dataFolder, "settings.json"), JSON.stringify({ version: 1, preferences: {}, connections: [], ruleFiles }));
    watchdeck = await openConsole("browser", { dataFolder });
    page = watchdeck.page;
  });
  afterAll(async () => {
    await watchdeck?.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const open = (link: string) =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, link);
  const board = () => page.getByRole("grid", { name: "Alerts" });
  const row = (words: string): Locator => board().getByRole("row").filter({ hasText: words });
  const list = (name: RegExp) => page.getByRole("radio", { name });
  const filter = () => page.getByRole("combobox", { name: "Filter" });
  const detail = (name: string) => page.getByRole("region", { name, exact: true });
  const hash = () => page.evaluate(() => location.hash);

  test("what fires and what nobody can tell of stands there, the most urgent first", async () => {
    await open("#/alerts");
    await row("SlowPage").waitFor({ timeout: 30_000 });
    await row("Broken").waitFor({ timeout: 30_000 });
    const names = await board().getByRole("row").locator("b").allTextContents();
    expect(names.slice(0, 2)).toEqual(["DiskFull", "DiskFull"]);
    expect(names).not.toContain("Waiting");
    await list(/^Firing and unknown ?4/).waitFor();
    await row("Broken").getByText("unknown", { exact: true }).waitFor();
    expect(await row("db-1").getByText("> 90").count()).toBe(1);
  });

  test("nothing that an annotation says is markup", async () => {
    await row("<b>slow</b> page").waitFor();
    expect(await board().locator("b b").count()).toBe(0);
  });

  test("the last day of an alert is grey where nobody looked, never green", async () => {
    const strip = row("db-1").getByRole("img", { name: /not observed/ });
    await strip.waitFor({ timeout: 15_000 });
    expect(await strip.locator('path[data-state="unobserved"]').count()).toBe(1);
    expect(await strip.locator('path[data-state="inactive"]').count()).toBe(0);
  });

  test("the lists are told apart, and the link keeps which one is shown", async () => {
    await list(/^Pending/).click();
    await row("Waiting").waitFor();
    expect(await hash()).toContain("show=pending");
    await list(/^Unknown/).click();
    await row("Broken").waitFor();
    await list(/^Firing/).click();
    await row("SlowPage").waitFor();
  });

  test("matchers and words filter together, and a mistake is told at its place", async () => {
    await page.keyboard.press("/");
    await filter().fill('severity="critical" db-2');
    await page.getByText("1 found").waitFor();
    expect(await row("db-1").count()).toBe(0);
    await filter().fill('team=~"("');
    await page
      .getByText(/missing closing|unterminated|regular expression|parenthesis/i)
      .first()
      .waitFor();
    await filter().fill("");
    await row("SlowPage").waitFor();
  });

  test("alerts stand in groups by any label, which fold", async () => {
    await page.getByRole("button", { name: /Group by/ }).click();
    await page.getByRole("menuitem", { name: /^team/ }).click();
    const group = board().getByRole("row").filter({ hasText: "2 critical" });
    await group.waitFor();
    await group.click();
    await row("db-1").waitFor({ state: "detached" });
    await group.click();
    await row("db-1").waitFor();
    await page.getByRole("button", { name: /Group by/ }).click();
    await page.getByRole("menuitem", { name: "Nothing" }).click();
  });

  test("a click opens the alert: its chart, what was told, its labels, and its links where they are safe", async () => {
    await row("db-1").click();
    const shown = detail("DiskFull");
    await shown.waitFor();
    await shown.getByText("now 97 > 90").waitFor();
    await shown.getByText("firing", { exact: true }).first().waitFor();
    await shown.getByText(/hosts\.yml:5/).waitFor();
    expect(await shown.getByRole("link", { name: "https://runbooks.example.org/disk" }).getAttribute("href")).toBe(
      "https://runbooks.example.org/disk",
    );
    await shown.getByText("javascript:alert(1)").waitFor();
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0);
    await shown.getByRole("region", { name: "Where it goes" }).getByText("This computer").waitFor();
    await shown
      .getByRole("region", { name: "History" })
      .getByText(/it fired once/)
      .waitFor();
  });

  test("it can stand alone, and Escape closes it", async () => {
    await page.getByRole("button", { name: "Only this alert" }).click();
    await board().waitFor({ state: "detached" });
    expect(await hash()).toContain("alone=1");
    await page.locator("main").click({ position: { x: 2, y: 2 } });
    await page.keyboard.press("Escape");
    await row("SlowPage").waitFor();
  });

  test("an alert is acknowledged with a comment, leaves what fires, and comes back when that is taken back", async () => {
    await board().focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("a");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("heading", { name: "Acknowledge DiskFull" }).waitFor();
    await dialog.getByLabel("Comment").fill("new disk is on its way");
    await dialog.getByText("4 hours").click();
    await dialog.getByRole("button", { name: "Acknowledge", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await list(/^Acknowledged ?1/).click();
    await row("new disk is on its way").waitFor();
    await row("new disk is on its way").click();
    await detail("DiskFull").getByText("“new disk is on its way”").waitFor();
    await detail("DiskFull").getByRole("button", { name: "Take back" }).click();
    await list(/^Acknowledged ?0/).waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    await list(/^Firing/).click();
  });

  test("several are chosen with x and with shift, and silenced together", async () => {
    await board().focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("x");
    await page.getByText("1 chosen").waitFor();
    await row("SlowPage")
      .getByRole("checkbox")
      .click({ modifiers: ["Shift"] });
    await page.getByText("3 chosen").waitFor();
    await page.keyboard.press("Escape");
    await board().focus();
    await page.keyboard.press("Escape");
    await page.getByText("3 chosen").waitFor({ state: "detached" });
    await page.keyboard.press("Home");
    await page.keyboard.press("x");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("2 alerts of 4").waitFor();
    await dialog.getByRole("textbox", { name: "Author" }).fill("dana");
    await dialog.getByRole("textbox", { name: "Comment" }).fill("disks are replaced");
    await dialog.getByRole("button", { name: "Silence", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await list(/^Muted ?2/).click();
    await row("disks are replaced").first().waitFor();
    await list(/^Firing/).click();
  });

  test("the history lists what happened to all of them, and finds it by kind and words", async () => {
    await page.getByRole("link", { name: "History" }).click();
    const history = page.getByRole("grid", { name: "History" });
    await history.getByRole("row").filter({ hasText: "acknowledgement taken back" }).waitFor();
    await page.getByRole("radio", { name: "People" }).click();
    await eventually(async () => ((await history.getByRole("row").count()) === 3 ? true : undefined), "two entries and the head");
    await page.getByRole("radio", { name: "States" }).click();
    await page.getByLabel("Words").fill("slowpage");
    await history.getByRole("row").filter({ hasText: "SlowPage" }).first().waitFor();
    await history.getByRole("row").filter({ hasText: "DiskFull" }).first().waitFor({ state: "detached" });
    await history.getByRole("link", { name: "SlowPage" }).first().click();
    await detail("SlowPage").waitFor();
  });

  test("an alert that is not kept any more says so", async () => {
    await open("#/alerts/feedfeed");
    await page.getByText("That alert is over").waitFor();
    await page.getByRole("button", { name: "Show the list" }).click();
    await row("SlowPage").waitFor();
  });

  test("the navigation counts what fires and is not silenced, and the palette finds alerts", async () => {
    await page.getByRole("navigation", { name: "Pages" }).getByTitle("1 firing").waitFor();
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder(/^Search pages/).fill("slowpage");
    await page.keyboard.press("Enter");
    await detail("SlowPage").waitFor();
  });

  test("nothing complained but the rule that is broken", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints().filter((line) => !line.includes("rule Broken of hosts"))).toEqual([]);
  });
});
