// What a dashboard shows, taken away: from the menus of the page in a real browser, and by the command line.
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dashboardSchema } from "#shared/dashboards/dashboard";
import { writeDashboardText } from "#shared/dashboards/dashboard-text";
import { commandLine, missingFor, openConsole, type RunningConsole } from "../support/console";
import { launchDesktop } from "../support/desktop";
import { eventually } from "../support/eventually";
import { findChromium } from "../support/programs";
import { suite } from "../support/suite";

const panel = (id: number, title: string, type: string, expr: string, more: object = {}) => ({
  ...{ id, title, type },
  queries: [{ refId: "A", expr, ...more }],
});

const dashboard = dashboardSchema.parse({
  kind: "watchdeck-dashboard",
  version: 1,
  uid: "to-take-away",
  title: "To take away",
  // The first samples may come after the page was opened.
  time: { from: "now-5m", timeZone: "utc", refresh: "5s" },
  variables: [
    {
      kind: "custom",
      name: "minutes",
      query: "1,5",
      multi: true,
      includeAll: true,
      current: { values: ["$__all"], texts: ["All"] },
    },
  ],
  elements: {
    load: panel(1, "Load of $minutes", "timeseries", "node_load$minutes"),
    names: panel(2, "Names", "table", "node_uname_info", { mode: "instant", format: "table" }),
    words: { id: 3, title: "Words", type: "text", options: { content: "**bold**" } },
    nothing: panel(4, "Nothing", "stat", "there_is_nothing"),
  },
  layout: {
    kind: "grid",
    items: [
      { element: "load", x: 0, y: 0, width: 24, height: 8, repeat: { variable: "minutes", direction: "h" } },
      { element: "names", x: 0, y: 8, width: 24, height: 40 },
      { element: "words", x: 0, y: 48, width: 12, height: 6 },
      { element: "nothing", x: 12, y: 48, width: 12, height: 6 },
    ],
  },
});

suite("a dashboard's panels taken away", missingFor("browser"), () => {
  let watchdeck: RunningConsole;
  let page: Page;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-export-test-"));
    const dataFolder = join(folder, "data");
    mkdirSync(join(dataFolder, "dashboards"), { recursive: true });
    writeFileSync(join(dataFolder, "dashboards", "take-away.json"), writeDashboardText(dashboard));
    watchdeck = await openConsole("browser", { dataFolder });
    page = watchdeck.page;
    await page.evaluate(() => {
      location.hash = "#/dashboards/to-take-away";
    });
    await page.locator('[data-panel="1"][data-state="data"] canvas').first().waitFor();
  });
  afterAll(async () => {
    await watchdeck?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the browser was given by a click. */
  async function saved(click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([page.waitForEvent("download", { timeout: 60_000 }), click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  }

  const choose = async (menu: string, item: string) => {
    await page.getByRole("button", { name: menu }).first().click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };

  test("one panel as CSV and as JSON", async () => {
    await page.locator('[data-panel="1"]').first().hover();
    const csv = await saved(() => choose("More for Load of 1", "Save as CSV"));
    expect(csv.name).toBe("load-of-1.csv");
    expect(csv.bytes.toString()).toMatch(/^Time,"node_load1\{.*\r\n\d{4}-\d\d-\d\dT[\d:.]+Z,[\d.]+\r\n/);
    const json = await saved(() => choose("More for Load of 1", "Save as JSON"));
    expect(JSON.parse(json.bytes.toString())).toMatchObject([{ refId: "A", fields: [{ type: "time" }, { type: "number" }] }]);
  });

  test("one panel as a picture, with its text and its line, and nothing that the page may not load", async () => {
    const picture = await saved(() => choose("More for Load of 1", "Save as picture"));
    expect(picture.name).toBe("load-of-1.png");
    const frame = await page.locator('[data-panel="1"]').first().boundingBox();
    const { width, height, ground, colours } = await look(page, picture.bytes);
    expect([width, height]).toEqual([2 * Math.round(frame?.width ?? 0), 2 * Math.round(frame?.height ?? 0)]);
    expect(ground).toBe(
      await page.evaluate(() => getComputedStyle(document.querySelector("[data-panel]") as Element).backgroundColor),
    );
    expect(colours).toBeGreaterThan(20);
    expect(watchdeck.complaints).toEqual([]);
  });

  test("all panels at once, also those that nobody has seen, in one archive", async () => {
    await choose("More for this dashboard", "Export all panels…");
    const pictures = await saved(() => page.getByRole("button", { name: "Save 5 panels" }).click());
    expect(pictures.name).toBe("to-take-away-png.zip");
    expect(namesIn(pictures.bytes)).toEqual(["load-of-1.png", "load-of-5.png", "names.png", "words.png", "nothing.png"]);
    await page.getByText("5 of 5 panels saved.").waitFor();
    await page.getByRole("radio", { name: "CSV" }).click();
    const tables = await saved(() => page.getByRole("button", { name: "Save 4 panels" }).click());
    expect(namesIn(tables.bytes)).toEqual(["load-of-1.csv", "load-of-5.csv", "names.csv"]);
    await page.getByText("Nothing: it has no data in this range.").waitFor();
    await page.keyboard.press("Escape");
    expect(watchdeck.complaints).toEqual([]);
  });

  test("the dashboard itself, as ours and as Grafana's", async () => {
    const ours = await saved(() => choose("More for this dashboard", "Save as file"));
    expect(JSON.parse(ours.bytes.toString())).toMatchObject({ uid: "to-take-away", kind: "watchdeck-dashboard" });
    const theirs = await saved(() => choose("More for this dashboard", "Save as file for Grafana"));
    expect(JSON.parse(theirs.bytes.toString())).toMatchObject({ title: "To take away", panels: expect.any(Array) });
  });

  /** `watchdeck export` on the same data folder. */
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [
      commandLine,
      "export",
      "To take away",
      ...args,
      "--data-folder",
      join(folder, "data"),
    ]);

  test("the command line asks the running console", async () => {
    const { stdout } = await run("--panel", "Load of 5", "--from", "now-1m");
    expect(stdout).toMatch(/^Time,"node_load5\{/);
  });

  test("the command line saves a picture of each panel, of the size that was wished for", async () => {
    const out = join(folder, "pictures");
    await run("--format", "png", "--theme", "light", "--width", "700", "--height", "300", "--out", out);
    expect(readdirSync(out).sort()).toEqual(["load-of-1.png", "load-of-5.png", "names.png", "nothing.png", "words.png"]);
    const { width, height, ground, colours } = await look(page, readFileSync(join(out, "load-of-5.png")));
    expect([width, height, ground]).toEqual([1400, 600, "rgb(255, 255, 255)"]);
    expect(colours).toBeGreaterThan(20);
  });
});

suite("a picture in the desktop app", missingFor("desktop"), () => {
  test("is drawn of what its own pages have loaded, and saved where the user says", async () => {
    const folder = mkdtempSync(join(tmpdir(), "watchdeck-export-test-"));
    const dataFolder = join(folder, "data");
    mkdirSync(join(dataFolder, "dashboards"), { recursive: true });
    writeFileSync(join(dataFolder, "dashboards", "take-away.json"), writeDashboardText(dashboard));
    const desktop = await launchDesktop({ dataFolder });
    try {
      const { app, page } = desktop;
      const complaints: string[] = [];
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      const path = join(folder, "words.png");
      // Electron would ask where to.
      const done = app.evaluate(
        ({ BrowserWindow }, to) =>
          new Promise<string>((resolve) => {
            BrowserWindow.getAllWindows()[0]?.webContents.session.once("will-download", (_, item) => {
              item.setSavePath(to);
              item.once("done", (_event, state) => resolve(`${item.getFilename()} ${state}`));
            });
          }),
        path,
      );
      await page.evaluate(() => {
        location.hash = "#/dashboards/to-take-away?panel=3";
      });
      await page.getByRole("button", { name: "More for Words" }).click();
      await page.getByRole("menuitem", { name: "Save as picture" }).click();
      expect(await done).toBe("words.png completed");
      expect((await look(page, readFileSync(path))).colours).toBeGreaterThan(20);
      expect(complaints).toEqual([]);
    } finally {
      await desktop.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

suite("a file's panels without a console", findChromium() ? [] : ["Chromium"], () => {
  test("a picture is drawn by an engine of the command's own", async () => {
    const folder = mkdtempSync(join(tmpdir(), "watchdeck-export-test-"));
    try {
      const file = join(folder, "mine.json");
      writeFileSync(file, writeDashboardText(dashboard));
      const args = [commandLine, "export", file, "--format", "png", "--panel", "Names", "--out", join(folder, "names.png")];
      const { stderr } = await promisify(execFile)(process.execPath, [...args, "--data-folder", join(folder, "data")]);
      expect(stderr).toContain("this machine is measured for 3 s");
      expect(readFileSync(join(folder, "names.png")).subarray(1, 4).toString()).toBe("PNG");
    } finally {
      await eventually(() => rmSync(folder, { recursive: true, force: true }) === undefined, "the folder is gone");
    }
  });
});

/** A picture's size, the colour of its ground a little inside of its edge, and how many colours there are. */
const look = (page: Page, png: Buffer) =>
  page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const { width, height } = image;
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    const [red, green, blue] = context.getImageData(24, height - 24, 1, 1).data;
    return { width, height, ground: `rgb(${red}, ${green}, ${blue})`, colours: new Set(pixels).size };
  }, png.toString("base64"));

/** The names in an archive's directory. */
function namesIn(zip: Buffer): string[] {
  const names: string[] = [];
  for (let at = zip.indexOf("PK\x01\x02", 0, "latin1"); at >= 0; at = zip.indexOf("PK\x01\x02", at + 4, "latin1")) {
    names.push(zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28)).toString());
  }
  return names;
}
