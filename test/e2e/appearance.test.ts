// What every page owes the user in both shells: to be reachable, and to follow the theme, its charts included.
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { missingFor, openConsole, type RunningConsole, type Shell } from "../support/console";
import { eventually } from "../support/eventually";
import { takeScreenshots } from "../support/screenshots";
import { suite } from "../support/suite";

for (const shell of ["desktop", "browser"] satisfies Shell[])
  suite(`the pages and their theme in the ${shell} shell`, missingFor(shell), () => pagesAndTheme(shell));

function pagesAndTheme(shell: Shell): void {
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    watchdeck = await openConsole(shell);
    page = watchdeck.page;
  });
  afterAll(() => watchdeck?.close());

  const open = async (title: string) => {
    await page.getByRole("navigation").getByRole("link", { name: title }).click();
    await page.waitForURL(`**/#/${title.toLowerCase()}`);
  };
  const chooseTheme = async (name: string) => {
    await open("Settings");
    await page.getByRole("radiogroup", { name: "Theme" }).getByRole("radio", { name }).click();
  };
  const setSystemTheme = async (theme: "dark" | "light") => {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
  };
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const textColour = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--muted").trim());

  test("the processes are listed, the test itself among them, and found by a word", async () => {
    await open("Processes");
    const table = page.getByRole("main").getByRole("grid");
    await table.getByRole("row").nth(3).waitFor();
    await takeScreenshots("processes", page, shell);
    await page.getByRole("searchbox", { name: "Filter" }).fill(String(process.pid));
    await table
      .getByRole("gridcell", { name: String(process.pid), exact: true })
      .first()
      .waitFor();
  });

  test("a theme chosen in the settings is on at once, and again after a reload", async () => {
    await chooseTheme("Dark");
    await eventually(async () => (await background()) === "rgb(11, 14, 19)" || undefined, "the page is dark");
    await chooseTheme("Light");
    await eventually(async () => (await background()) === "rgb(244, 246, 249)" || undefined, "the page is light");
    await page.reload();
    await page.getByRole("main").getByRole("heading", { name: "Settings", level: 1 }).waitFor();
    expect(await background()).toBe("rgb(244, 246, 249)");
  });

  test("the charts that are on the screen change with the system's theme", async () => {
    await chooseTheme("System");
    await open("Overview");
    await setSystemTheme("dark");
    const dark = await textColour();
    await eventually(async () => (await isDrawnWith(page, dark)) || undefined, "a chart is drawn in the dark theme's colour");
    await setSystemTheme("light");
    const light = await textColour();
    expect(light).not.toBe(dark);
    await eventually(
      async () => ((await isDrawnWith(page, light)) && !(await isDrawnWith(page, dark))) || undefined,
      "the charts are drawn in the light theme's colour, and none in the dark one's",
    );
  });

  test.each([1024, 1100, 1280, 1440])("the processes of the Overview have room for their names at %i pixels", async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const name = page.getByRole("table", { name: "Top processes" }).locator('[data-cell="name"]').first();
    expect((await name.boundingBox())?.width).toBeGreaterThan(100);
  });

  test("a page begins at its top, wherever the page before it was scrolled to", async () => {
    const scrolledTo = () => page.getByRole("main").evaluate((main) => main.scrollTop);
    await open("Settings");
    await page.getByRole("link", { name: "About" }).click();
    await eventually(async () => (await scrolledTo()) > 100 || undefined, "the settings are scrolled to their last section");
    await open("Overview");
    await page.getByRole("table", { name: "Top processes" }).waitFor();
    expect(await scrolledTo()).toBe(0);
  });

  test("nothing complained: neither the page nor the engine", () => {
    expect(watchdeck.complaints).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
}

/** Whether a chart has a pixel of this colour, such as `#96a0b3`; the edges of letters have it too, only fainter. */
const isDrawnWith = (page: Page, colour: string) =>
  page.evaluate((hex) => {
    const wanted = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    return [...document.querySelectorAll<HTMLCanvasElement>("main canvas")].some((canvas) => {
      if (canvas.width === 0 || canvas.height === 0) return false;
      // Read from a copy: Chromium remarks on canvases that are read again and again, and redraws them in another way.
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", { willReadFrequently: true });
      copy?.drawImage(canvas, 0, 0);
      const data = copy?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      for (let at = 0; at < data.length; at += 4)
        if ((data[at + 3] ?? 0) > 128 && wanted.every((part, index) => Math.abs((data[at + index] ?? 0) - part) <= 3))
          return true;
      return false;
    });
  }, colour);
