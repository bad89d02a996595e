// The Processes page on the machine's own processes, in both shells: found, looked into, reniced and ended.
import { type ChildProcess, spawn } from "node:child_process";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { eventually } from "../support/eventually";
import { suite } from "../support/suite";

for (const shell of ["desktop", "browser"] satisfies Shell[])
  suite(`the Processes page in the ${shell} shell`, missingFor(shell), () => processesPage(shell));

function processesPage(shell: Shell): void {
  let watchdeck: RunningConsole;
  let page: Page;
  let parent: ChildProcess;

  beforeAll(async () => {
    // Deaf to SIGTERM, so that the page has something to say after it was sent.
    parent = spawn("sh", ["-c", "trap '' TERM; while :; do sleep 1; done", "watchdeck-page-test"], { stdio: "ignore" });
    watchdeck = await openConsole(shell);
    page = watchdeck.page;
    await page.evaluate(() => {
      location.hash = "#/processes";
    });
    await rows().first().waitFor();
  });
  afterAll(async () => {
    await watchdeck?.close();
    parent?.kill("SIGKILL");
  });

  const rows = () =>
    page
      .getByRole("grid", { name: "Processes" })
      .or(page.getByRole("treegrid", { name: "Processes" }))
      .locator("[aria-selected]");
  const filter = () => page.getByRole("searchbox", { name: "Filter" }).first();

  test("has only the rows in sight in the page", async () => {
    expect(await rows().count()).toBeLessThan(60);
  });

  test("finds a process by its words, and by its id", async () => {
    await filter().fill("watchdeck-page-test");
    await eventually(async () => (await rows().count()) === 1 || undefined, "one row is left");
    await filter().fill(`pid:${parent.pid}`);
    await eventually(async () => (await rows().count()) === 1 || undefined, "one row is left");
    await filter().fill("cpu>lots");
    await page.getByText("cpu>lots – a number of per cent is needed, such as cpu>10").waitFor();
  });

  test("shows it below its ancestors in the tree", async () => {
    await filter().fill(`pid:${parent.pid}`);
    await page.keyboard.press("Enter");
    await page.keyboard.press("t");
    await eventually(async () => (await rows().count()) > 1 || undefined, "its ancestors are there");
    await page.keyboard.press("t");
    await eventually(async () => (await rows().count()) === 1 || undefined, "it is the list again");
  });

  test("looks into it", async () => {
    await page.keyboard.press("j");
    await page.getByText("(PSS)").waitFor();
    await page.getByRole("tab", { name: "Open files" }).click();
    await page.getByRole("button", { name: "List open files" }).click();
    await page.getByText("/dev/null").first().waitFor();
    await page.getByRole("tab", { name: "Now" }).click();
  });

  test("renices it after showing what is done", async () => {
    await page.getByRole("button", { name: "Renice…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Niceness" }).fill("7");
    await dialog.getByText(`renice -n 7 -p ${parent.pid}`).waitFor();
    await dialog.getByRole("button", { name: "Set 7" }).click();
    await dialog.getByText("It is 7 now.").waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().click();
  });

  test("says that it does not listen to SIGTERM, ends it with SIGKILL, and keeps its last figures", async () => {
    await page.getByRole("button", { name: "Signal…" }).click();
    await page.getByRole("menuitem", { name: "SIGTERM" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText(`kill -TERM ${parent.pid}`).waitFor();
    await dialog.getByRole("button", { name: "Send SIGTERM" }).click();
    await dialog.getByRole("button", { name: "Send SIGKILL instead…" }).click();
    await dialog.getByText(`kill -KILL ${parent.pid}`).waitFor();
    await dialog.getByRole("button", { name: "Send SIGKILL" }).click();
    await dialog.getByText("sh has ended.").waitFor();
    await dialog.getByRole("button", { name: "Close" }).last().click();
    await page.getByText("these are its last figures").waitFor();
    expect(parent.signalCode ?? (await new Promise((resolve) => parent.once("exit", (_, signal) => resolve(signal))))).toBe(
      "SIGKILL",
    );
  });

  test("has nothing to complain about", () => expect(watchdeck.complaints).toEqual([]));
}
