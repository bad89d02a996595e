// The browser shell's session: one key at the start, and from then on a page that stays connected by itself.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandLine, missingFor, openChromium, type RunningServe, startServe } from "../support/console";
import { eventually } from "../support/eventually";
import { suite } from "../support/suite";

suite("a session of the browser shell", missingFor("browser"), () => {
  let dataFolder: string;
  let serve: RunningServe;
  let browser: Awaited<ReturnType<typeof openChromium>>;
  let page: Page;

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-session-"));
    serve = await startServe(dataFolder);
    browser = await openChromium();
    page = await browser.open(serve.url);
  });
  afterAll(async () => {
    await browser?.close();
    await serve?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const address = () => new URL(serve.url).origin;
  const isLive = async () => {
    const read = () => page.locator("main").textContent();
    const before = await read();
    await eventually(async () => (await read()) !== before || undefined, "the numbers move");
  };

  test("the key leaves the address bar, and a reloaded page needs none", async () => {
    await isLive();
    expect(page.url()).not.toContain("token");
    await page.reload();
    await isLive();
    expect(page.url()).not.toContain("token");
  });

  test("no script of a page can read the cookie", async () => {
    expect(await page.evaluate(() => document.cookie)).toBe("");
  });

  test("a page that is open finds a console that was ended and started again, without a reload", async () => {
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));
    const { port } = new URL(serve.url);
    await serve.stop();
    await page
      .getByRole("contentinfo")
      .getByText(/connect/i)
      .first()
      .waitFor();
    serve = await startServe(dataFolder, { port: Number(port) });
    await eventually(async () => (await page.getByText(/reconnect|connecting/i).count()) === 0 || undefined, "it is connected");
    await isLive();
    expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
  });

  test("another browser without the key is told so and sees nothing", async () => {
    const other = await openChromium();
    try {
      const stranger = await other.open(`${address()}/`);
      await stranger.getByText("This page was opened without the console's key").waitFor();
      expect(await stranger.getByRole("main").locator("canvas").count()).toBe(0);
    } finally {
      await other.close();
    }
  });

  test("`watchdeck query` asks the console that runs instead of measuring by itself", () => {
    const asked = spawnSync(process.execPath, [commandLine, "query", "node_load1", "--data-folder", dataFolder], {
      encoding: "utf8",
    });
    expect(asked.stderr).toBe("");
    expect(JSON.parse(asked.stdout)).toMatchObject({
      status: "success",
      data: { resultType: "vector", result: [{ metric: { __name__: "node_load1" } }] },
    });
  });
});
