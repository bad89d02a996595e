// Silences as a user makes them: from an alert, with what they hide beside; longer, ended, and back again. In a real window over
// the real engine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { suite } from "../support/suite";

const rules = `groups:
  - name: disks
    interval: 1s
    rules:
      - alert: DiskFull
        expr: vector(1)
        labels: { severity: critical, instance: db-1, team: db }
      - alert: DiskFull
        expr: vector(2)
        labels: { severity: critical, instance: db-2, team: db }
      - alert: SlowPage
        expr: vector(3)
        labels: { severity: warning, instance: web-1, team: web }
`;

suite("silences", missingFor("browser"), () => {
  let dataFolder: string;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-silences-"));
    mkdirSync(join(dataFolder, "rules"));
    const path = join(dataFolder, "rules", "disks.yml");
    writeFileSync(path, rules);
    const ruleFiles = [{ id: "f1", name: "disks.yml", path, source: "local", enabled: true }];
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
  const dialog = () => page.getByRole("dialog");
  const matchers = () => dialog().getByRole("combobox", { name: "Matchers" });
  const hidden = () => dialog().getByRole("region", { name: "What it hides now" });
  const silence = (words: string): Locator =>
    page.getByRole("listitem").filter({ has: page.getByRole("group", { name: words }) });

  test("the empty tab says what silences are for", async () => {
    await open("#/alerts/silences");
    await page.getByText("No silences", { exact: true }).waitFor();
    await page.getByText(/Press s on an alert/).waitFor();
  });

  test("s on an alert opens the dialog with its labels, and shows what it would hide", async () => {
    await open("#/alerts");
    await page.getByRole("row").filter({ hasText: "db-1" }).first().waitFor();
    await page.getByRole("row").filter({ hasText: "db-1" }).first().click();
    await page.keyboard.press("s");
    await hidden().getByText("1 alert of 3").waitFor();
    expect(await matchers().inputValue()).toContain('instance="db-1"');
    await dialog().getByRole("button", { name: "instance db-1" }).click();
    expect(await matchers().inputValue()).not.toContain("instance");
    await hidden().getByText("2 alerts of 3").waitFor();
  });

  test("a mistake in the matchers is told in words, and nothing is lost", async () => {
    await matchers().fill('alertname=~"Disk("');
    await dialog()
      .getByText(/not a regular expression/)
      .waitFor();
    await hidden().getByText("The matchers cannot be read yet.").waitFor();
    await matchers().fill('severity=~".+"');
    await hidden().getByText("Hides all 3 alerts that are pending or firing now.").waitFor();
    await matchers().fill('alertname="Nothing"');
    await hidden()
      .getByText(/Hides nothing that is pending or firing now\./)
      .waitFor();
  });

  test("labels and their values are offered while they are typed", async () => {
    await matchers().fill("");
    await matchers().pressSequentially("alertn");
    await page.getByRole("option", { name: "alertname 2 values" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("option", { name: "DiskFull" }).click();
    expect(await matchers().inputValue()).toBe('alertname="DiskFull"');
  });

  test("it is saved once somebody says who and why", async () => {
    await dialog().getByRole("button", { name: "Silence", exact: true }).click();
    await dialog().getByText("Why: the next person on duty reads it.").waitFor();
    await dialog().getByRole("textbox", { name: "Author" }).fill("dana");
    await dialog().getByRole("button", { name: "30 m" }).click();
    await dialog().getByRole("textbox", { name: "Comment" }).fill("disks are replaced");
    await page.keyboard.press("Enter");
    await dialog().waitFor({ state: "detached" });
    await open("#/alerts/silences");
    await silence("disks are replaced").getByText("hides 2 alerts").waitFor();
    await silence("disks are replaced")
      .getByText(/^(30|29)\sm left$/)
      .waitFor();
  });

  test("what it hides is listed, and each leads to its alert", async () => {
    await silence("disks are replaced").getByRole("button", { name: "hides 2 alerts" }).click();
    const list = page.getByRole("list", { name: "Alerts that it hides" });
    await list.getByText("instance=db-2").waitFor();
    await list.getByRole("link", { name: "DiskFull" }).first().click();
    await page
      .getByText(/silenced by dana: disks are replaced/i)
      .first()
      .waitFor();
    await page.goBack();
  });

  test("near its end it warns, as early as the user wants", async () => {
    await page.getByRole("combobox", { name: "When to warn" }).click();
    await page.getByRole("option", { name: "Warn 1 h before its end" }).click();
    await silence("disks are replaced")
      .getByText(/Ends in \d+\sm, and 2 alerts that it hides still fire/)
      .waitFor();
  });

  test("it holds longer with one choice", async () => {
    await silence("disks are replaced").getByRole("button", { name: "Extend" }).click();
    await page.getByRole("menuitem", { name: "1 hour longer" }).click();
    await silence("disks are replaced")
      .getByText(/^1\sh (30|29)\sm left$/)
      .waitFor();
  });

  test("it is ended at once, and comes back for the rest of its time", async () => {
    await silence("disks are replaced").getByRole("button", { name: "Expire now" }).click();
    await page.getByText("No silence is active").waitFor();
    await page.getByText("The silence of dana (disks are replaced) has been ended.").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await silence("disks are replaced")
      .getByText(/^1\sh (30|2\d)\sm left$/)
      .waitFor();
    await page.getByRole("radio", { name: /Expired/ }).click();
    await silence("disks are replaced").getByRole("button", { name: "Recreate" }).waitFor();
  });

  test("one that is to come waits under Pending, made with the keyboard alone", async () => {
    await open("#/alerts/silences");
    await page.locator("main").focus();
    await page.keyboard.press("n");
    await page.keyboard.type('team="web"');
    expect(await dialog().getByRole("textbox", { name: "Author" }).inputValue()).toBe("dana");
    await dialog().getByText("Exact times…").click();
    const later = new Date(Date.now() + 2 * 86_400_000);
    await dialog()
      .getByLabel("From")
      .fill(`${later.toISOString().slice(0, 10)}T08:00`);
    await dialog().getByRole("textbox", { name: "Lasts" }).fill("1h30m");
    await dialog().getByRole("textbox", { name: "Comment" }).fill("deploy");
    await page.keyboard.press("Enter");
    await dialog().waitFor({ state: "detached" });
    await page.getByRole("radio", { name: /Pending\s*1/ }).click();
    await silence("deploy")
      .getByText(/08:00 to 09:30$/)
      .waitFor();
  });

  test("the keyboard walks the list: what a silence hides, longer, over", async () => {
    await open("#/alerts/silences");
    await silence("disks are replaced").waitFor();
    await page.locator("main").focus();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("list", { name: "Alerts that it hides" }).getByText("instance=db-1").waitFor();
    await page.keyboard.press("+");
    await silence("disks are replaced")
      .getByText(/^2\sh (30|2\d)\sm left$/)
      .waitFor();
    await page.keyboard.press("x");
    await page.getByText("No silence is active").waitFor();
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
});
