// Who is told of which alerts: a guide's alertmanager.yml taken over, looked at, tried out, changed and saved, in a real window over
// the real engine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { fixture } from "../support/fixture";
import { suite } from "../support/suite";

const rules = `groups:
  - name: disks
    interval: 1s
    rules:
      - alert: DiskFull
        expr: vector(1)
        labels: { severity: critical, instance: db-1 }
`;

suite("the routing", missingFor("browser"), () => {
  let dataFolder: string;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-routing-"));
    mkdirSync(join(dataFolder, "rules"));
    const path = join(dataFolder, "rules", "disks.yml");
    writeFileSync(path, rules);
    const ruleFiles = [{ id: "f1", name: "disks.yml", path, source: "local", enabled: true }];
    writeFileSync(join(dataFolder, "settings.json"), JSON.stringify({ version: 1, preferences: {}, connections: [], ruleFiles }));
    watchdeck = await openConsole("browser", { dataFolder });
    page = watchdeck.page;
    await open("#/alerts/routing");
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
  const tree = () => page.getByRole("tree", { name: "Routes" });
  /** One node of the tree, by its place. */
  const node = (path: string) => tree().locator(`[data-path="${path}"] > div`).first();
  const view = (name: RegExp) => page.getByRole("radio", { name }).click();
  const save = async () => {
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Not saved yet: alerts still go as before.").waitFor({ state: "detached" });
  };

  test("what is built in tells everything on this computer, and says what more there could be", async () => {
    await page.getByText("Built in: every alert is told on this computer, as nobody has changed it.").waitFor();
    await node("").getByText("This computer").waitFor();
    await page.getByText("All alerts go one way").waitFor();
  });

  test("an alertmanager.yml with mistakes is refused with all of them at their places", async () => {
    await page.getByRole("button", { name: "Import alertmanager.yml" }).click();
    await dialog().locator(".cm-content").fill("route:\n  receiver: nobody\n  group_wait: soon\nreceivers:\n  - name: ops\n");
    const mistakes = dialog().getByRole("list", { name: "What is wrong" });
    await mistakes.getByText(/^line 2, column \d+: .*nobody/).waitFor();
    await mistakes.getByText(/^line 3, column \d+: .*soon/).waitFor();
    expect(await dialog().getByRole("button", { name: "Take over" }).isDisabled()).toBe(true);
  });

  test("a file is chosen or dropped instead", async () => {
    const buffer = Buffer.from(fixture("guides/alertmanager/daena.yml"));
    await dialog().locator("input[type=file]").setInputFiles({ name: "daena.yml", mimeType: "text/yaml", buffer });
    await dialog().getByText("1 route, 1 receiver").waitFor();
    const transfer = await page.evaluateHandle(() => {
      const dropped = new DataTransfer();
      dropped.items.add(new File(["route:\n  receiver: dropped\nreceivers:\n- name: dropped\n"], "config.yml"));
      return dropped;
    });
    await dialog().locator(".cm-content").dispatchEvent("drop", { dataTransfer: transfer });
    await dialog().getByRole("treeitem", { name: "every alert, goes to dropped" }).waitFor();
  });

  test("a guide's is shown as a tree with all that is left out, and taken over", async () => {
    // The guide leaves out its mail server.
    const mail = "resolve_timeout: 5m\n  smtp_smarthost: localhost:587\n  smtp_from: alerts@osmen.dev";
    await dialog().locator(".cm-content").fill(fixture("guides/alertmanager/osmen.yml").replace("resolve_timeout: 5m", mail));
    await dialog().getByText("3 routes, 3 receivers").waitFor();
    await dialog().getByRole("treeitem", { name: 'severity is "critical", goes to pagerduty' }).waitFor();
    await dialog()
      .getByRole("list", { name: "What is left out" })
      .getByText(/Events API v1/)
      .waitFor();
    // The file knows nothing of this computer; whoever takes it over is asked, and here says no.
    await dialog().getByRole("checkbox", { name: "Tell me on this computer too" }).click();
    await dialog().getByRole("button", { name: "Take over" }).click();
    await dialog().waitFor({ state: "detached" });
    await page.getByText("Imported from config.yml.").waitFor();
    await node("0").getByText("pagerduty", { exact: true }).waitFor();
    await node("1").getByText("slack", { exact: true }).waitFor();
  });

  test("that no route tells on this computer any more is said, and changed with one click", async () => {
    await page.getByText(/^No route tells on this computer/).waitFor();
    await page.getByRole("button", { name: "Tell here too" }).click();
    await tree().getByRole("treeitem", { name: "everything, goes to This computer" }).waitFor();
    await page.getByRole("button", { name: "Discard" }).click();
    await page.getByText(/^No route tells on this computer/).waitFor();
  });

  test("an alert that fires is tried out: its way is lit up, with the reasons", async () => {
    await page.getByRole("radio", { name: "Try an alert" }).click();
    await page.getByRole("button", { name: /Take an alert/ }).click();
    await page.getByRole("option", { name: /DiskFull/ }).click();
    await node("0").getByText("told here").waitFor();
    await node("0")
      .getByText(/severity is "critical"/)
      .waitFor();
    await node("1").getByText("Not asked.").waitFor();
    await page.getByRole("region", { name: "Who is told" }).getByText("One receiver is told").waitFor();
  });

  test("labels are typed as well: what goes nowhere else is the root's", async () => {
    await page.getByRole("combobox", { name: "Labels" }).fill('alertname="X", severity="info"');
    await node("").getByText("told here").waitFor();
    await node("0")
      .getByText(/severity is "info", not "critical"/)
      .waitFor();
  });

  test("a route is added and moved with the keyboard, and every step can be undone", async () => {
    await page.getByRole("radio", { name: "Edit route" }).click();
    await node("1").click();
    await tree().locator('[data-path="1"]').focus();
    await page.keyboard.press("Alt+ArrowUp");
    await node("0").getByText("slack", { exact: true }).waitFor();
    await page.keyboard.press("a");
    // What comes to a new route is what is typed next.
    await page.keyboard.type('team="db"');
    await node("0.0").getByText("db", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Undo (Ctrl Z)" }).click();
    await node("0.0").getByText("Everything").waitFor();
    await page.getByRole("button", { name: "Undo (Ctrl Z)" }).click();
    await page.getByRole("button", { name: "Undo (Ctrl Z)" }).click();
    await node("0").getByText("pagerduty", { exact: true }).waitFor();
    await page.getByText("As saved.").waitFor();
  });

  test("a mistake is told at its route and keeps the tree from being saved", async () => {
    await node("0").click();
    await page.getByRole("textbox", { name: "Group interval" }).fill("0");
    await node("0")
      .getByText(/needs a group interval longer than 0/)
      .waitFor();
    expect(await page.getByRole("button", { name: "Save", exact: true }).isDisabled()).toBe(true);
    await page.getByRole("textbox", { name: "Group interval" }).fill("2m");
    await node("0").getByText("news every 2m").waitFor();
    await save();
  });

  test("nights are named, drawn for the week, and mute a route then", async () => {
    await view(/Time intervals/);
    await page.getByRole("button", { name: "New time interval" }).click();
    await page.getByRole("figure", { name: "Applies for 38% of the next seven days" }).waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("dark hours");
    await view(/Routes/);
    await node("0").click();
    await page.getByRole("button", { name: "Mute during: Never" }).click();
    await page.getByRole("menuitem", { name: "dark hours" }).click();
    await page.keyboard.press("Escape");
    await node("0").getByText("not during dark hours").waitFor();
    await save();
    await page.getByRole("radio", { name: "Try an alert" }).click();
    await page.getByRole("combobox", { name: "Labels" }).fill('severity="critical"');
    await page.getByLabel("At", { exact: true }).fill("2026-11-23T23:00");
    await node("0").getByText("muted", { exact: true }).waitFor();
    await page.getByText(/not told during "dark hours"/).waitFor();
    await page.getByLabel("At", { exact: true }).fill("2026-11-23T12:00");
    await node("0").getByText("told here").waitFor();
  });

  test("an inhibition rule reads like a sentence, and is saved with the rest", async () => {
    await view(/Inhibition/);
    await page.getByRole("button", { name: "New inhibition rule" }).click();
    await page.getByText(/where\s+alertname and instance\s+are the same/).waitFor();
    await save();
    await page.reload();
    await page.getByText(/where\s+alertname and instance\s+are the same/).waitFor();
  });

  test("the groups that are alive count down to their next look", async () => {
    await view(/Groups now/);
    const row = page.getByRole("row").filter({ hasText: "DiskFull" });
    await row.getByText("pagerduty").waitFor();
    await row.getByText(/^(in \d+\s[ms]|now)$/).waitFor();
    await row.getByRole("link", { name: "1 firing" }).click();
    await page.getByRole("row").filter({ hasText: "db-1" }).first().waitFor();
    await page.goBack();
  });

  test("what is edited waits while another tab is looked at", async () => {
    await open("#/alerts/routing");
    await node("").click();
    await page.getByRole("textbox", { name: "Group wait" }).fill("45s");
    await open("#/alerts/silences");
    await page.getByText("No silences", { exact: true }).waitFor();
    await open("#/alerts/routing");
    await page.getByText("Not saved yet: alerts still go as before.").waitFor();
    await node("").getByText("first after 45s").waitFor();
    await page.getByRole("button", { name: "Discard" }).click();
    await node("").getByText("first after 10s").waitFor();
  });

  test("it goes back to what is built in", async () => {
    await page.getByRole("button", { name: "Reset" }).click();
    await dialog().getByRole("button", { name: "Go back" }).click();
    await page.getByText("Built in: every alert is told on this computer, as nobody has changed it.").waitFor();
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
});
