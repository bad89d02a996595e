// The Processes page of a console that runs as another user than the processes it lists: what it may not do it says in words.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { suite } from "../support/suite";

const nobody = 65534;
// The checkout may be closed to others, so it may pass every door of the filesystem. That does not open the files of a process
// that is another user's: those want the right to trace it.
const doors = "+dac_override,+dac_read_search";
const asNobody = [
  ...["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"],
  ...[`--inh-caps=${doors}`, `--ambient-caps=${doors}`],
];

function missing(): string[] {
  const isAble = process.platform === "linux" && spawnSync("setpriv", [...asNobody.slice(1), "true"]).status === 0;
  return [...missingFor("browser"), ...(isAble ? [] : ["the right to start programs as another user (root, and setpriv)"])];
}

suite("the Processes page of another user", missing(), () => {
  let dataFolder: string;
  let ofRoot: ChildProcess;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    ofRoot = spawn("sleep", ["600"], { stdio: "ignore" });
    // Not below os.tmpdir(), which in a whole run is a private folder: access(2), alone, asks no capability whether it may pass.
    dataFolder = mkdtempSync("/tmp/watchdeck-refused-");
    chownSync(dataFolder, nobody, nobody);
    watchdeck = await openConsole("browser", { dataFolder, through: asNobody });
    page = watchdeck.page;
    await page.evaluate((pid) => {
      location.hash = `#/processes?pid=${pid}`;
    }, ofRoot.pid);
    await page.getByRole("button", { name: "Signal…" }).waitFor();
  });
  afterAll(async () => {
    await watchdeck?.close();
    ofRoot?.kill();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  test("a signal is refused, naming whose the process is and as whom the console runs, and nothing is sent", async () => {
    await page.getByRole("button", { name: "Signal…" }).click();
    await page.getByRole("menuitem", { name: "SIGTERM" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Send SIGTERM" }).click();
    await dialog.getByText("This process belongs to root; Watchdeck runs as nobody and may not signal it.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect([ofRoot.exitCode, ofRoot.signalCode]).toEqual([null, null]);
  });

  test("so is another niceness", async () => {
    await page.getByRole("button", { name: "Renice…" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Niceness" }).fill("7");
    await dialog.getByRole("button", { name: "Set 7" }).click();
    await dialog.getByText("belongs to root; Watchdeck runs as nobody and may not change its niceness.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
  });

  test("what only its user may see is not made up: whose it is stands there instead", async () => {
    await page.getByRole("tab", { name: "Open files" }).click();
    await page.getByRole("button", { name: "List open files" }).click();
    await page.getByText("belongs to root; Watchdeck runs as nobody and may not see its open files.").waitFor();
    await page.getByRole("tab", { name: "Now" }).click();
    await page.getByText("belongs to root", { exact: true }).first().waitFor();
    expect(await page.getByText("(PSS)").count()).toBe(0);
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
});
