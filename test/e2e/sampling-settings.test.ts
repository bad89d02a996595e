// What is measured is the user's choice: a collector switched off or slowed down in the Settings stays so after a restart.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { suite } from "../support/suite";

for (const shell of ["desktop", "browser"] satisfies Shell[])
  suite(`the sampling's settings in the ${shell} shell`, missingFor(shell), () => samplingSettings(shell));

function samplingSettings(shell: Shell): void {
  let dataFolder: string;
  let watchdeck: RunningConsole;
  let page: Page;

  const open = (link: string) =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, link);
  const start = async () => {
    watchdeck = await openConsole(shell, { dataFolder });
    page = watchdeck.page;
    await open("#/settings?section=sampling");
    await rowOf("load").waitFor();
  };
  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), `watchdeck-sampling-${shell}-`));
    await start();
  });
  afterAll(async () => {
    await watchdeck?.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const switchOf = (name: string) => page.getByRole("switch", { name: `Run ${name}`, exact: true });
  const periodOf = (name: string) => page.getByRole("combobox", { name: `How often ${name} runs`, exact: true });
  const rowOf = (name: string) => page.getByRole("row").filter({ has: switchOf(name) });

  test("each collector has its state, its period and what it costs", async () => {
    await rowOf("load").getByText("Running").waitFor();
    await rowOf("load")
      .getByText(/^(≤\s)?[\d.]+\s[mµ]?s$/)
      .first()
      .waitFor();
    await page.getByText(/\d+ of \d+ collectors run.* samples\/s · at most .*% of one core/).waitFor();
  });

  test("one that is switched off is off at once, another runs as often as it is told", async () => {
    await switchOf("load").click();
    await rowOf("load").getByText("Off", { exact: true }).waitFor();
    await periodOf("uname").click();
    await page.getByRole("option", { name: "2 m", exact: true }).click();
    await periodOf("uname").getByText("2 m").waitFor();
  });

  test("a query for what is not measured any more says so", async () => {
    await open("#/metrics?view=table&expr=node_load1");
    await page.getByText('node_load1 is not measured: the collector "load" is switched off in the settings.').waitFor();
  });

  test("both are so after a restart, and everything is as it came after a reset", async () => {
    await watchdeck.close();
    await start();
    await rowOf("load").getByText("Off", { exact: true }).waitFor();
    expect(await switchOf("load").getAttribute("aria-checked")).toBe("false");
    await periodOf("uname").getByText("2 m").waitFor();
    await page.getByRole("button", { name: "Reset to defaults" }).click();
    await rowOf("load").getByText("Running").waitFor();
    await periodOf("uname").getByText("2 m").waitFor({ state: "detached" });
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
}
