// What an open dashboard asks of a server, counted by the server: how often, for whom, and what becomes of a slow one.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dashboardSchema } from "#shared/dashboards/dashboard";
import { connectionTo } from "../support/connections";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { eventually } from "../support/eventually";
import { type MisbehavingServer, startHttp } from "../support/misbehaving-server";
import { suite } from "../support/suite";

const panel = (id: number, title: string, expr: string) => ({
  ...{ id, title, type: "timeseries" },
  // A step of a second, so that each refresh is another stretch of time.
  queryOptions: { minInterval: "1s" },
  queries: [{ refId: "A", expr }],
});

const dashboard = dashboardSchema.parse({
  kind: "watchdeck-dashboard",
  version: 1,
  uid: "asking",
  title: "Asking",
  source: "under-test",
  time: { from: "now-5m", to: "now", refresh: "1s" },
  elements: {
    quick: panel(1, "Quick", "quick"),
    again: panel(2, "Quick again", "quick"),
    slow: panel(3, "Slow", "slow"),
    fails: panel(4, "Fails later", "fails_later"),
    long: { id: 5, title: "Long", type: "text", options: { content: "Nothing to see" } },
    below: panel(6, "Far below", "below"),
  },
  layout: {
    kind: "grid",
    items: [
      { element: "quick", x: 0, y: 0, width: 12, height: 6 },
      { element: "again", x: 12, y: 0, width: 12, height: 6 },
      { element: "slow", x: 0, y: 6, width: 12, height: 6 },
      { element: "fails", x: 12, y: 6, width: 12, height: 6 },
      { element: "long", x: 0, y: 12, width: 24, height: 40 },
      { element: "below", x: 0, y: 52, width: 24, height: 6 },
    ],
  },
});

suite("what an open dashboard asks", missingFor("browser"), () => {
  const asked: { expr: string; start: number }[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  let isFailing = false;
  let server: MisbehavingServer;
  let dataFolder: string;
  let watchdeck: RunningConsole;
  let page: Page;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const given = new URLSearchParams(request.method === "POST" ? await text(request) : (request.url ?? "").split("?")[1]);
    const [expr, start, end, step] = [
      given.get("query") ?? "",
      ...["start", "end", "step"].map((name) => Number(given.get(name))),
    ];
    if (!request.url?.includes("query_range")) return send(response, 200, { status: "success", data: [] });
    asked.push({ expr, start: start as number });
    if (expr === "fails_later" && isFailing) {
      return send(response, 503, { status: "error", errorType: "unavailable", error: "away for lunch" });
    }
    const values: [number, string][] = [];
    for (let at = start as number; at <= (end as number); at += step as number) values.push([at, "1"]);
    const sendPoints = () =>
      send(response, 200, {
        status: "success",
        data: { resultType: "matrix", result: [{ metric: { __name__: expr }, values }] },
      });
    if (expr !== "slow") return sendPoints();
    mostUnderWay = Math.max(mostUnderWay, ++underWay);
    setTimeout(() => {
      underWay--;
      sendPoints();
    }, 2500);
  }

  beforeAll(async () => {
    server = await startHttp((request, response) => void answer(request, response));
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-dashboard-asking-"));
    mkdirSync(join(dataFolder, "dashboards"));
    writeFileSync(join(dataFolder, "dashboards", "asking.json"), JSON.stringify(dashboard));
    writeFileSync(join(dataFolder, "settings.json"), JSON.stringify({ version: 1, connections: [connectionTo(server.url)] }));
    watchdeck = await openConsole("browser", { dataFolder });
    page = watchdeck.page;
    await page.getByRole("navigation").getByRole("link", { name: "Dashboards" }).click();
    await page.evaluate(() => {
      location.hash = "#/dashboards/asking";
    });
    await shown("Quick").locator("canvas").first().waitFor();
  });
  afterAll(async () => {
    await watchdeck?.close();
    await server?.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  });

  const shown = (title: string) => page.locator("main").getByRole("region", { name: title, exact: true });
  const count = (expr: string) => asked.filter((one) => one.expr === expr).length;

  test("two panels with the same query ask it once at each refresh", async () => {
    await eventually(() => (count("quick") >= 4 ? true : undefined), "the quick query is asked again and again");
    const starts = asked.filter(({ expr }) => expr === "quick").map(({ start }) => start);
    expect(new Set(starts).size).toBe(starts.length);
    await shown("Quick again").locator("canvas").first().waitFor();
  });

  test("a slow query never has a second one beside it, and its panel says that it is asked less often", async () => {
    await shown("Slow").getByRole("button", { name: "Remarks" }).click({ timeout: 20_000 });
    await page.getByText(/^Answers take \d+\ss: asked every \d+\ss$/).waitFor();
    await page.keyboard.press("Escape");
    await eventually(() => (count("slow") >= 2 ? true : undefined), "the slow query is asked again");
    expect(mostUnderWay).toBe(1);
    expect(count("slow")).toBeLessThan(count("quick") / 2);
  });

  test("a panel far out of sight asks nothing", () => {
    expect(count("below")).toBe(0);
  });

  test("when a source fails, what was there stays, says how old it is and why", async () => {
    isFailing = true;
    await shown("Fails later").getByText("as of").waitFor();
    await shown("Fails later").getByRole("button", { name: "What failed" }).click();
    await page.getByText(/away for lunch/).waitFor();
    await page.keyboard.press("Escape");
    expect(await shown("Fails later").locator("canvas").count()).toBeGreaterThan(0);
    isFailing = false;
    await shown("Fails later").getByText("as of").waitFor({ state: "detached" });
  });

  test("held still, nothing is asked; let go, it goes on", async () => {
    await page.getByRole("button", { name: /^Refresh: / }).click();
    await page.getByRole("menuitem", { name: "Hold still" }).click();
    await page.getByRole("button", { name: "Refresh: Paused" }).waitFor();
    await eventually(() => (underWay === 0 ? true : undefined), "what was under way has come");
    const before = asked.length;
    await page.waitForTimeout(2500);
    expect(asked.length).toBe(before);
    await page.getByRole("button", { name: "Refresh: Paused" }).click();
    await page.getByRole("menuitem", { name: "Go on" }).click();
    await eventually(() => (asked.length > before ? true : undefined), "it is asked again");
  });

  test("away from the dashboard, nothing is asked any more", async () => {
    await page.getByRole("navigation").getByRole("link", { name: "Overview" }).click();
    await page.getByRole("region", { name: "CPU", exact: true }).first().waitFor();
    const before = asked.length;
    await page.waitForTimeout(2500);
    expect(asked.length).toBe(before);
  });
});

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
