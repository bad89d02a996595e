// The Traces page with 50,000 and 200,000 spans beside the same page with 1,000: from a file or a Jaeger to the waterfall, memory,
// frames while it is scrolled and its minimap is dragged, and what a click costs; and the map of 4,000 edges. The real page in a
// real Chromium, in front of the real engine, which asks a Jaeger for tests.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measured, watchFrames } from "./frames.mjs";
import { bundle, median, sleep, stop, weigh } from "./measure.mjs";
import { withBrowser } from "./stand-in-dashboards.mjs";

const rounds = 3;
const viewport = { width: 1440, height: 900 };
const sizes = [1000, 50_000, 200_000];

export async function run() {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-bench-"));
  const servers = [];
  try {
    const program = await bundle("traces", folder);
    const files = Object.fromEntries(sizes.map((spans) => [spans, writeTrace(program, folder, spans)]));
    const serve = async (...args) => {
      const server = await startServer(program, args);
      servers.push(server.child);
      return server;
    };
    const jaeger = await serve("serve", "1000", "50000");
    const map = await serve("map", "800", "4000");
    const prepare = (data) =>
      writeFileSync(
        join(data, "settings.json"),
        JSON.stringify({
          version: 1,
          connections: [
            { id: "jaeger", kind: "jaeger", name: "Jaeger", url: jaeger.url },
            { id: "map", kind: "jaeger", name: "Map", url: map.url },
          ],
        }),
      );
    const rows = await withBrowser((room) => measureAll(room, { files, jaeger }), { prepare });
    return rows ?? [{ what: "Traces, 50,000 spans", figure: "not measured", comparison: "no Chromium here" }];
  } finally {
    await Promise.all(servers.map(stop));
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeTrace(program, folder, spans) {
  const path = join(folder, `${spans}.json`);
  const { status, stderr } = spawnSync(process.execPath, [program, "file", String(spans), path], { encoding: "utf8" });
  if (status !== 0) throw new Error(`the trace of ${spans} spans was not written: ${stderr}`);
  // Read once, so that what is measured is not the disk.
  return { path, megabytes: statSync(path).size / 1e6, bytes: readFileSync(path).length };
}

async function startServer(program, args) {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n")) resolve(text);
    });
    child.once("exit", (code) => reject(new Error(`the server for the bench ended with ${code}`)));
  });
  return { child, ...JSON.parse(line) };
}

async function measureAll(room, { files, jaeger }) {
  const opened = { 1000: [], 50000: [], 200000: [] };
  const memory = { 1000: [], 50000: [], 200000: [] };
  const scrolling = { 1000: [], 50000: [], 200000: [] };
  const dragging = { 1000: [], 50000: [], 200000: [] };
  const clicks = { 1000: [], 50000: [], 200000: [] };
  for (let round = 0; round < rounds; round++) {
    for (const spans of sizes) {
      const { page, ms } = await openFile(room, files[spans].path);
      opened[spans].push(ms);
      memory[spans].push(await rendererBytes(page));
      scrolling[spans].push(await scrolled(page));
      dragging[spans].push(await dragged(page));
      clicks[spans].push(await clicked(page));
      await page.close();
    }
  }
  const of = (all, name) => median(all.map((each) => each[name]));
  const ms = (value) => `${value.toFixed(0)} ms`;
  const size = (spans) => `${spans.toLocaleString("en")} spans`;
  const row = (what, spans, value, less, bar, note = "") => ({
    what: `Traces, ${size(spans)}: ${what}`,
    figure: ms(value),
    comparison: `1,000 spans: ${ms(less)}`,
    ratio: (value / less).toFixed(2),
    note: `bar: ${bar}${note && `. ${note}`}`,
  });
  const frames = (what, spans, all) => ({
    what: `Traces, ${size(spans)}: frames a second while ${what}`,
    figure: of(all[spans], "rate").toFixed(1),
    comparison: `1,000 spans: ${of(all[1000], "rate").toFixed(1)}`,
    ratio: (of(all[spans], "rate") / of(all[1000], "rate")).toFixed(2),
    note: `bar: 55. Longest frame ${Math.max(...all[spans].map(({ longest }) => longest)).toFixed(0)} ms; main thread per frame: ${of(all[spans], "cpuMs").toFixed(1)} ms (1,000 spans: ${of(all[1000], "cpuMs").toFixed(1)})`,
  });
  const file = "from the choice of a file to the waterfall";
  const megabytes = (spans) => median(memory[spans]) / 1024 / 1024;
  const click = (what, name, spans, bar) => row(what, spans, of(clicks[spans], name), of(clicks[1000], name), bar);
  return [
    row(
      file,
      50_000,
      median(opened[50_000]),
      median(opened[1000]),
      "1,500 ms",
      `${files[50_000].megabytes.toFixed(0)} MB of JSON`,
    ),
    row(
      file,
      200_000,
      median(opened[200_000]),
      median(opened[1000]),
      "6,000 ms",
      `${files[200_000].megabytes.toFixed(0)} MB of JSON`,
    ),
    await fromJaegerRow(room, jaeger),
    {
      what: `Traces, ${size(200_000)}: memory of the window's process`,
      figure: `${megabytes(200_000).toFixed(0)} MiB`,
      comparison: `1,000 spans: ${megabytes(1000).toFixed(0)} MiB`,
      ratio: (megabytes(200_000) / megabytes(1000)).toFixed(2),
      note: `bar: 700 MB. 50,000 spans: ${megabytes(50_000).toFixed(0)} MiB; rows in the page: ${Math.max(...scrolling[200_000].map(({ rows }) => rows))} (bar: 200)`,
    },
    frames("scrolling", 50_000, scrolling),
    frames("scrolling", 200_000, scrolling),
    frames("the minimap is dragged", 50_000, dragging),
    frames("the minimap is dragged", 200_000, dragging),
    click("from a click to the span's details", "details", 50_000, "50 ms"),
    click("from Enter to what was found", "find", 50_000, "150 ms"),
    click("fold all", "fold", 50_000, "150 ms"),
    click("errors only", "filter", 50_000, "150 ms"),
    ...(await mapRows(room)),
  ];
}

/** From the last bytes that the window gets to the waterfall. */
async function fromJaegerRow(room, { traceIds }) {
  const times = traceIds.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [at, traceId] of traceIds.entries()) {
      const page = await newPage(room);
      await page.goto(`${room.serve.url}`);
      await page.evaluate((hash) => {
        window.began = performance.now();
        window.bytesAt = {};
        location.hash = hash;
      }, `/traces/trace/${traceId}?source=jaeger`);
      times[at].push({
        whole: await waterfallAt(page),
        ...(await page.evaluate(() => ({ began: window.began, ...window.bytesAt }))),
      });
      await page.close();
    }
  }
  const since = (all, name) => median(all.map((each) => each.whole - each[name]));
  const [few, many] = times.map((all) => since(all, "last"));
  return {
    what: "Traces, 50,000 spans from a Jaeger: from its last bytes to the waterfall",
    figure: `${many.toFixed(0)} ms`,
    comparison: `1,000 spans: ${few.toFixed(0)} ms`,
    ratio: (many / few).toFixed(2),
    note: `bar: 1,500 ms. They are read while they come; from the click, with the server's own time: ${since(times[1], "began").toFixed(0)} ms`,
  };
}

async function openFile(room, path) {
  const page = await newPage(room);
  await page.goto(room.serve.url);
  await page.evaluate(() => {
    location.hash = "/traces";
  });
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file" }).first().click();
  const files = await chooser;
  await sleep(500);
  const began = await page.evaluate(() => performance.now());
  await files.setFiles(path);
  const at = await waterfallAt(page);
  return { page, ms: at - began };
}

/** When the first spans were on the screen, by the page's clock. */
async function waterfallAt(page) {
  await page.waitForFunction(() => window.waterfallAt, undefined, { timeout: 60_000 });
  return await page.evaluate(() => window.waterfallAt);
}

async function newPage({ browser }) {
  const page = await browser.newPage({ viewport });
  await page.addInitScript(watchFrames, "[data-span-scroller]");
  await page.addInitScript(watchPage);
  return page;
}

async function scrolled(page) {
  await page.locator("[data-span-scroller]").hover();
  const frames = await measured(page, () => page.evaluate(() => window.framesWhile((at) => window.scrollThrough(at), 4000)));
  const rows = await page.locator("[data-position]").count();
  await page.evaluate(() => document.querySelector("[data-span-scroller]").scrollTo(0, 0));
  return { ...frames, rows };
}

/** A part of the trace is chosen on the minimap, and then moved to and fro. */
async function dragged(page) {
  const box = await page.getByRole("group", { name: "Part of the trace that is shown" }).boundingBox();
  const y = box.y + box.height / 2;
  const at = (share) => box.x + box.width * share;
  await page.mouse.move(at(0.3), y);
  await page.mouse.down();
  await page.mouse.move(at(0.5), y, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(at(0.4), y);
  await page.mouse.down();
  let isOver = false;
  const moving = (async () => {
    for (let step = 0; !isOver; step++) await page.mouse.move(at(0.4 + 0.25 * Math.sin(step / 15)), y);
  })();
  const frames = await measured(page, () => page.evaluate(() => window.framesWhile(() => {}, 4000)));
  isOver = true;
  await moving;
  await page.mouse.up();
  await page.mouse.dblclick(at(0.9), y);
  return frames;
}

/** Milliseconds from each event to the frame with what came of it. */
async function clicked(page) {
  const details = [];
  for (const row of [3, 8, 5, 11, 6]) {
    details.push(
      await page.evaluate((at) => window.timed(() => document.querySelectorAll("[data-position]")[at].click(), "details"), row),
    );
  }
  await page.keyboard.press("Escape");
  const fold = [];
  for (const key of ["{", "}", "{", "}"]) fold.push(await page.evaluate((pressed) => window.timedKey(pressed, "rows"), key));
  const errors = page.getByRole("button", { name: "errors only" });
  const filter = [];
  for (let each = 0; each < 4; each++) {
    filter.push(await errors.evaluate((button) => window.timed(() => button.click(), "rows")));
  }
  await page.keyboard.press("Control+f");
  const input = page
    .getByRole("textbox", { name: "Find in this trace" })
    .or(page.getByRole("searchbox", { name: "Find in this trace" }));
  const find = [];
  for (const words of ["select", "status=500", "nothing like this", "a1b2"]) {
    await input.fill("");
    await sleep(400);
    // Set as typing would, so that the search begins with Enter.
    find.push(await input.evaluate((element, text) => window.timedFind(element, text), words));
    await sleep(200);
  }
  return { details: median(details), fold: median(fold), filter: median(filter), find: median(find) };
}

/** What the page's process holds, its worker with it, after it has put its garbage away. */
async function rendererBytes(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  await sleep(2000);
  const browser = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const bytes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => weigh(id)?.residentBytes ?? 0);
  await browser.detach();
  return Math.max(...bytes);
}

/** Four thousand edges: how long their layout takes in its worker, and frames while they are moved. */
async function mapRows(room) {
  const figures = { few: [], all: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, calls] of [
      ["few", ""],
      ["all", "&calls=0"],
    ]) {
      const page = await newPage(room);
      await page.goto(room.serve.url);
      const began = await page.evaluate((hash) => {
        location.hash = hash;
        return performance.now();
      }, `/traces/map?source=map${calls}`);
      await page.getByRole("img", { name: "Map of" }).waitFor();
      const ms = (await page.evaluate(() => performance.now())) - began;
      const box = await page.getByRole("img", { name: "Map of" }).boundingBox();
      await page.mouse.move(box.x + 20, box.y + 20);
      await page.mouse.down();
      let isOver = false;
      const moving = (async () => {
        for (let step = 0; !isOver; step++) {
          await page.mouse.move(box.x + 300 + 200 * Math.sin(step / 15), box.y + 200 + 100 * Math.cos(step / 15));
        }
      })();
      const frames = await measured(page, () => page.evaluate(() => window.framesWhile(() => {}, 3000)));
      isOver = true;
      await moving;
      await page.mouse.up();
      figures[name].push({ ms, ...frames });
      await page.close();
    }
  }
  const of = (all, name) => median(all.map((each) => each[name]));
  return [
    {
      what: "Traces, map of 4,000 edges: from the click to the map, laid out in a worker",
      figure: `${of(figures.all, "ms").toFixed(0)} ms`,
      comparison: `the 200 strongest: ${of(figures.few, "ms").toFixed(0)} ms`,
      ratio: (of(figures.all, "ms") / of(figures.few, "ms")).toFixed(2),
    },
    {
      what: "Traces, map of 4,000 edges: frames a second while it is moved",
      figure: of(figures.all, "rate").toFixed(1),
      comparison: `the 200 strongest: ${of(figures.few, "rate").toFixed(1)}`,
      ratio: (of(figures.all, "rate") / of(figures.few, "rate")).toFixed(2),
      note: `main thread per frame: ${of(figures.all, "cpuMs").toFixed(1)} ms (200: ${of(figures.few, "cpuMs").toFixed(1)})`,
    },
  ];
}

/** Runs in the page, before its own code. */
function watchPage() {
  const look = () => {
    if (!document.querySelector("[data-position]")) requestAnimationFrame(look);
    // The frame in which they are found has not been painted yet; the next one comes after it has.
    else requestAnimationFrame(() => (window.waterfallAt = performance.now()));
  };
  requestAnimationFrame(look);

  // Pieces of a trace are large; what the rest of the console hears is not.
  window.bytesAt = {};
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        if ((data.byteLength ?? 0) < 50_000) return;
        window.bytesAt.last = performance.now();
      });
    }
  };

  const signs = {
    details: () => document.querySelector('section[aria-label="Chosen span"] section[aria-label="Ids"]')?.textContent,
    rows: () => document.querySelector("[data-span-scroller]").getAttribute("aria-rowcount"),
  };
  /** Until the sign is another one than before, and that frame is painted. */
  const changed = (sign, began) => {
    const before = sign();
    return (act) => {
      act();
      return new Promise((resolve) => {
        const check = () => {
          const now = sign();
          if (now === undefined || now === before) requestAnimationFrame(check);
          else requestAnimationFrame(() => resolve(performance.now() - began));
        };
        requestAnimationFrame(check);
      });
    };
  };
  window.timed = (act, sign) => changed(signs[sign], performance.now())(act);
  window.timedKey = (key, sign) =>
    window.timed(() => {
      const grid = document.querySelector("[data-span-scroller]");
      grid.focus();
      grid.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    }, sign);
  window.timedFind = (input, text) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    const count = () => {
      const words = document.querySelector('search[aria-label="Find in this trace"] output')?.textContent ?? "";
      return words === "" || words === "Looking…" ? undefined : words;
    };
    return new Promise((resolve) => {
      // The field is drawn with its words before Enter is pressed, as it is under a hand.
      requestAnimationFrame(() => {
        const found = changed(count, performance.now());
        resolve(
          found(() => input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }))),
        );
      });
    });
  };
}
