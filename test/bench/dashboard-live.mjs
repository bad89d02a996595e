// Twelve panels that move each second: what that costs the window's process, beside the page that shows next to nothing in the same
// seconds of the same run. Once with a full window of made-up points (12 panels × 8 series × 900 points), once with This host as the
// real engine answers it, beside the Overview; and what it costs the engine, whose memory is told before and after.
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { median, root, sleep, weigh } from "./measure.mjs";
import { dashboardOf, gridOf, openStandIn, seriesPanel, withBrowser } from "./stand-in-dashboards.mjs";

const rounds = 3;
const seconds = 12;
const viewport = { width: 1600, height: 1000 };

export async function run() {
  const rows = await withBrowser(
    async (room) => {
      const before = weigh(room.serve.enginePid).residentBytes;
      return [await madeUp(room), ...(await thisHost(room, before))];
    },
    { prepare: putThisHost },
  );
  return rows ?? [{ what: "Dashboard, 12 live panels", figure: "not measured", comparison: "no Chromium here" }];
}

function putThisHost(dataFolder) {
  mkdirSync(join(dataFolder, "dashboards"), { recursive: true });
  cpSync(join(root, "assets/dashboards/this-host.json"), join(dataFolder, "dashboards/this-host.json"));
}

async function madeUp(room) {
  const panels = Array.from({ length: 12 }, (_, index) => seriesPanel(index + 1, `live ${index}`, 8));
  const live = dashboardOf("live", {
    ...gridOf(panels, { columns: 4, height: 7 }),
    source: "local",
    time: { from: "now-15m", refresh: "1s" },
  });
  const { page } = await openStandIn(room, { dashboards: [live], viewport, path: "/dashboards/live" });
  await page.evaluate(() => window.painted(0, "live", 12));
  const paths = ["#/dashboards/live", "#/connections"];
  const [dashboard, floor] = await sharesOf(room, page, paths, () => page.evaluate(() => window.canvasesDrawn));
  await page.close();
  return {
    what: "Dashboard, 12 live panels × 8 series × 900 points, each second: CPU of the window's process",
    figure: percent(dashboard.window),
    comparison: `Connections: ${percent(floor.window)}`,
    ratio: (dashboard.window / floor.window).toFixed(1),
    note: `bar: 6% of a core. Canvases drawn in a second: ${dashboard.counted.toFixed(1)}`,
  };
}

async function thisHost(room, before) {
  const page = await room.browser.newPage({ viewport });
  await page.goto(room.serve.url);
  await page.waitForFunction(() => performance.getEntriesByName("watchdeck:first-chart").length > 0);
  const overviewMemory = weigh(room.serve.enginePid).residentBytes;
  const paths = ["#/dashboards/this-host", "#/overview", "#/connections"];
  const [dashboard, overview, floor] = await sharesOf(room, page, paths);
  const after = weigh(room.serve.enginePid).residentBytes;
  await page.close();
  const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
  return [
    {
      what: "This host as a dashboard, live: CPU of the window's process",
      figure: percent(dashboard.window),
      comparison: `Overview: ${percent(overview.window)}; Connections: ${percent(floor.window)}`,
      ratio: (dashboard.window / overview.window).toFixed(2),
    },
    {
      what: "This host as a dashboard, live: CPU of the engine",
      figure: percent(dashboard.engine),
      comparison: `Overview: ${percent(overview.engine)}; Connections: ${percent(floor.engine)}`,
      ratio: (dashboard.engine / overview.engine).toFixed(2),
      note: `memory of the engine: ${megabytes(before)} at the start, ${megabytes(overviewMemory)} with the Overview open, ${megabytes(after)} after dashboards`,
    },
  ];
}

/** Of a core, of the window's process and of the engine, for each page: in turns, so that a busy machine is busy for all. */
async function sharesOf({ browser, serve }, page, paths, count = async () => 0) {
  const pid = await rendererOf(browser, page);
  const found = paths.map(() => ({ window: [], engine: [], counted: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const [index, path] of paths.entries()) {
      await page.evaluate((to) => {
        location.hash = to;
      }, path);
      await sleep(5000);
      const read = async () => ({
        window: weigh(pid).cpuMs,
        engine: weigh(serve.enginePid).cpuMs,
        counted: await count(),
        at: performance.now(),
      });
      const before = await read();
      await sleep(seconds * 1000);
      const after = await read();
      const elapsed = after.at - before.at;
      found[index].window.push((after.window - before.window) / elapsed);
      found[index].engine.push((after.engine - before.engine) / elapsed);
      found[index].counted.push(((after.counted - before.counted) / elapsed) * 1000);
    }
  }
  return found.map(({ window, engine, counted }) => ({
    window: median(window),
    engine: median(engine),
    counted: median(counted),
  }));
}

/** The process that this page runs in: the one whose CPU time grows when the page is kept busy. */
async function rendererOf(browser, page) {
  const session = await browser.newBrowserCDPSession();
  const renderers = async () =>
    (await session.send("SystemInfo.getProcessInfo")).processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
  const pids = await renderers();
  const before = new Map(pids.map((pid) => [pid, weigh(pid)?.cpuMs ?? 0]));
  await page.evaluate(() => {
    const until = performance.now() + 500;
    while (performance.now() < until);
  });
  const grown = (pid) => (weigh(pid)?.cpuMs ?? 0) - before.get(pid);
  await session.detach();
  return pids.reduce((most, pid) => (grown(pid) > grown(most) ? pid : most));
}

const percent = (share) => `${(share * 100).toFixed(1)}%`;
