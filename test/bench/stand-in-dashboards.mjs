// What the benches of dashboards share: a real Chromium with the real page, whose dashboards and answers come through a stand-in
// for the bridge, since few machines have a server with as many series at hand. Everything behind the bridge is the page itself.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { runnerImport } from "vite";
import { ensureDisplay } from "./cold-start.mjs";
import { chromiumFlags, root, startServe, which } from "./measure.mjs";
import { preferences } from "./preferences.mjs";

const source = join(root, "shared/dashboards/dashboard.ts");
const { module: model } = await runnerImport(source, { root, configFile: false, logLevel: "warn" });

/** Runs `act` with a browser that can open the page; undefined where there is no Chromium. `prepare` is given the data folder. */
export async function withBrowser(act, { prepare = () => {} } = {}) {
  const executablePath = which("chromium") ?? which("google-chrome");
  if (!executablePath) return undefined;
  const restore = await ensureDisplay();
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  prepare(folder);
  const serve = await startServe(folder);
  const browser = await chromium.launch({ executablePath, headless: false, args: chromiumFlags });
  try {
    return await act({ browser, serve });
  } finally {
    await browser.close();
    await serve.stop();
    rmSync(folder, { recursive: true, force: true });
    restore();
  }
}

/** A page in front of the stand-in. `prepare` is called before anything is loaded. */
export async function openStandIn({ browser, serve }, { dashboards, viewport, path, prepare = async () => {} }) {
  const page = await browser.newPage({ viewport });
  await page.addInitScript(watchDrawing);
  await prepare(page);
  await page.addInitScript(putStandInBridge, { dashboards, preferences });
  await page.goto(`${serve.url.split("#")[0]}#${path}`);
  const devtools = await page.context().newCDPSession(page);
  return { page, devtools };
}

/** A panel over time whose query says what the stand-in is to make up: how many series, and from which seed. */
export const seriesPanel = (id, title, series, more = {}) => ({
  id,
  title,
  type: "timeseries",
  fieldConfig: { defaults: { unit: "percent" }, overrides: [] },
  ...more,
  queries: [{ refId: "A", expr: `made_up{series="${series}", seed="${id}"}`, legendFormat: "{{instance}}", ...more.query }],
});

/** Panels side by side, in rows. */
export const gridOf = (panels, { columns, height }) => ({
  elements: Object.fromEntries(panels.map((panel) => [`panel-${panel.id}`, { options: {}, ...panel }])),
  layout: {
    kind: "grid",
    items: panels.map((panel, index) => ({
      element: `panel-${panel.id}`,
      x: (index % columns) * (24 / columns),
      y: Math.floor(index / columns) * height,
      width: 24 / columns,
      height,
    })),
  },
});

/** Whole, as the engine hands it over. */
export const dashboardOf = (uid, { elements, layout, time, ...more }) =>
  model.dashboardSchema.parse({
    kind: model.dashboardKind,
    version: model.dashboardVersion,
    uid,
    title: uid,
    source: "made-up",
    time: { from: "now-1000s", to: "now", refresh: "", ...time },
    elements,
    layout,
    ...more,
  });

/** The tasks of the main thread while `act` went on, in ms of CPU time: on a busy machine a task is also interrupted by others. */
export async function tracedTasks(browser, page, act) {
  await browser.startTracing(page, { categories: ["disabled-by-default-devtools.timeline", "devtools.timeline"] });
  const value = await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const main = traceEvents.find(({ name, args }) => name === "TracingStartedInBrowser" && args)?.args?.data?.frames?.at(0);
  const mains = new Set(
    traceEvents
      .filter(
        ({ name, args, pid }) => name === "thread_name" && args.name === "CrRendererMain" && (!main || pid === main.processId),
      )
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const tasks = traceEvents
    .filter(({ name, pid, tid }) => /RunTask$/.test(name) && mains.has(`${pid}/${tid}`))
    .map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
  return { value, tasks };
}

export const sum = (values) => values.reduce((total, value) => total + value, 0);

/** Runs in the page, before its own code: notes when each canvas was last drawn, and waits until a change can be seen. */
function watchDrawing() {
  // The page may be given a clock that is moved by hand; this one goes on.
  window.setTimeoutOfTheBrowser = window.setTimeout.bind(window);
  const drawnAt = new WeakMap();
  const context = CanvasRenderingContext2D.prototype;
  const { clearRect } = context;
  context.clearRect = function (...args) {
    drawnAt.set(this.canvas, performance.now());
    window.canvasesDrawn++;
    return clearRect.apply(this, args);
  };
  window.canvasesDrawn = 0;

  const isInSight = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  /** Its data has come and stands there; charts have been drawn since then. */
  const isPainted = (panel, since) => {
    if (panel.dataset.state !== "data" || panel.querySelector("[class*=bone]")) return false;
    const charts = [...panel.querySelectorAll('[role="group"][aria-label*="Arrow keys move along it"]')];
    const isDrawn = (canvas) => canvas !== null && (drawnAt.get(canvas) ?? 0) >= since;
    return charts.every((chart) => isDrawn(chart.querySelector("canvas"))) && panel.textContent.length > 10;
  };
  /** When the frame is on the screen that shows all panels in sight, `title` at the head of each, drawn since `since`. */
  window.painted = async (since, title, count) => {
    for (const began = performance.now(); ; ) {
      if (performance.now() - began > 30_000) throw new Error(`not painted: ${document.body.innerText.slice(0, 500)}`);
      await new Promise((resolve) => requestAnimationFrame(resolve));
      const panels = [...document.querySelectorAll("section[data-panel]")].filter(isInSight);
      const mine = panels.filter((panel) => panel.getAttribute("aria-label").startsWith(title) && isPainted(panel, since));
      if (mine.length >= count && mine.length === panels.length) break;
    }
    // A message comes after the frame that was being made.
    await new Promise((resolve) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = resolve;
      channel.port2.postMessage(undefined);
    });
    return performance.now();
  };
  window.button = (label) => document.querySelector(`button[aria-label="${label}"]`);
}

/** Runs in the page, before its own code. */
function putStandInBridge({ dashboards, preferences }) {
  const standIn = {
    /** What an answer holds; counted up, so that each refresh has other numbers. */
    update: 0,
    /** When the last answer was handed over. */
    answeredAt: 0,
    asked: 0,
    /** How many series the queries get, instead of as many as they name. */
    series: undefined,
    /** Made up anew when they are asked for. */
    forget: () => made.clear(),
    /** The next answers, made before they are asked for: making them up is no part of drawing them. */
    prepare(points) {
      standIn.update++;
      for (const key of known) made.set(key, valuesOf(key, points));
    },
  };
  window.standIn = standIn;
  const known = new Set();
  const made = new Map();

  /** The same numbers at each run: a walk of the series' own, as far as this update. */
  const walk = (seed, points, update) => {
    const values = new Float64Array(points);
    for (let i = 0; i < points; i++) {
      const at = i + update * 10;
      values[i] =
        50 + (seed % 90) + 12 * Math.sin(at / 40 + seed) + 6 * Math.sin(at * (1.3 + seed / 90)) + 3 * Math.sin(at * 2.9);
    }
    return values;
  };
  const valuesOf = (expr, points) => {
    const [, series, seed] = /series="(\d+)", seed="(\d+)"/.exec(expr) ?? [undefined, "1", "1"];
    const count = standIn.series ?? Number(series);
    return Array.from({ length: count }, (_, index) => walk(Number(seed) * 3 + index, points, standIn.update));
  };

  const rangeAnswer = ({ expr, startMs, endMs, stepMs }) => {
    const points = Math.floor((endMs - startMs) / stepMs) + 1;
    known.add(expr);
    let values = made.get(expr);
    if (!values || values[0]?.length < points) {
      values = valuesOf(expr, points);
      made.set(expr, values);
    }
    const times = Float64Array.from({ length: points }, (_, i) => startMs + i * stepMs);
    const series = values.map((all, index) => ({
      labels: { __name__: "made_up", instance: `node-${index}`, job: "bench" },
      times,
      values: all.length === points ? all : all.subarray(0, points),
    }));
    return { series, warnings: [], infos: [], tookMs: 5 };
  };
  const row = ({ uid, title }) => ({
    ...{ uid, title, description: "", tags: [], place: "own", folder: "", path: `${uid}.json`, panels: 1, isStarred: false },
    ...{ changedAt: 0, isReadOnly: false, hasDraft: false },
  });
  const answers = {
    "settings.get": () => preferences,
    "problems.list": () => ({ problems: [] }),
    "connections.list": () => ({ connections: [] }),
    "notes.list": () => ({ notes: [] }),
    "alerts.changes": () => ({ changes: [] }),
    "dashboards.viewed": () => ({}),
    "dashboards.list": () => ({
      dashboards: dashboards.map(row),
      folders: [{ place: "own", folder: "" }],
      watched: [],
    }),
    "dashboards.get": ({ uid }) => {
      const dashboard = dashboards.find((each) => each.uid === uid);
      return dashboard && { dashboard: structuredClone(dashboard), row: row(dashboard), revision: "1", repairs: [] };
    },
    "query.range": rangeAnswer,
    "query.instant": ({ expr, timeMs }) => {
      const { series } = rangeAnswer({ expr, startMs: timeMs - 1000, endMs: timeMs, stepMs: 1000 });
      return {
        result: {
          kind: "vector",
          labels: series.map(({ labels }) => labels),
          times: Float64Array.from(series, () => timeMs),
          values: Float64Array.from(series, ({ values }) => values[0]),
        },
        ...{ warnings: [], infos: [], tookMs: 5 },
      };
    },
    "query.labelValues": () => ({ values: Array.from({ length: 50 }, (_, index) => `node-${index}`), truncated: false }),
    "query.labelNames": () => ({ names: ["instance", "job"] }),
  };
  const failure = { kind: "refused", say: "The stand-in does not answer this.", retry: false };
  window.bridge = {
    call(name, input) {
      const value = Object.hasOwn(answers, name) ? answers[name](input) : undefined;
      if (name.startsWith("query.")) {
        standIn.asked++;
        standIn.answeredAt = performance.now();
      }
      return { reply: Promise.resolve(value ? { ok: true, value } : { ok: false, failure }), cancel() {} };
    },
    listen: () => () => {},
    onLink(onState) {
      onState("connected");
      return () => {};
    },
    open(name, input, _credit, onFrame) {
      if (name !== "query.live") return { grant() {}, close() {} };
      const { queries, windowMs, stepMs } = input;
      const points = windowMs / stepMs;
      const frame = (from, count, isWhole) => ({
        isWhole,
        times: Float64Array.from({ length: count }, (_, i) => (Math.floor(Date.now() / stepMs) - count + 1 + i) * stepMs),
        results: queries.map(({ id, expr }) => ({
          id,
          series: valuesOf(expr, from + count).map((values, index) => ({
            labels: { instance: `node-${index}`, job: "bench" },
            values: values.slice(from),
          })),
        })),
      });
      let at = points;
      setTimeout(() => onFrame(frame(0, points, true)));
      const timer = setInterval(() => onFrame(frame(at++ % points, 1, false)), stepMs);
      return { grant() {}, close: () => clearInterval(timer) };
    },
  };
}
