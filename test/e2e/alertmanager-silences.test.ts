// Silences that an Alertmanager keeps: made, changed and ended from here, seen there, and told to be out of reach when it is.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { fetch } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { eventually } from "../support/eventually";
import { alertmanagerProgram, type RunningServer, startAlertmanager } from "../support/servers";
import { suite } from "../support/suite";

interface KeptSilence {
  id: string;
  endsAt: string;
  createdBy: string;
  comment: string;
  status: { state: string };
  matchers: { name: string; value: string; isRegex: boolean; isEqual?: boolean }[];
}

suite("silences at an Alertmanager", [...missingFor("browser"), ...(alertmanagerProgram ? [] : ["alertmanager"])], () => {
  let dataFolder: string;
  let alertmanager: RunningServer;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    alertmanager = await startAlertmanager();
    const alerts = ["db-1", "db-2"].map((instance) => ({
      labels: { alertname: "DiskFull", severity: "critical", instance },
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    }));
    await fetch(`${alertmanager.url}/api/v2/alerts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(alerts),
    });
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-alertmanager-silences-"));
    const connections = [{ id: "am", kind: "alertmanager", name: "prod alerts", url: alertmanager.url }];
    writeFileSync(join(dataFolder, "settings.json"), JSON.stringify({ version: 1, preferences: {}, connections, ruleFiles: [] }));
    watchdeck = await openConsole("browser", { dataFolder });
    page = watchdeck.page;
    await page.evaluate(() => {
      location.hash = "#/alerts/silences";
    });
  });
  afterAll(async () => {
    await watchdeck?.close();
    await alertmanager?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const dialog = () => page.getByRole("dialog");
  const silence = () =>
    page.getByRole("listitem").filter({ has: page.getByRole("group", { name: "Silence of dana: disks are replaced" }) });
  const kept = async () => (await (await fetch(`${alertmanager.url}/api/v2/silences`)).json()) as KeptSilence[];
  const active = async () => (await kept()).filter(({ status }) => status.state === "active");

  test("one is made there, and hides what that Alertmanager has", async () => {
    await page.getByRole("button", { name: "New silence" }).first().click();
    await dialog().getByRole("combobox", { name: "Matchers" }).fill('alertname="DiskFull", instance=~"db-.*"');
    await dialog().getByText("2 alerts of 2").waitFor();
    await dialog().getByRole("combobox", { name: "Kept at" }).click();
    await page.getByRole("option", { name: "prod alerts" }).click();
    await dialog().getByText("Holds for everyone whom that Alertmanager tells, and here.").waitFor();
    await dialog().getByRole("textbox", { name: "Author" }).fill("dana");
    await dialog().getByRole("textbox", { name: "Comment" }).fill("disks are replaced");
    await page.keyboard.press("Enter");
    await dialog().waitFor({ state: "detached" });
    await silence().getByText("dana · prod alerts").waitFor();
    await silence().getByText("hides 2 alerts").waitFor();
    expect(await active()).toMatchObject([
      {
        createdBy: "dana",
        comment: "disks are replaced",
        matchers: [
          { name: "alertname", value: "DiskFull", isRegex: false, isEqual: true },
          { name: "instance", value: "db-.*", isRegex: true, isEqual: true },
        ],
      },
    ]);
  });

  test("it is made longer there, and is still the same", async () => {
    const [before] = await active();
    await silence().getByRole("button", { name: "Extend" }).click();
    await page.getByRole("menuitem", { name: "1 hour longer" }).click();
    const [after] = await eventually(async () => {
      const found = await active();
      return found[0]?.endsAt === before?.endsAt ? undefined : found;
    }, "the Alertmanager has the new end");
    expect(after?.id).toBe(before?.id);
    expect(Date.parse(after?.endsAt ?? "") - Date.parse(before?.endsAt ?? "")).toBe(3_600_000);
  });

  test("with other matchers it is another one, and the old one is over", async () => {
    const [before] = await active();
    await silence().getByRole("button", { name: "Edit" }).click();
    expect(await dialog().getByRole("combobox", { name: "Kept at" }).isDisabled()).toBe(true);
    await dialog().getByRole("combobox", { name: "Matchers" }).fill('alertname="DiskFull", instance="db-1"');
    await dialog().getByRole("button", { name: "Save" }).click();
    await dialog().waitFor({ state: "detached" });
    await silence().getByText("hides 1 alert").waitFor();
    const [after] = await active();
    expect(after?.id).not.toBe(before?.id);
    expect((await kept()).find(({ id }) => id === before?.id)?.status.state).toBe("expired");
  });

  test("it is ended there", async () => {
    await silence().getByRole("button", { name: "Expire now" }).click();
    await page.getByText("No silence is active").waitFor();
    expect(await active()).toEqual([]);
    await page.getByRole("button", { name: "Undo" }).click();
    await silence().getByText("hides 1 alert").waitFor();
    expect(await active()).toHaveLength(1);
  });

  test("while it is out of reach nothing is promised, and nothing that was written is lost", async () => {
    await alertmanager.stop();
    await page.getByRole("button", { name: "New silence" }).first().click();
    await dialog().getByRole("combobox", { name: "Matchers" }).fill('alertname="HostDown"');
    await dialog().getByRole("combobox", { name: "Kept at" }).click();
    await page.getByRole("option", { name: "prod alerts" }).click();
    await dialog().getByRole("textbox", { name: "Comment" }).fill("moved");
    await page.keyboard.press("Enter");
    await dialog()
      .getByRole("alert")
      .getByText(/prod alerts/)
      .waitFor();
    expect(await dialog().getByRole("textbox", { name: "Comment" }).inputValue()).toBe("moved");
    await dialog().getByRole("button", { name: "Cancel" }).click();
    await silence()
      .getByText(/prod alerts.*(answer|reach|know)/i)
      .waitFor({ timeout: 60_000 });
  });

  test("the page has not complained", () => expect(watchdeck.complaints).toEqual([]));
});
