// The packs and the guides' own dashboards, as a user gets them: found for a source, added or pasted, and drawn with data. The
// source is a real Prometheus that scrapes the stand-in for the guides' services and a real node_exporter.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Pack, uidFor } from "../../renderer/pages/dashboards/packs/pack";
import { connectionTo } from "../support/connections";
import { missingFor, openConsole, type RunningConsole } from "../support/console";
import { eventually } from "../support/eventually";
import { startGuideServer } from "../support/guide-exporter/guide-server";
import { mayBeEmpty, packs, readPackFile } from "../support/packs";
import { type PanelOnPage, panelsOnPage, unfoldRows } from "../support/panels-on-page";
import { isOnPath } from "../support/programs";
import { type RunningServer, startNodeExporter } from "../support/servers";
import { suite } from "../support/suite";

const programs = ["prometheus", "promtool", "prometheus-node-exporter"];
const missing = [...missingFor("browser"), ...programs.filter((name) => !isOnPath(name))];

/** Where pictures of each pack go, dark and light; taken only when it is named. */
const pictures = process.env.WATCHDECK_PICTURES;

const connection = { id: "under-test", name: "Test server" };

/** So high that a whole dashboard is in sight: what is not is not asked. */
const tall = { width: 1440, height: 5200 };

const guide = (name: string) => readFileSync(join(import.meta.dirname, `../fixtures/dashboards/guides/${name}.md`), "utf8");
const blocksOf = (markdown: string) => [...markdown.matchAll(/^```json\n([\s\S]*?)^```/gm)].map(([, block]) => block as string);
const hybrid = blocksOf(guide("hybrid-ai-stack"));
const [daenaVariables] = blocksOf(guide("daena"));

suite("the guides' dashboards", missing, () => {
  let node: RunningServer;
  let server: RunningServer;
  let dataFolder: string;
  let watchdeck: RunningConsole;
  let page: Page;

  beforeAll(async () => {
    node = await startNodeExporter();
    const job = `  - job_name: node\n    scrape_interval: 1s\n    scrape_timeout: 1s\n    static_configs:\n      - targets: ["127.0.0.1:${node.port}"]\n`;
    server = await startGuideServer({ hours: pictures === undefined ? 0.5 : 6.5, stepSeconds: 15, moreJobs: job });
    // A source's metrics are looked at once in a while, and what is to be found has to be there by then.
    const scraped = new URLSearchParams({ query: "count_over_time(node_load1[1m]) > 7" });
    await eventually(async () => {
      const answer = await fetch(`${server.url}/api/v1/query?${scraped}`);
      return (await answer.text()).includes('"value"') || undefined;
    }, "node_exporter was scraped for some seconds");
    dataFolder = mkdtempSync(join(tmpdir(), "watchdeck-guides-"));
    const settings = { version: 1, connections: [connectionTo(server.url, connection)] };
    writeFileSync(join(dataFolder, "settings.json"), JSON.stringify(settings));
    watchdeck = await openConsole("browser", { dataFolder });
    page = watchdeck.page;
    await page.setViewportSize(tall);
  });
  afterAll(async () => {
    await watchdeck?.close();
    await server?.stop();
    await node?.stop();
    if (dataFolder) rmSync(dataFolder, { recursive: true, force: true });
  });

  const goTo = (address: string) =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, address);

  const openList = async () => {
    await goTo(`#/dashboards?source=${connection.id}`);
    await page.getByRole("heading", { name: "Dashboards", level: 1, exact: true }).waitFor();
  };

  /** Waits until each panel is drawn, but for those that may be empty. A panel of what is only just scraped comes with a refresh. */
  const allDrawn = async (maySayNothing: ReadonlySet<string> = new Set()): Promise<PanelOnPage[]> => {
    let panels: PanelOnPage[] = [];
    const isDone = ({ title, state }: PanelOnPage) => state === "drawn" || (state === "empty" && maySayNothing.has(title));
    await eventually(
      async () => {
        await unfoldRows(page);
        panels = await panelsOnPage(page);
        return (panels.length > 0 && panels.every(isDone)) || undefined;
      },
      "every panel is drawn",
      { limitMs: 40_000, everyMs: 200 },
    ).catch((error: unknown) => {
      throw new Error(`Not drawn: ${JSON.stringify(panels.filter((panel) => !isDone(panel)))}`, { cause: error });
    });
    return panels;
  };

  const takePictures = async (name: string) => {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await page.locator("main").evaluate((main) => main.scrollTo(0, 0));
    const last = await page.locator("main [data-panel]").last().boundingBox();
    const clip = {
      x: 0,
      y: 0,
      width: tall.width,
      height: Math.min(tall.height, (last ? last.y + last.height : tall.height) + 24),
    };
    for (const theme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(`html[data-theme="${theme}"]`).waitFor();
      await page.screenshot({ path: join(pictures, `${name}-${theme}.png`), animations: "disabled", clip });
    }
    await page.emulateMedia({ colorScheme: null });
  };

  test("every pack is offered for the source that has its metrics", async () => {
    await openList();
    const offers = page.getByRole("region", { name: "Ready-made dashboards" });
    for (const { title, always } of packs) {
      const source = always ? "this host" : connection.name;
      await offers.getByRole("button", { name: `Add ${title} for ${source}`, exact: true }).waitFor();
    }
  });

  // What node_exporter tells has no past here: those packs are last, when it has been scraped for a while.
  const asksNode = ({ id }: Pick<Pack, "id">) => ["node-exporter", "dgdn", "keiko"].includes(id);
  const inOrder = [...packs].sort((a, b) => Number(asksNode(a)) - Number(asksNode(b)));

  test.each(inOrder)(
    "$title is added with a click, and each of its panels is drawn",
    async ({ id, title, always, dashboards }) => {
      await openList();
      const source = always ? { id: "local", name: "this host" } : connection;
      await page.getByRole("button", { name: `Add ${title} for ${source.name}`, exact: true }).click();
      await page.waitForURL((url) => url.hash.startsWith(`#/dashboards/${uidFor(dashboards[0] as string, source.id)}`));
      const noCard = ["GPU utilisation", "GPU memory", "GPU temperature", "GPU power"];
      const maySayNothing = always ? new Set([...mayBeEmpty, ...noCard]) : mayBeEmpty;
      for (const file of dashboards) {
        // The shorter the range, the nearer its last step is to now.
        await goTo(`#/dashboards/${uidFor(file, source.id)}${asksNode({ id }) ? "?from=now-15m&to=now" : ""}`);
        await page.getByRole("heading", { level: 1, name: readPackFile(file).title }).waitFor();
        await allDrawn(maySayNothing);
        await takePictures(file.replace(/\.json$/, ""));
      }
    },
  );

  const paste = async (text: string) => {
    await openList();
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await page.getByRole("textbox", { name: "Or paste the JSON here" }).fill(text);
    await page.getByRole("button", { name: "Continue" }).click();
    return page.getByRole("dialog", { name: /^Import/ });
  };

  const importAlone = async (text: string, words: string) => {
    const dialog = await paste(text);
    await dialog.getByText(words).waitFor();
    await dialog.getByRole("button", { name: "Import", exact: true }).click();
    await page.waitForURL(/#\/dashboards\/[^?]/);
  };

  test("the Hybrid AI guide's dashboard is pasted as it stands there, and its seven panels are drawn", async () => {
    await importAlone(hybrid[4] as string, "all 7 panels are drawn");
    await page.getByRole("heading", { level: 1, name: "Hybrid AI Stack - Main Dashboard" }).waitFor();
    // It asks for a histogram by its bare name, of which no server has a series; the panel says so.
    const panels = await allDrawn(new Set(["Average Latency"]));
    expect(panels).toHaveLength(7);
    // Of a panel as low as this one only the tooltip has room for that.
    const why = "api_gateway_request_duration_seconds is a histogram: what it counts is in";
    await page.getByRole("region", { name: "Average Latency" }).getByTitle(why).waitFor();
    await takePictures("pasted-hybrid-ai-stack");
  });

  test.each([
    { title: "Total Requests (24h)", block: hybrid[0] },
    { title: "Request Distribution by Model", block: hybrid[1] },
    { title: "API Costs Over Time", block: hybrid[2] },
    { title: "Response Latency Distribution", block: hybrid[3] },
  ])("its panel “$title” is pasted as it stands there, and drawn", async ({ title, block }) => {
    await importAlone(block as string, "its panel is drawn");
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    expect(await allDrawn()).toEqual([{ title, state: "drawn" }]);
  });

  test("a whole guide is pasted, and what is JSON in it is found", async () => {
    const dialog = await paste(guide("hybrid-ai-stack"));
    const found = dialog.getByRole("list", { name: "What was found" });
    await found.getByText("Hybrid AI Stack - Main Dashboard", { exact: true }).waitFor();
    expect(await found.getByRole("checkbox").count()).toBe(hybrid.length);
    await page.keyboard.press("Escape");
  });

  test("Daena's variables are pasted without the braces around them, and their values are asked for", async () => {
    await importAlone(daenaVariables as string, "no panels");
    await page.getByRole("button", { name: "environment: production" }).waitFor();
  });

  test("nothing of it troubled the window", () => {
    expect(watchdeck.complaints).toEqual([]);
  });
});
