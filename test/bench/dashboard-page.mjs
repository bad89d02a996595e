// The real page of a dashboard with made-up answers: 20 panels × 50 series × 1,000 points asked anew, from the answers to the
// pixels, beside bare uPlot given the same numbers in the same sizes; an answer of 10,000 series; and going back to a dashboard
// that was seen before.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { median, root, sleep } from "./measure.mjs";
import { dashboardOf, gridOf, openStandIn, seriesPanel, sum, tracedTasks, withBrowser } from "./stand-in-dashboards.mjs";

const rounds = 7;
const points = 1001;
const viewport = { width: 1600, height: 1300 };

export async function run() {
  const what = "Dashboard, 20 panels × 50 series × 1,000 points asked anew: main thread";
  const rows = await withBrowser(async (room) => [await redraws(room, what), await manySeries(room), await switching(room)]);
  return rows ?? [{ what, figure: "not measured", comparison: "no Chromium here" }];
}

const thousand = { queryOptions: { maxDataPoints: points, minInterval: "1s" } };

const large = dashboardOf(
  "large",
  gridOf(
    Array.from({ length: 20 }, (_, index) => seriesPanel(index + 1, `large ${index}`, 50, thousand)),
    { columns: 4, height: 6 },
  ),
);

async function redraws(room, what) {
  const ours = await openStandIn(room, { dashboards: [large], viewport, path: "/dashboards/large" });
  const inSight = await ours.page.evaluate(() => window.painted(0, "large", 20).then(() => window.standIn.asked));
  if (inSight < 20) throw new Error(`only ${inSight} panels have asked`);
  const sizes = await ours.page.evaluate(() =>
    [...document.querySelectorAll(".uplot")].map(({ clientWidth, clientHeight }) => ({
      width: clientWidth,
      height: clientHeight,
    })),
  );
  if (sizes.length < 20) throw new Error(`only ${sizes.length} charts are drawn`);
  const bare = await openBare(room, sizes);
  const figures = { ours: [], bare: [], longest: [], bareLongest: [] };
  for (let round = 0; round < rounds; round++) {
    await ours.page.bringToFront();
    await ours.page.evaluate((count) => window.standIn.prepare(count), points);
    await sleep(300);
    const { tasks } = await tracedTasks(room.browser, ours.page, () =>
      ours.page.evaluate(() => {
        const since = performance.now();
        window.button("Ask everything now").click();
        return window.painted(since, "large", 20);
      }),
    );
    figures.ours.push(sum(tasks));
    figures.longest.push(Math.max(...tasks));
    await bare.bringToFront();
    await bare.evaluate((update) => window.prepare(update), round + 1);
    await sleep(300);
    const theirs = await tracedTasks(room.browser, bare, () => bare.evaluate(() => window.redraw()));
    figures.bare.push(sum(theirs.tasks));
    figures.bareLongest.push(Math.max(...theirs.tasks));
  }
  await Promise.all([ours.page.close(), bare.close()]);
  const [our, their] = [median(figures.ours), median(figures.bare)];
  const longest = `${median(figures.longest).toFixed(0)} ms of CPU time, at most ${Math.max(...figures.longest).toFixed(0)}`;
  return {
    what,
    figure: `${our.toFixed(0)} ms`,
    comparison: `bare uPlot: ${their.toFixed(0)} ms`,
    ratio: (our / their).toFixed(2),
    note: `bar: 1.5 times. Longest task ${longest} (bar: 50); bare uPlot draws all in one: ${median(figures.bareLongest).toFixed(0)} ms`,
  };
}

/** Plots of the same sizes with the same numbers, and nothing else. */
async function openBare({ browser }, sizes) {
  const page = await browser.newPage({ viewport });
  await page.setContent('<!doctype html><body style="background: #0b0e14; display: flex; flex-wrap: wrap; gap: 8px"></body>');
  const uplot = (name) => readFileSync(join(root, "node_modules/uplot/dist", name), "utf8");
  await page.addStyleTag({ content: uplot("uPlot.min.css") });
  await page.addScriptTag({ content: uplot("uPlot.iife.min.js") });
  await page.evaluate(
    ({ all, count }) => {
      const walk = (seed, update) => {
        const values = new Float64Array(count);
        for (let i = 0; i < count; i++) {
          const at = i + update * 10;
          values[i] =
            50 + (seed % 90) + 12 * Math.sin(at / 40 + seed) + 6 * Math.sin(at * (1.3 + seed / 90)) + 3 * Math.sin(at * 2.9);
        }
        return values;
      };
      const dataOf = (panel, update) => [
        Float64Array.from({ length: count }, (_, i) => 1_700_000_000 + i + update * 10),
        ...Array.from({ length: 50 }, (_, index) => walk((panel + 1) * 3 + index, update)),
      ];
      const axis = { stroke: "#96a0b3", grid: { stroke: "#ffffff12" } };
      const look = (index) => ({ stroke: `hsl(${index * 37} 70% 60%)`, width: 1, points: { show: false } });
      const series = [{}, ...Array.from({ length: 50 }, (_, index) => look(index))];
      const options = { series, axes: [axis, axis], legend: { show: false }, cursor: { points: { show: false } } };
      const plots = all.map((size, panel) => new window.uPlot({ ...options, ...size }, dataOf(panel, 0), document.body));
      let next = [];
      window.prepare = (update) => {
        next = plots.map((_, panel) => dataOf(panel, update));
      };
      window.redraw = async () => {
        for (const [panel, plot] of plots.entries()) plot.setData(next[panel]);
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      };
    },
    { all: sizes, count: points },
  );
  return page;
}

/** From the answer in the window to the picture of its largest, with the total beside it; and from the click that asked for it. */
async function manySeries(room) {
  const panel = seriesPanel(1, "many", 10_000, { queryOptions: { maxDataPoints: 121 } });
  const many = dashboardOf("many", gridOf([panel], { columns: 1, height: 12 }));
  const figures = { answer: [], click: [], few: [] };
  for (let round = 0; round < 5; round++) {
    const { page } = await openStandIn(room, { dashboards: [many], viewport, path: "/dashboards/many", prepare: few });
    await page.evaluate(() => window.painted(0, "many", 1));
    for (const series of [8, 10_000]) {
      const { answer, click, text } = await page.evaluate(async (count) => {
        window.standIn.series = count;
        window.standIn.prepare(200);
        await new Promise((resolve) => setTimeout(resolve, 300));
        const since = performance.now();
        window.button("Ask everything now").click();
        const at = await window.painted(since, "many", 1);
        const { textContent } = document.querySelector("section[data-panel]");
        return { answer: at - window.standIn.answeredAt, click: at - since, text: textContent };
      }, series);
      if (series === 8) figures.few.push(answer);
      else {
        if (!text.includes("of 10,000")) throw new Error(`the total is not told: ${text.slice(0, 200)}`);
        figures.answer.push(answer);
        figures.click.push(click);
      }
    }
    await page.close();
  }
  return {
    what: "An answer of 10,000 series: until the top of them are painted, with the total",
    figure: `${median(figures.answer).toFixed(0)} ms`,
    comparison: `8 series: ${median(figures.few).toFixed(0)} ms`,
    ratio: (median(figures.answer) / median(figures.few)).toFixed(1),
    note: `bar: 300 ms. From the click that asks: ${median(figures.click).toFixed(0)} ms, with an answer that is there at once`,
  };
}

const few = (page) =>
  page.addInitScript(() => {
    addEventListener("DOMContentLoaded", () => {
      window.standIn.series = 8;
    });
  });

/** What dashboards look like: charts, figures, a gauge, a table, bars. */
function mixed(name) {
  const panels = [
    ...Array.from({ length: 6 }, (_, index) => seriesPanel(index + 1, `${name} chart ${index}`, 8)),
    ...Array.from({ length: 3 }, (_, index) => seriesPanel(index + 7, `${name} figure ${index}`, 1, { type: "stat" })),
    seriesPanel(10, `${name} gauge`, 3, { type: "gauge" }),
    seriesPanel(11, `${name} bars`, 8, { type: "bargauge" }),
    seriesPanel(12, `${name} table`, 20, { type: "table", query: { mode: "instant", format: "table" } }),
  ];
  return dashboardOf(name, {
    ...gridOf(panels, { columns: 4, height: 8 }),
    time: { from: "now-1h" },
    variables: [
      {
        kind: "query",
        name: "instance",
        multi: true,
        includeAll: true,
        query: "label_values(up, instance)",
        current: { values: ["$__all"], texts: ["All"] },
      },
    ],
  });
}

/** Between two dashboards that were seen before: from the change of the address until all panels in sight are painted. */
async function switching(room) {
  const names = ["first", "second"];
  const { page, devtools } = await openStandIn(room, { dashboards: names.map(mixed), viewport, path: "/dashboards/first" });
  await page.evaluate(() => window.painted(0, "first", 12));
  const go = (to) =>
    page.evaluate(async (name) => {
      const since = performance.now();
      location.hash = `#/dashboards/${name}`;
      return (await window.painted(since, name, 12)) - since;
    }, to);
  const cold = await go("second");
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const taskMs = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
  const cpu = [];
  const figures = [];
  for (let round = 0; round < 10; round++) {
    for (const name of names) {
      await sleep(400);
      const before = await taskMs();
      figures.push(await go(name));
      cpu.push((await taskMs()) - before);
    }
  }
  // What any page takes: the same frame with next to nothing in it.
  const floor = [];
  for (let round = 0; round < 10; round++) {
    await sleep(400);
    floor.push(
      await page.evaluate(
        async (path) => {
          const since = performance.now();
          const before = document.title;
          location.hash = path;
          while (document.title === before) {
            await new Promise((resolve) => requestAnimationFrame(resolve));
            if (performance.now() - since > 5000) throw new Error(`${path} is not shown`);
          }
          await new Promise((resolve) => setTimeout(resolve));
          return performance.now() - since;
        },
        round % 2 === 0 ? "#/settings" : "#/connections",
      ),
    );
  }
  await page.close();
  return {
    what: "Back to a dashboard of 12 panels that was seen before: until it is painted",
    figure: `${median(figures).toFixed(0)} ms`,
    comparison: `between Settings and Connections: ${median(floor).toFixed(0)} ms`,
    ratio: (median(figures) / median(floor)).toFixed(1),
    note: `bar: 150 ms. ${median(cpu).toFixed(0)} ms of it are CPU time of the main thread. The slowest of ${figures.length}: ${Math.max(...figures).toFixed(0)} ms; for the first time: ${cold.toFixed(0)} ms`,
  };
}
