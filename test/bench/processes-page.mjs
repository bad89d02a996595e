// Main-thread time of the Processes page for one update (one in two seconds) with 5,000 processes, of which a tenth change
// place each time, beside the same page with 100. The processes are made up and come through a stand-in for the bridge, since
// few machines let anybody start so many; everything behind the bridge is the real page in a real Chromium.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { ensureDisplay } from "./cold-start.mjs";
import { chromiumFlags, median, sleep, startServe, which } from "./measure.mjs";
import { preferences } from "./preferences.mjs";

const updates = 10;
const rounds = 3;
const everyMs = 2000;

export async function run() {
  const what = "Processes, 5,000 of them: main thread per update";
  const executablePath = which("chromium") ?? which("google-chrome");
  if (!executablePath) return [{ what, figure: "not measured", comparison: "no Chromium here" }];
  const restore = await ensureDisplay();
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  const serve = await startServe(folder);
  const browser = await chromium.launch({ executablePath, headless: false, args: chromiumFlags });
  const figures = { 100: [], 5000: [] };
  let longTasks = 0;
  let rows = 0;
  for (let round = 0; round < rounds; round++) {
    for (const count of [100, 5000]) {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.addInitScript(putStandInBridge, { count, everyMs, preferences });
      await page.goto(`${serve.url.split("#")[0]}#/processes`);
      await page.getByRole("row").nth(5).waitFor();
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
      await sleep(3 * everyMs);
      await page.evaluate(() => {
        window.longTasks = 0;
        new PerformanceObserver((list) => {
          window.longTasks += list.getEntries().length;
        }).observe({ entryTypes: ["longtask"] });
      });
      const before = await costs(devtools, page);
      await sleep(updates * everyMs);
      const after = await costs(devtools, page);
      figures[count].push((after.taskMs - before.taskMs - (after.standInMs - before.standInMs)) / updates);
      if (count === 5000) {
        longTasks += await page.evaluate(() => window.longTasks);
        rows = await page.getByRole("row").count();
      }
      await page.close();
    }
  }
  await browser.close();
  await serve.stop();
  rmSync(folder, { recursive: true, force: true });
  restore();
  const [many, few] = [median(figures[5000]), median(figures[100])];
  return [
    {
      what,
      figure: `${many.toFixed(1)} ms`,
      comparison: `100 of them: ${few.toFixed(1)} ms`,
      ratio: (many / few).toFixed(2),
      note: `tasks over 50 ms in ${rounds * updates} updates: ${longTasks}; rows in the page: ${rows}`,
    },
  ];
}

async function costs(devtools, page) {
  const { metrics } = await devtools.send("Performance.getMetrics");
  const standInMs = await page.evaluate(() => window.standInMs);
  return { taskMs: metrics.find((metric) => metric.name === "TaskDuration").value * 1000, standInMs };
}

/** Runs in the page, before its own code. */
function putStandInBridge({ count, everyMs, preferences }) {
  const columns = 9;
  window.standInMs = 0;
  const infos = Array.from({ length: count }, (_, index) => ({
    pid: index + 1,
    startStamp: index,
    parentPid: index === 0 ? 0 : Math.floor(index / 8) + 1,
    name: `worker-${index % 97}`,
    user: ["root", "www-data", "postgres"][index % 3],
    command: `/usr/lib/service/worker-${index % 97} --shard=${index} --config /etc/service/${index}.conf`,
    isKernelThread: false,
  }));
  const cpu = infos.map((_, index) => (index % 10 === 0 ? 5 : 0));
  let isFirst = true;
  const frame = () => {
    const began = performance.now();
    for (let index = 0; index < count; index += 10) cpu[index] = Math.random() * 20;
    const order = infos.map((_, index) => index).sort((a, b) => cpu[b] - cpu[a] || a - b);
    const pids = new Float64Array(count);
    const numbers = new Float64Array(count * columns);
    for (const [place, index] of order.entries()) {
      pids[place] = infos[index].pid;
      numbers.set([cpu[index], 1e6 + index * 1000, 0, index % 7, 1 + (index % 5), 0, 1, Number.NaN, Number.NaN], place * columns);
    }
    const made = {
      time: Date.now(),
      total: count,
      running: 3,
      threads: count * 3,
      isWhole: isFirst,
      infos: isFirst ? infos : [],
      pids,
      numbers,
    };
    isFirst = false;
    window.standInMs += performance.now() - began;
    return made;
  };
  const answers = {
    "settings.get": preferences,
    "problems.list": { problems: [] },
    "connections.list": { connections: [] },
  };
  window.bridge = {
    call(name) {
      const value = answers[name];
      const failure = { kind: "refused", say: "The stand-in does not answer this.", retry: false };
      return { reply: Promise.resolve(value ? { ok: true, value } : { ok: false, failure }), cancel() {} };
    },
    listen: () => () => {},
    onLink(onState) {
      onState("connected");
      return () => {};
    },
    open(name, _input, _credit, onFrame) {
      if (name !== "processes.table") return { grant() {}, close() {} };
      isFirst = true;
      setTimeout(() => onFrame(frame()), 0);
      const timer = setInterval(() => onFrame(frame()), everyMs);
      return { grant() {}, close: () => clearInterval(timer) };
    },
  };
}
