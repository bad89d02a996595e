// Main-thread time of the page for one update of the live Overview (one a second), beside the same page's own floor: the
// Alerts page without a rule in the same frame, where only the status bar changes; and beside the Settings, whose table of
// collectors is read again every two seconds. Chromium's own accounting, CPU time of the main thread.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright";
import { ensureDisplay } from "./cold-start.mjs";
import { chromiumFlags, median, sleep, startServe, which } from "./measure.mjs";

const updates = 20;
const rounds = 3;

export async function run() {
  const executablePath = which("chromium") ?? which("google-chrome");
  if (!executablePath)
    return [{ what: "Overview: main thread per update", figure: "not measured", comparison: "no Chromium here" }];
  const restore = await ensureDisplay();
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  const serve = await startServe(folder);
  const browser = await chromium.launch({ executablePath, headless: false, args: chromiumFlags });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(serve.url);
  await page.waitForFunction(() => performance.getEntriesByName("watchdeck:first-chart").length > 0);

  const figures = { overview: [], alerts: [], settings: [] };
  let longTasks = 0;
  for (let round = 0; round < rounds; round++) {
    for (const route of ["overview", "alerts", "settings"]) {
      await page.evaluate((to) => {
        location.hash = `#/${to}`;
      }, route);
      await sleep(4000);
      await page.evaluate(() => {
        window.longTasks = 0;
        new PerformanceObserver((list) => {
          window.longTasks += list.getEntries().length;
        }).observe({ entryTypes: ["longtask"] });
      });
      const before = await taskMs(devtools);
      await sleep(updates * 1000);
      figures[route].push(((await taskMs(devtools)) - before) / updates);
      if (route === "overview") longTasks += await page.evaluate(() => window.longTasks);
    }
  }
  await browser.close();
  await serve.stop();
  rmSync(folder, { recursive: true, force: true });
  restore();

  const [overview, floor, settings] = [median(figures.overview), median(figures.alerts), median(figures.settings)];
  return [
    {
      what: "Overview: main thread per update",
      figure: `${overview.toFixed(1)} ms`,
      comparison: `the frame alone (Alerts): ${floor.toFixed(1)} ms`,
      ratio: (overview / floor).toFixed(2),
      note: `tasks over 50 ms in ${rounds * updates} updates: ${longTasks}`,
    },
    {
      what: "Settings: main thread per second",
      figure: `${settings.toFixed(1)} ms`,
      comparison: `the frame alone (Alerts): ${floor.toFixed(1)} ms`,
      ratio: (settings / floor).toFixed(2),
    },
  ];
}

async function taskMs(devtools) {
  const { metrics } = await devtools.send("Performance.getMetrics");
  return metrics.find((metric) => metric.name === "TaskDuration").value * 1000;
}
