// An open dashboard in a real browser, about this host: its panels in each of their states, its variables, its time, its keys.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dashboardSchema } from "#shared/dashboards/dashboard";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { eventually } from "../support/eventually";
import { takeScreenshots } from "../support/screenshots";
import { suite } from "../support/suite";

const hostile = '<img src=x onerror="window.wasRun = true"><script>window.wasRun = true</script>';

const query = (expr: string, more: object = {}) => ({ refId: "A", expr, ...more });
const instant = { mode: "instant", format: "table" };

const hostDashboard = dashboardSchema.parse({
  kind: "watchdeck-dashboard",
  version: 1,
  uid: "host-by-hand",
  title: `This host ${hostile}`,
  variables: [
    {
      ...{ kind: "query", name: "cpu", label: "CPU", multi: true, includeAll: true, sort: "numerical" },
      ...{ query: "label_values(node_cpu_seconds_total, cpu)", current: { values: ["$__all"], texts: ["All"] } },
    },
    { kind: "textbox", name: "word", current: { values: [hostile], texts: [hostile] } },
    { kind: "query", name: "broken", query: "query_result(sum(rate()" },
  ],
  elements: {
    memory: { id: 1, title: "Memory", type: "timeseries", queries: [query("node_memory_MemTotal_bytes")] },
    load: { id: 2, title: "Load now", type: "stat", queries: [query("node_load1")] },
    nothing: { id: 3, title: "Nothing there", type: "timeseries", queries: [query("there_is_nothing")] },
    wrong: { id: 4, title: "Wrong", type: "timeseries", queries: [query("sum(rate(up[5m))")] },
    words: { id: 5, title: "Words $word", type: "text", options: { mode: "html", content: `It says ${hostile} here` } },
    foreign: { id: 6, title: "Foreign kind", type: "somebody-panel", queries: [query("node_uname_info", instant)] },
    long: { id: 9, title: "Long", type: "text", options: { content: "Nothing to see" } },
    below: { id: 7, title: "Far below", type: "timeseries", queries: [query("node_load15")] },
    cpus: { id: 8, title: "CPU number $cpu", type: "timeseries", queries: [query('node_cpu_seconds_total{cpu="$cpu"}')] },
  },
  layout: {
    kind: "rows",
    rows: [
      {
        ...{ title: "", isCollapsed: false, isHeadless: true },
        layout: {
          kind: "grid",
          items: [
            { element: "memory", x: 0, y: 0, width: 12, height: 7 },
            { element: "load", x: 12, y: 0, width: 6, height: 7 },
            { element: "nothing", x: 18, y: 0, width: 6, height: 7 },
            { element: "wrong", x: 0, y: 7, width: 8, height: 6 },
            { element: "words", x: 8, y: 7, width: 8, height: 6 },
            { element: "foreign", x: 16, y: 7, width: 8, height: 6 },
            { element: "long", x: 0, y: 13, width: 24, height: 40 },
            { element: "below", x: 0, y: 53, width: 24, height: 6 },
          ],
        },
      },
      {
        ...{ title: "Each CPU", isCollapsed: true, isHeadless: false },
        layout: {
          kind: "grid",
          items: [{ element: "cpus", x: 0, y: 0, width: 12, height: 6, repeat: { variable: "cpu", direction: "h" } }],
        },
      },
    ],
  },
});

suite("an open dashboard", missingFor("browser"), () => {
  let dataFolder: string;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-dashboard-page-"));
    mkdirSync(join(dataFolder, "dashboards"));
    writeFileSync(join(dataFolder, "dashboards", "host.json"), JSON.stringify(hostDashboard));
    watchdeck = await openConsole("browser", { dataFolder });
    page = watchdeck.page;
  });
  afterAll(async () => {
    await watchdeck?.close();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const panel = (title: string | RegExp) => page.locator("main").getByRole("region", { name: title });
  const search = async () => new URLSearchParams(new URL(page.url()).hash.split("?")[1] ?? "");

  test("the list leads to it, and a chart of this host is drawn", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Dashboards" }).click();
    await page.getByText("This host <img").first().click();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /This host/ }).waitFor();
    await panel("Memory").locator("canvas").first().waitFor();
    await panel("Load now").getByText(/\d/).first().waitFor();
    await page.getByRole("button", { name: "Refresh: Live · 1 s" }).waitFor();
    await takeScreenshots("dashboard", page, "browser");
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test("an empty panel says why, a failed one what is wrong, and one of a foreign kind shows its data as a table", async () => {
    await panel("Nothing there").getByText("No data").waitFor();
    await panel("Wrong").getByRole("alert").getByText("parse error").waitFor();
    await panel("Foreign kind").getByText("node_uname_info").first().waitFor();
  });

  test("what a file holds of HTML and script is text, or nothing at all", async () => {
    await panel(/^Words/)
      .getByText("It says")
      .waitFor();
    expect(await page.evaluate(() => "wasRun" in window)).toBe(false);
    expect(await page.locator("main script, main [onerror]").count()).toBe(0);
  });

  test("a variable that cannot be worked out says so, and the others go on", async () => {
    await page.getByRole("alert").getByText("The choices of broken could not be found").first().waitFor();
    await page.getByRole("button", { name: "CPU: All" }).waitFor();
  });

  test("what is folded away or far out of sight is not asked", async () => {
    expect(await page.getByRole("region", { name: "CPU number" }).count()).toBe(0);
    expect(await panel("Far below").locator("canvas").count()).toBe(0);
    await panel("Far below").scrollIntoViewIfNeeded();
    await panel("Far below").locator("canvas").first().waitFor();
    await page.locator("main").evaluate((main) => main.scrollTo(0, 0));
  });

  test("a row unfolds into one copy for each value, and a choice leaves one and stands in the address", async () => {
    await page.getByRole("button", { name: /Each CPU/ }).click();
    await panel("CPU number 0").locator("canvas").first().waitFor();
    const copies = await panel(/^CPU number/).count();
    expect(copies).toBeGreaterThan(1);
    await page.getByRole("button", { name: "CPU: All" }).click();
    await page.getByRole("option", { name: "1", exact: true }).click();
    await page.keyboard.press("Escape");
    await panel("CPU number 1").waitFor();
    await eventually(async () => ((await panel(/^CPU number/).count()) === 1 ? true : undefined), "one copy is left");
    expect((await search()).getAll("var-cpu")).toEqual(["1"]);
  });

  test("a usual range is chosen by a click, any other is typed, and a wrong one is told with a sentence", async () => {
    await page.keyboard.press("t");
    await page.getByRole("option", { name: "Last 1 hour" }).click();
    expect((await search()).get("from")).toBe("now-1h");
    await page.getByRole("button", { name: "Time range: Last 1 hour" }).click();
    await page.getByLabel("From", { exact: true }).fill("now");
    await page.getByLabel("To", { exact: true }).fill("now-1h");
    await page.getByRole("alert").getByText("before it begins").waitFor();
    await page.getByLabel("From", { exact: true }).fill("now-2h");
    await page.getByRole("button", { name: "Show", exact: true }).click();
    await page.getByRole("button", { name: "Time range: now-2h to now-1h" }).waitFor();
    expect([(await search()).get("from"), (await search()).get("to")]).toEqual(["now-2h", "now-1h"]);
    await page.goBack();
    await page.getByRole("button", { name: "Time range: Last 1 hour" }).waitFor();
  });

  test("dragging over a chart zooms the whole page in, and a double click goes back", async () => {
    const box = await panel("Memory").locator("canvas").first().boundingBox();
    if (!box) throw new Error("The chart is not there.");
    const [y, from, to] = [box.y + box.height / 2, box.x + box.width * 0.5, box.x + box.width * 0.8];
    await page.mouse.move(from, y);
    await page.mouse.down();
    await page.mouse.move(to, y, { steps: 4 });
    await page.mouse.up();
    await page.getByRole("button", { name: /^Time range: \d{4}-/ }).waitFor();
    const length = Date.parse((await search()).get("to") ?? "") - Date.parse((await search()).get("from") ?? "");
    expect(length).toBeGreaterThan(10 * 60_000);
    expect(length).toBeLessThan(30 * 60_000);
    // Whether something is there or not.
    await page.mouse.dblclick(from, y);
    await page.getByRole("button", { name: "Time range: Last 1 hour" }).waitFor();
  });

  test("the keyboard walks from panel to panel, opens one over the page, shows it as a table and looks into it", async () => {
    await page.locator("main").focus();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Memory");
    await page.keyboard.press("v");
    await eventually(
      async () => ((await page.locator("main [data-panel]").count()) === 1 ? true : undefined),
      "one panel is left",
    );
    expect((await search()).get("panel")).toContain("memory");
    await page.keyboard.press("Escape");
    await panel("Load now").waitFor();
    await eventually(
      async () => (await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) === "Memory" || undefined,
      "the panel that was large has the focus again",
    );
    await page.keyboard.press("T");
    await panel("Memory").getByRole("columnheader", { name: "Time" }).waitFor();
    await page.keyboard.press("T");
    await panel("Memory").locator("canvas").first().waitFor();
    // From the chart inside of it as well.
    await panel("Memory").getByRole("group").first().focus();
    await page.keyboard.press("T");
    await panel("Memory").getByRole("columnheader", { name: "Time" }).waitFor();
    await page.keyboard.press("T");
    await panel("Memory").locator("canvas").first().waitFor();
    await page.keyboard.press("i");
    await page.getByRole("dialog").getByText("node_memory_MemTotal_bytes").waitFor();
    await page.keyboard.press("Escape");
  });

  test("a note by hand is kept, is found where it was made, and can be taken away", async () => {
    await page.locator("main").focus();
    await page.keyboard.press("n");
    await page.getByLabel("What happened").fill("deployed");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.locator("main").focus();
    await page.keyboard.press("n");
    await page.getByRole("dialog").getByRole("button", { name: "Remove the note “deployed”" }).click();
    await page.getByRole("region", { name: "Noted here" }).waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("a presentation shows nothing but the dashboard, and ends with Escape", async () => {
    await page.locator("main").focus();
    await page.keyboard.press("f");
    await page.getByRole("heading", { level: 1, name: /This host/ }).waitFor({ state: "detached" });
    await panel("Memory").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { level: 1, name: /This host/ }).waitFor();
  });

  test("nothing complained: neither the page nor the engine", () => {
    // The browser reports an inline handler already when it parses one to take it out; it runs nowhere.
    expect(watchdeck.complaints.filter((text) => !text.includes("Executing inline event handler violates"))).toEqual([]);
    expect(watchdeck.logComplaints()).toEqual([]);
  });
});
