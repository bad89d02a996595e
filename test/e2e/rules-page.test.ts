// The Rules tab in a real Chromium over the real engine: ready-made rules, rule files, watched folders, and the editor.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { eventually } from "../support/eventually";
import { suite } from "../support/suite";

const text = `groups:
  - name: own
    interval: 1s
    rules:
      - alert: AlwaysThere
        expr: vector(7) > 5
        labels: { severity: warning }
`;

suite("the Rules tab", missingFor("browser"), () => {
  let watchdeck: RunningConsole;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    watchdeck = await openConsole("browser");
    page = watchdeck.page;
    folder = join(watchdeck.dataFolder, "more rules");
    mkdirSync(folder);
    await page.getByRole("navigation").getByRole("link", { name: "Alerts" }).click();
    await page.getByRole("link", { name: "Rules", exact: true }).click();
  });
  afterAll(() => watchdeck?.close());

  const dialog = () => page.getByRole("dialog");
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });

  test("nothing is evaluated until it is chosen; a pack's usual rules are chosen at first", async () => {
    await page.getByText("No rules loaded").waitFor();
    await page.getByRole("button", { name: "Ready-made rules" }).click();
    await dialog()
      .getByRole("button", { name: /^This host/ })
      .click();
    await dialog().getByRole("checkbox", { name: "HostCpuSaturated" }).waitFor();
    expect(await dialog().getByRole("checkbox", { name: "HostDiskFull", exact: true }).isChecked()).toBe(true);
    expect(await dialog().getByRole("checkbox", { name: "HostCpuSaturated" }).isChecked()).toBe(false);
    await dialog()
      .getByRole("button", { name: /^Use \d+ rules$/ })
      .click();
    await row("HostDiskFull").first().waitFor();
    await expect(row("HostCpuSaturated").count()).resolves.toBe(0);
  });

  test("a hole must be filled with what is fit for it", async () => {
    await page.getByRole("button", { name: "Ready-made rules" }).click();
    await dialog()
      .getByRole("button", { name: /^Daena guide/ })
      .click();
    await dialog().getByRole("checkbox", { name: "All of them" }).click();
    await dialog().getByRole("checkbox", { name: "None of them" }).click();
    await dialog().getByRole("checkbox", { name: "CustomAlert" }).click();
    const use = dialog().getByRole("button", { name: "Use 1 rule" });
    const threshold = dialog().getByLabel(/^Threshold/);
    await threshold.fill("5 or vector(1)");
    await dialog().getByText("a number is wanted, such as 0.5.").waitFor();
    expect(await use.isDisabled()).toBe(true);
    await threshold.fill("0.9");
    await dialog().getByText('daena_memory_metric{name="custom_metric"} > 0.9').waitFor();
    await use.click();
    await row("CustomAlert").first().waitFor();
  });

  test("a bare list is loaded as it was pasted, and Jinja's marks are taken out on request", async () => {
    await page.getByRole("button", { name: "Load rule file" }).click();
    await dialog().getByText("Choose or paste").click();
    await dialog()
      .locator(".cm-content")
      .fill('- alert: Pasted\n  expr: vector(1) > 2\n  annotations: {summary: "{% raw %}{{ $value }}{% endraw %}"}\n');
    await dialog()
      .getByText(/left over from Jinja/)
      .first()
      .waitFor();
    await dialog().getByRole("button", { name: "Take Jinja's marks out" }).click();
    await eventually(
      async () => !(await dialog().locator(".cm-content").innerText()).includes("raw") || undefined,
      "the marks are gone",
    );
    await dialog().getByRole("button", { name: "Load", exact: true }).click();
    await row("Pasted").first().waitFor();
  });

  test("the files of a watched folder come by themselves", async () => {
    await page.getByRole("button", { name: "Load rule file" }).click();
    await dialog().getByText("A folder", { exact: true }).click();
    await dialog().getByLabel("Path").fill(folder);
    await dialog().getByRole("button", { name: "Watch", exact: true }).click();
    await page.getByText("0 rule files").waitFor();
    writeFileSync(join(folder, "own.yml"), text);
    await row("AlwaysThere").first().waitFor();
    await row("AlwaysThere").getByText("firing").waitFor();
  });

  test("a file is edited where it lies: what is wrong is marked and not saved, what is right is in force at once", async () => {
    await page.getByRole("button", { name: /^Actions for .*own\.yml/ }).click();
    await page.getByRole("menuitem", { name: "Edit its text" }).click();
    const editor = dialog().locator(".cm-content");
    await editor.fill(text.replace("vector(7)", "vector(7"));
    await dialog()
      .getByText(/unclosed left parenthesis/)
      .waitFor();
    const save = dialog().getByRole("button", { name: "Save" });
    expect(await save.isDisabled()).toBe(true);
    await editor.fill(text.replace("vector(7)", "vector(3)"));
    await eventually(async () => (await save.isEnabled()) || undefined, "it can be saved");
    await editor.press("Control+s");
    await dialog().waitFor({ state: "detached" });
    expect(readFileSync(join(folder, "own.yml"), "utf8")).toContain("vector(3) > 5");
    await row("AlwaysThere").getByText("inactive").waitFor();
  });

  test("what was changed by somebody else meanwhile is not overwritten", async () => {
    await page.getByRole("button", { name: /^Actions for .*own\.yml/ }).click();
    await page.getByRole("menuitem", { name: "Edit its text" }).click();
    const editor = dialog().locator(".cm-content");
    await editor.fill(text.replace("vector(7)", "vector(4)"));
    const theirs = text.replace("vector(7)", "vector(9)");
    writeFileSync(join(folder, "own.yml"), theirs);
    const save = dialog().getByRole("button", { name: "Save" });
    await eventually(async () => (await save.isEnabled()) || undefined, "it can be saved");
    await save.click();
    await dialog().getByRole("alert").waitFor();
    expect(readFileSync(join(folder, "own.yml"), "utf8")).toBe(theirs);
    await dialog().getByRole("button", { name: "Take the file as it is now" }).click();
    await dialog().getByText("vector(9)").waitFor();
    await dialog().getByRole("button", { name: "Close" }).first().click();
  });

  test("nobody leaves unsaved changes behind by accident", async () => {
    await page.getByRole("button", { name: /^Actions for .*own\.yml/ }).click();
    await page.getByRole("menuitem", { name: "Edit its text" }).click();
    await dialog().locator(".cm-content").fill(`# a note\n${text}`);
    await page.keyboard.press("Escape");
    await dialog().getByRole("button", { name: "Go on editing" }).click();
    await dialog().getByText("# a note").waitFor();
    await page.keyboard.press("Escape");
    await dialog().getByRole("button", { name: "Leave" }).click();
    await dialog().waitFor({ state: "detached" });
  });

  test("rules are found by words", async () => {
    await page.getByRole("searchbox", { name: "Words" }).fill("AlwaysThere");
    await page.getByText(/^1 of \d+ rules$/).waitFor();
    await page.getByRole("searchbox", { name: "Words" }).fill("");
  });
});
