// The charts over time of a dashboard in a real browser: what is drawn, what the pointer and the keys are told, what the legend does.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dashboardSchema } from "#shared/dashboards/dashboard";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { eventually } from "../support/eventually";
import { suite } from "../support/suite";

const hostile = "<img src=x onerror=window.wasRun=true>";
const named = (value: number, name: string) => `label_replace(vector(${value}), "name", "${name}", "", "")`;
const query = (expr: string, more: object = {}) => ({ refId: "A", expr, legendFormat: "{{name}}", ...more });
const two = `${named(10, hostile)} or ${named(90, "large")}`;
const mappings = [{ type: "value", options: { "1": { text: "up", color: "green" } } }];

const charts = dashboardSchema.parse({
  kind: "watchdeck-dashboard",
  version: 1,
  uid: "charts",
  title: "Charts",
  time: { from: "now-5m", to: "now" },
  refresh: "",
  elements: {
    lines: { id: 1, title: "Lines", type: "timeseries", queries: [query(two)], fieldConfig: { defaults: { unit: "percent" } } },
    stack: {
      ...{ id: 2, title: "Stack", type: "timeseries", queries: [query(two)] },
      fieldConfig: { defaults: { custom: { stacking: { mode: "normal" }, fillOpacity: 50 } } },
    },
    states: {
      id: 3,
      title: "States",
      type: "state-timeline",
      queries: [query(named(1, "db"))],
      fieldConfig: { defaults: { mappings } },
    },
    history: {
      id: 4,
      title: "History",
      type: "status-history",
      queries: [query(named(1, "db"))],
      fieldConfig: { defaults: { mappings } },
    },
    counts: { id: 5, title: "Counts", type: "histogram", queries: [query(two)] },
    heat: { id: 6, title: "Heat", type: "heatmap", options: { calculate: true }, queries: [query(two)] },
  },
  layout: {
    kind: "grid",
    items: ["lines", "stack", "states", "history", "counts", "heat"].map((element, index) => ({
      ...{ element, x: (index % 3) * 8, y: Math.floor(index / 3) * 8, width: 8, height: 8 },
    })),
  },
});

suite("charts over time", missingFor("browser"), () => {
  let dataFolder: string;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-charts-"));
    mkdirSync(join(dataFolder, "dashboards"));
    writeFileSync(join(dataFolder, "dashboards", "charts.json"), JSON.stringify(charts));
    watchdeck = await openConsole("browser", { dataFolder });
    page = watchdeck.page;
    await page.evaluate(() => {
      location.hash = "#/dashboards/charts";
    });
    await page.getByRole("heading", { level: 1, name: "Charts" }).waitFor();
  });
  afterAll(async () => {
    await watchdeck?.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const panel = (title: string) => page.locator("main").getByRole("region", { name: title });
  const plot = (title: string) => panel(title).locator(".u-over");
  const tooltip = () => page.locator("body > div[class*=tooltip]");

  /** How many colours of which any is far from grey: axes and grids are grey, what is drawn is not. */
  const inks = (canvas: Locator) =>
    canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const { data } = (element as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height) ?? { data: [] };
      const found = new Set<string>();
      for (let i = 0; i < data.length; i += 4) {
        const [red = 0, green = 0, blue = 0, alpha = 0] = data.slice(i, i + 4);
        if (alpha > 100 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60) found.add(`${red} ${green} ${blue}`);
      }
      return found.size;
    });

  async function point(title: string, across: number, down: number): Promise<void> {
    const box = await plot(title).boundingBox();
    if (!box) throw new Error(`${title} is not there.`);
    await page.mouse.move(box.x + box.width * across - 3, box.y + box.height * down);
    await page.mouse.move(box.x + box.width * across, box.y + box.height * down);
  }

  test.each(["Lines", "Stack", "States", "History", "Counts", "Heat"])("%s: something is drawn, in colour", async (title) => {
    const canvas = panel(title).locator("canvas").first();
    await canvas.waitFor();
    await eventually(async () => ((await inks(canvas)) > 0 ? true : undefined), "there is ink");
  });

  test("the pointer is told the values under it, the largest first, and its time is shown on the other charts", async () => {
    await point("Lines", 0.9, 0.9);
    await tooltip().getByText("90.0%").waitFor();
    expect(await tooltip().locator("span").allTextContents()).toEqual(["large", hostile]);
    const cursor = await panel("States")
      .locator(".u-cursor-x")
      .evaluate((line) => line.getBoundingClientRect().left);
    const box = await plot("States").boundingBox();
    expect((cursor - (box?.x ?? 0)) / (box?.width ?? 1)).toBeCloseTo(0.9, 1);
    await point("States", 0.95, 0.5);
    await tooltip().getByText("up", { exact: true }).waitFor();
    await page.mouse.move(2, 2);
    await tooltip().waitFor({ state: "hidden" });
  });

  test("the arrow keys move along a chart, and Escape leaves it", async () => {
    const chart = panel("Lines").getByRole("group", { name: /^Lines: 2 series .*highest 90.0%, large/ });
    await chart.focus();
    await page.keyboard.press("End");
    await tooltip().getByText("90.0%").waitFor();
    await page.keyboard.press("Escape");
    await tooltip().waitFor({ state: "hidden" });
  });

  test("a click in the legend leaves one line, another brings all back, and Ctrl takes one away", async () => {
    const entries = panel("Lines").getByRole("list", { name: "Legend of Lines" }).getByRole("button");
    const pressed = () => entries.evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-pressed")));
    await entries.nth(1).click();
    expect(await pressed()).toEqual(["false", "true"]);
    await entries.nth(1).click();
    expect(await pressed()).toEqual(["true", "true"]);
    await entries.nth(0).click({ modifiers: ["ControlOrMeta"] });
    expect(await pressed()).toEqual(["false", "true"]);
    await entries.nth(0).focus();
    await page.keyboard.press("Control+Enter");
    expect(await pressed()).toEqual(["true", "true"]);
  });

  test("a series named like HTML is text wherever it is shown", async () => {
    await panel("Lines").getByText(hostile).first().waitFor();
    expect(await page.evaluate(() => "wasRun" in window)).toBe(false);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });
});
