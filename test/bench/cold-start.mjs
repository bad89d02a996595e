// From starting the program to the first chart with live data on it. Each figure stands beside the same start of an empty
// page: an Electron window with nothing in it, and a Chromium that opens a page with nothing on it.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, chromium } from "playwright";
import { chromiumFlags, electronBinary, electronFlags, median, root, startServe, which } from "./measure.mjs";

const rounds = 5;

export async function run() {
  const rows = [];
  const restore = await ensureDisplay();
  try {
    const electron = electronBinary();
    if (electron)
      rows.push(
        await compare(
          "desktop: start to first live chart",
          "an empty Electron window",
          () => desktop(electron),
          () => emptyDesktop(electron),
        ),
      );
    else rows.push({ what: "desktop: start to first live chart", figure: "not measured", comparison: "no Electron binary here" });
    const browser = which("chromium") ?? which("google-chrome");
    if (browser)
      rows.push(
        await compare(
          "browser shell: start to first live chart",
          "Chromium on an empty page",
          () => shell(browser),
          () => emptyPage(browser),
        ),
      );
    else rows.push({ what: "browser shell: start to first live chart", figure: "not measured", comparison: "no Chromium here" });
  } finally {
    restore();
  }
  return rows;
}

async function compare(what, other, ours, theirs) {
  const times = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round++) {
    times.ours.push(await ours());
    times.theirs.push(await theirs());
  }
  const [our, their] = [median(times.ours), median(times.theirs)];
  return {
    what,
    figure: `${our.toFixed(0)} ms`,
    comparison: `${other}: ${their.toFixed(0)} ms`,
    ratio: (our / their).toFixed(2),
  };
}

/** Waits for the mark that the Overview sets when its first chart is drawn, and returns when that was. */
const firstChart = (page) =>
  page
    .waitForFunction(() => performance.getEntriesByName("watchdeck:first-chart")[0]?.startTime, undefined, {
      polling: 20,
      timeout: 60_000,
    })
    .then((handle) => handle.jsonValue())
    .then(async (at) => at + (await page.evaluate(() => performance.timeOrigin)));

async function desktop(executablePath) {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  const start = Date.now();
  const app = await _electron.launch({ executablePath, args: [...electronFlags(), root, "--data-folder", folder] });
  const at = await firstChart(await app.firstWindow());
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  return at - start;
}

async function emptyDesktop(executablePath) {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", main: "main.cjs" }));
  writeFileSync(
    join(folder, "main.cjs"),
    `const { app, BrowserWindow } = require("electron");\napp.setPath("userData", ${JSON.stringify(join(folder, "data"))});\napp.whenReady().then(() => new BrowserWindow({ width: 1200, height: 800 }).loadURL("data:text/html,<p>empty"));\n`,
  );
  const start = Date.now();
  const app = await _electron.launch({ executablePath, args: [...electronFlags(), folder] });
  const page = await app.firstWindow();
  await page.waitForSelector("p");
  const at = Date.now();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
  return at - start;
}

async function shell(executablePath) {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  const start = Date.now();
  const serve = await startServe(folder);
  const browser = await chromium.launch({ executablePath, headless: false, args: chromiumFlags });
  const page = await browser.newPage();
  await page.goto(serve.url);
  const at = await firstChart(page);
  await browser.close();
  await serve.stop();
  rmSync(folder, { recursive: true, force: true });
  return at - start;
}

async function emptyPage(executablePath) {
  const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<p>empty"));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const start = Date.now();
  const browser = await chromium.launch({ executablePath, headless: false, args: chromiumFlags });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForSelector("p");
  const at = Date.now();
  await browser.close();
  server.close();
  return at - start;
}

/** Uses the display there is, or starts an Xvfb for the time of the bench. */
export async function ensureDisplay() {
  if (process.platform !== "linux" || process.env.DISPLAY || spawnSync("which", ["Xvfb"]).status !== 0) return () => {};
  const xvfb = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  process.env.DISPLAY = await new Promise((resolve) =>
    xvfb.stdio[3].once("data", (number) => resolve(`:${String(number).trim()}`)),
  );
  return () => {
    xvfb.kill();
    delete process.env.DISPLAY;
  };
}
