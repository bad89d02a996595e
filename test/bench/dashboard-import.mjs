// Reading what somebody brings: a Grafana dashboard of 1,000 panels, one of just under 25 MB, 25 MB that are no JSON, and a file that
// is larger than what is read. From choosing the file until the dialog says what is in it, or in a sentence why nothing is; beside
// the same with a dashboard of 20 panels.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./measure.mjs";
import { openStandIn, tracedTasks, withBrowser } from "./stand-in-dashboards.mjs";

const rounds = 3;
const largest = 25e6;

export async function run() {
  const rows = await withBrowser(imports);
  return rows ?? [{ what: "Import of 1,000 panels", figure: "not measured", comparison: "no Chromium here" }];
}

async function imports(room) {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  try {
    const plain = JSON.stringify(panel(10_000)).length;
    // Panels with a long story each: so many bare ones are refused.
    const large = grafana(10_000, "word ".repeat(Math.floor(((0.99 * largest) / 10_000 - plain) / 5)));
    const cases = [
      { name: "few", what: "", text: grafana(20), says: "all 20 panels are drawn" },
      { name: "many", what: "Import of 1,000 panels: until the report", text: grafana(1000), says: "all 1000 panels are drawn" },
      {
        name: "large",
        what: `Import of ${(large.length / 1e6).toFixed(1)} MB, 10,000 panels: until the report`,
        text: large,
        says: "panels are drawn",
      },
      { name: "broken", what: "Import of 25 MB that are no JSON: until the sentence", text: large.slice(0, -2), says: "line 1" },
      {
        name: "too-large",
        what: "Import of 26 MB: until the sentence",
        text: large.padEnd(largest + 1e6),
        says: "larger than 25 MB",
      },
    ];
    const found = new Map();
    for (const { name, text, says } of cases) {
      const path = join(folder, `${name}.json`);
      writeFileSync(path, text);
      found.set(name, await measure(room, path, says));
    }
    const few = found.get("few");
    return cases.slice(1).map(({ name, what }) => {
      const { ms, longest } = found.get(name);
      return {
        what,
        figure: `${ms.toFixed(0)} ms`,
        comparison: `20 panels: ${few.ms.toFixed(0)} ms`,
        ratio: (ms / few.ms).toFixed(1),
        note: `longest task of the main thread: ${longest.toFixed(0)} ms of CPU time`,
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(room, path, says) {
  const figures = { ms: [], longest: [] };
  for (let round = 0; round < rounds; round++) {
    const { page } = await openStandIn(room, { dashboards: [], viewport: { width: 1600, height: 1000 }, path: "/dashboards" });
    await page.getByRole("button", { name: "Import" }).first().click();
    const input = page.locator("input[type=file]");
    await input.waitFor({ state: "attached" });
    await page.evaluate((words) => {
      document.querySelector("input[type=file]").addEventListener(
        "change",
        () => {
          window.chosenAt = performance.now();
        },
        { capture: true },
      );
      window.told = new Promise((resolve, reject) => {
        const look = () => {
          const text = document.querySelector("[role=dialog]")?.textContent ?? "";
          if (text.includes(words)) setTimeout(() => resolve(performance.now() - window.chosenAt));
          else if (performance.now() - window.chosenAt > 60_000) reject(new Error(`not “${words}”: ${text.slice(0, 300)}`));
          else requestAnimationFrame(look);
        };
        look();
      });
    }, says);
    const { value, tasks } = await tracedTasks(room.browser, page, async () => {
      await input.setInputFiles(path);
      return page.evaluate(() => window.told);
    });
    figures.ms.push(value);
    figures.longest.push(Math.max(...tasks));
    await page.close();
  }
  return { ms: median(figures.ms), longest: median(figures.longest) };
}

const panel = (id, story = "") => ({
  id,
  type: ["timeseries", "stat", "gauge", "table"][id % 4],
  title: `Panel ${id}`,
  description: `What this service does, and what to look at first when it does not. ${story}`,
  datasource: { type: "prometheus", uid: "${DS_PROMETHEUS}" },
  gridPos: { x: (id % 4) * 6, y: Math.floor(id / 4) * 8, w: 6, h: 8 },
  fieldConfig: {
    defaults: {
      unit: "bytes",
      custom: { lineWidth: 2 },
      thresholds: {
        mode: "absolute",
        steps: [
          { color: "green", value: null },
          { color: "red", value: 80 },
        ],
      },
    },
    overrides: [
      { matcher: { id: "byName", options: "busy" }, properties: [{ id: "color", value: { mode: "fixed", fixedColor: "red" } }] },
    ],
  },
  options: { legend: { displayMode: "table", placement: "bottom", calcs: ["mean", "max"] }, tooltip: { mode: "multi" } },
  targets: [
    {
      refId: "A",
      expr: `sum by (instance) (rate(requests_total{job="service-${id}"}[$__rate_interval]))`,
      legendFormat: "{{instance}}",
    },
  ],
});

const grafana = (count, story) =>
  JSON.stringify({
    title: "Everything",
    uid: "everything",
    schemaVersion: 39,
    time: { from: "now-6h", to: "now" },
    panels: Array.from({ length: count }, (_, index) => panel(index + 1, story)),
  });
