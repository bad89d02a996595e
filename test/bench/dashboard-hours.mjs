// Eight hours of a dashboard that asks anew every 30 seconds, in a few minutes: the page's clock is moved on by hand, everything
// else is real, and each of the 960 rounds is drawn before the next begins. What the window holds after the first hour, by when the
// engine of the browser has made machine code of nearly all that runs often, beside what it holds at the end; then the same, less
// long, with going to and fro among three dashboards.
import { sleep } from "./measure.mjs";
import { dashboardOf, gridOf, openStandIn, seriesPanel, withBrowser } from "./stand-in-dashboards.mjs";

const everySeconds = 30;
const long = (8 * 3600) / everySeconds;
const short = 360;
const warmUp = 120;
const viewport = { width: 1600, height: 1300 };

export async function run() {
  const what = `Dashboard, 8 hours of refresh (${long} rounds): heap of the window`;
  const rows = await withBrowser(async (room) => [
    await hours(room, { what, rounds: long, dashboardAt: (round) => (round === 0 ? names[0] : undefined) }),
    await hours(room, {
      what: `The same for ${short / 120} hours among three dashboards, another one at each round`,
      rounds: short,
      dashboardAt: (round) => names[round % names.length],
    }),
  ]);
  return rows ?? [{ what, figure: "not measured", comparison: "no Chromium here" }];
}

const names = ["first", "second", "third"];

/** What dashboards look like: charts, figures, a gauge, bars, a table; a variable, and marks on the time axis. */
function mixed(name) {
  const query = { expr: `made_up{series="8", seed="1", instance=~"$instance"}` };
  const panels = [
    ...Array.from({ length: 6 }, (_, index) => seriesPanel(index + 1, `${name} chart ${index} $instance`, 8)),
    seriesPanel(7, `${name} chosen`, 8, { query }),
    seriesPanel(8, `${name} figure`, 1, { type: "stat" }),
    seriesPanel(9, `${name} states`, 4, { type: "state-timeline" }),
    seriesPanel(10, `${name} gauge`, 3, { type: "gauge" }),
    seriesPanel(11, `${name} bars`, 8, { type: "bargauge" }),
    seriesPanel(12, `${name} table`, 20, { type: "table", query: { mode: "instant", format: "table" } }),
  ];
  const current = { values: ["node-1", "node-2"], texts: ["node-1", "node-2"] };
  return dashboardOf(name, {
    ...gridOf(panels, { columns: 4, height: 8 }),
    time: { from: "now-1h", refresh: `${everySeconds}s` },
    variables: [{ kind: "query", name: "instance", multi: true, refresh: "time", query: "label_values(up, instance)", current }],
    annotations: [
      { name: "deploys", expr: `made_up{series="2", seed="5"} > 60`, titleFormat: "deploy {{instance}}" },
      { name: "alerts", kind: "alerts" },
    ],
  });
}

async function hours(room, { what, rounds, dashboardAt }) {
  const { page, devtools } = await openStandIn(room, {
    dashboards: names.map(mixed),
    viewport,
    path: "/dashboards/first",
    prepare: (fresh) => fresh.clock.install({ time: new Date("2026-11-21T08:00:00Z") }),
  });
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  let before;
  let halfway;
  let fewest = Number.POSITIVE_INFINITY;
  for (let round = 0; round <= rounds; round++) {
    const to = dashboardAt(round);
    if (to) {
      await page.evaluate((name) => {
        location.hash = `#/dashboards/${name}`;
      }, to);
    }
    const drawn = await page.evaluate(() => {
      window.standIn.update++;
      window.standIn.forget();
      return window.canvasesDrawn;
    });
    await page.clock.runFor(everySeconds * 1000);
    await settled(page);
    if (round > 1) fewest = Math.min(fewest, (await page.evaluate(() => window.canvasesDrawn)) - drawn);
    if (round === warmUp) before = await held(devtools);
    if (round === rounds / 2) halfway = await held(devtools);
  }
  const after = await held(devtools);
  const asked = await page.evaluate(() => window.standIn.asked);
  await page.close();
  const megabytes = ({ heap }) => `${(heap / 1e6).toFixed(2)} MB`;
  const things = ({ objects, nodes, listeners }) => `${objects} objects, ${nodes} nodes, ${listeners} listeners`;
  return {
    what,
    figure: megabytes(after),
    comparison: `after ${warmUp} rounds: ${megabytes(before)}`,
    ratio: (after.heap / before.heap).toFixed(3),
    note: `halfway ${megabytes(halfway)}; ${things(before)} → ${things(after)}; ${asked} queries, at least ${fewest} canvases drawn in a round; complaints: ${complaints.length}${complaints.length > 0 ? ` (${complaints[0]})` : ""}`,
  };
}

/** Until the browser has made two frames of its own: the page's are moved by its clock, which stands still now. */
async function settled(page) {
  await page.evaluate(() => new Promise((resolve) => setTimeoutOfTheBrowser(resolve, 40)));
  await page.clock.runFor(100);
  await page.evaluate(() => new Promise((resolve) => setTimeoutOfTheBrowser(resolve, 20)));
}

/** What is left after the collector has been through. */
async function held(devtools) {
  for (let pass = 0; pass < 3; pass++) {
    await devtools.send("HeapProfiler.collectGarbage");
    await sleep(200);
  }
  await devtools.send("Performance.enable");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const value = (name) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heap: value("JSHeapUsedSize"),
    nodes: value("Nodes"),
    listeners: value("JSEventListeners"),
    objects: await objectsAlive(devtools),
  };
}

/** All that the page's scripts have made and still hold; the heap's size counts the machine code and the caches of the browser too. */
async function objectsAlive(devtools) {
  const { result } = await devtools.send("Runtime.evaluate", { expression: "Object.prototype" });
  const { objects } = await devtools.send("Runtime.queryObjects", { prototypeObjectId: result.objectId });
  const count = await devtools.send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration: "function () { return this.length; }",
    returnByValue: true,
  });
  for (const { objectId } of [result, objects]) await devtools.send("Runtime.releaseObject", { objectId });
  return count.result.value;
}
