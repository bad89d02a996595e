// The Logs page with 100,000 lines beside the same page with 1,000: frames while it is scrolled, memory, the first lines of an answer,
// large lines, and a tail of 5,000 lines a second. The lines come through a stand-in for the bridge; everything behind it is the real
// page in a real Chromium.
import { measured, watchFrames } from "./frames.mjs";
import { median, sleep, weigh } from "./measure.mjs";
import { preferences } from "./preferences.mjs";
import { withBrowser } from "./stand-in-dashboards.mjs";

const rounds = 3;
const viewport = { width: 1440, height: 900 };
const tailMs = 60_000;

export async function run() {
  const what = "Logs, 100,000 lines of 300 bytes: frames a second while scrolling";
  const rows = await withBrowser(async (room) => {
    const figures = { 1000: [], 100000: [] };
    const memory = { 1000: [], 100000: [] };
    for (let round = 0; round < rounds; round++) {
      for (const count of [1000, 100_000]) {
        const page = await openLogs(room, { count });
        await wholeAnswer(page);
        memory[count].push(await rendererBytes(page));
        figures[count].push(await scrolled(page));
        await page.close();
      }
    }
    return [scrollRow(what, figures), memoryRow(memory), ...(await firstLinesRows(room)), await tailRow(room)];
  });
  return rows ?? [{ what, figure: "not measured", comparison: "no Chromium here" }];
}

function scrollRow(what, { 1000: few, 100000: many }) {
  const of = (measures, name) => median(measures.map((measure) => measure[name]));
  const longest = Math.max(...many.map((measure) => measure.longest));
  return {
    what,
    figure: of(many, "rate").toFixed(1),
    comparison: `1,000 of them: ${of(few, "rate").toFixed(1)}`,
    ratio: (of(many, "rate") / of(few, "rate")).toFixed(2),
    note: `bar: 55. Longest frame ${longest.toFixed(0)} ms; main thread per frame: ${of(many, "cpuMs").toFixed(1)} ms of CPU time (1,000 of them: ${of(few, "cpuMs").toFixed(1)}); rows in the page: ${Math.max(...many.map(({ rows }) => rows))}`,
  };
}

function memoryRow({ 1000: few, 100000: many }) {
  const megabytes = (all) => median(all) / 1024 / 1024;
  return {
    what: "Logs, 100,000 lines of 300 bytes: memory of the window's process",
    figure: `${megabytes(many).toFixed(0)} MiB`,
    comparison: `1,000 of them: ${megabytes(few).toFixed(0)} MiB`,
    ratio: (megabytes(many) / megabytes(few)).toFixed(2),
    note: "bar: 400 MiB",
  };
}

/** From the first frame of an answer to its lines on the screen, beside the same for ten short lines. */
async function firstLinesRows(room) {
  const cases = [
    { kind: "lines", count: 100_000, what: "Logs: from the first chunk of 100,000 lines to the first lines drawn", bar: 300 },
    { kind: "json", count: 500, what: "Logs: 500 lines of 12 KB JSON, drawn", bar: 200 },
    { kind: "json", count: 500, pretty: true, what: "Logs: 500 lines of 12 KB JSON, prettified, drawn", bar: 200 },
    { kind: "long", count: 1, what: "Logs: the first 8 KB of one line of 20 MB, drawn", bar: 200 },
  ];
  const rows = [];
  for (const { what, bar, ...scenario } of cases) {
    const times = { few: [], many: [] };
    for (let round = 0; round < rounds; round++) {
      for (const [name, asked] of [
        ["few", { kind: "lines", count: 10 }],
        ["many", scenario],
      ]) {
        const page = await openLogs(room, asked);
        times[name].push(await page.evaluate(() => window.firstLinesMs));
        await page.close();
      }
    }
    rows.push({
      what,
      figure: `${median(times.many).toFixed(0)} ms`,
      comparison: `ten short lines: ${median(times.few).toFixed(0)} ms`,
      ratio: (median(times.many) / median(times.few)).toFixed(2),
      note: `bar: ${bar} ms. Slowest ${Math.max(...times.many).toFixed(0)} ms`,
    });
  }
  return rows;
}

/** Keys pressed while lines pour in: from the press to the frame that follows it, beside the same at rest. */
async function tailRow(room) {
  const page = await openLogs(room, { count: 1000, tailRate: 5000 });
  const quiet = await latencies(page, 10_000);
  await page
    .getByRole("switch", { name: "Live" })
    .or(page.getByRole("button", { name: "Live" }))
    .first()
    .click();
  await sleep(2000);
  const before = await page.evaluate(() => window.told);
  const busy = await latencies(page, tailMs);
  const told = (await page.evaluate(() => window.told)) - before;
  const memory = await rendererBytes(page);
  await page.close();
  const p95 = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length * 0.95)];
  return {
    what: "Logs, a tail of 5,000 lines a second: from a key to the next frame",
    figure: `${median(busy).toFixed(0)} ms`,
    comparison: `at rest: ${median(quiet).toFixed(0)} ms`,
    ratio: (median(busy) / median(quiet)).toFixed(2),
    note: `bar: 50 ms. 95 of 100 within ${p95(busy).toFixed(0)} ms (at rest ${p95(quiet).toFixed(0)}), longest ${Math.max(...busy).toFixed(0)}; ${told.toLocaleString("en")} lines in ${tailMs / 1000} s; ${(memory / 1024 / 1024).toFixed(0)} MiB after it`,
  };
}

async function latencies(page, lengthMs) {
  await page.locator(".cm-content").first().click();
  await page.evaluate(() => window.watchKeys());
  const until = Date.now() + lengthMs;
  while (Date.now() < until) {
    await page.keyboard.press("End");
    await sleep(150);
  }
  return await page.evaluate(() => window.keyLatencies);
}

/** What the page's process holds after it has put its garbage away. */
async function rendererBytes(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.collectGarbage");
  await sleep(1000);
  const browser = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => weigh(id)?.residentBytes ?? 0);
  await browser.detach();
  return Math.max(...sizes);
}

async function wholeAnswer(page) {
  await page.waitForFunction(() => window.isAnswered, undefined, { timeout: 120_000 });
  await sleep(1500);
}

async function scrolled(page) {
  const frames = await measured(page, () => page.evaluate(() => window.framesWhile((at) => window.scrollThrough(at), 4000)));
  return { ...frames, rows: await page.locator(rowSelector).count() };
}

const rowSelector = "[data-log-row]";

async function openLogs({ browser, serve }, { count, kind = "lines", pretty = false, tailRate = 0 }) {
  const page = await browser.newPage({ viewport });
  await page.addInitScript(watchFrames, "[data-log-scroller]");
  await page.addInitScript(watchPage, rowSelector);
  await page.addInitScript(putStandInBridge, { count, kind, tailRate, preferences });
  const params = new URLSearchParams({ expr: '{service="gateway"}', source: "loki", last: "1h", ...(pretty && { pretty: "1" }) });
  await page.goto(`${serve.url.split("#")[0]}#/logs?${params}`);
  await page.locator(rowSelector).first().waitFor({ timeout: 60_000 });
  await sleep(1000);
  return page;
}

/** Runs in the page, before its own code. */
function watchPage(rowSelector) {
  window.watchKeys = () => {
    window.keyLatencies = [];
    addEventListener(
      "keydown",
      ({ timeStamp }) => requestAnimationFrame(() => window.keyLatencies.push(performance.now() - timeStamp)),
      { capture: true },
    );
  };
  /** From the first lines that were handed over to the frame in which they are on the screen. */
  window.watchFirstLines = () => {
    const began = performance.now();
    const look = () => {
      if (!document.querySelector(rowSelector)) requestAnimationFrame(look);
      // The frame in which they are found has not been painted yet; the next one comes after it has.
      else requestAnimationFrame(() => (window.firstLinesMs = performance.now() - began));
    };
    look();
  };
}

/** Runs in the page, before its own code. */
function putStandInBridge({ count, kind, tailRate, preferences }) {
  const now = Date.now();
  const levels = ["info", "info", "info", "info", "debug", "debug", "warn", "error"];
  const filler = "the quick brown fox jumps over the lazy dog and then it writes about it in great detail ".repeat(4);
  const short = (index) =>
    `level=${levels[index % 8]} agent=research-${index % 17} duration_ms=${(index * 37) % 10_000} trace_id=${(index * 2654435761).toString(16).padStart(32, "4")} msg="${filler}"`.slice(
      0,
      300,
    );
  const json = (index) =>
    JSON.stringify({
      level: levels[index % 8],
      request: {
        id: index,
        path: `/api/v1/things/${index}`,
        headers: Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`x-header-${at}`, `${filler.slice(0, 60)} ${at}`])),
      },
      spans: Array.from({ length: 60 }, (_, at) => ({ name: `step ${at}`, ms: (at * 13) % 100, note: filler.slice(0, 90) })),
    });
  const textOf = { lines: short, json, long: () => "x".repeat(256 * 1024) }[kind];
  const streams = Array.from({ length: 20 }, (_, index) => ({ service: "gateway", instance: `gw-${index}`, env: "prod" }));
  /** Lines from `from` on, newest first or, of a tail, oldest first. */
  const block = (from, size, timeOf, isFirst) => ({
    streams: isFirst ? streams : [],
    ms: Float64Array.from({ length: size }, (_, index) => timeOf(from + index)),
    ns: Float64Array.from({ length: size }, (_, index) => (index * 1000) % 1_000_000),
    stream: Float64Array.from({ length: size }, (_, index) => (from + index) % streams.length),
    lines: Array.from({ length: size }, (_, index) => textOf(from + index)),
    ...(kind === "long" && { cut: [{ index: 0, length: 20 * 1024 * 1024 }] }),
  });
  const ns = (ms) => `${Math.trunc(ms)}000000`;
  const frameSize = kind === "lines" ? 2000 : 500;
  // Made before the page is loaded: what it costs to make them up is not the page's.
  const answer = Array.from({ length: Math.ceil(count / frameSize) }, (_, index) => {
    const from = index * frameSize;
    return block(from, Math.min(frameSize, count - from), (at) => now - at * 30, from === 0);
  });
  const connection = {
    ...{ id: "loki", kind: "loki", name: "loki-prod", url: "http://127.0.0.1:1", auth: { kind: "none" }, headerNames: [] },
    ...{ tls: { skipVerify: false }, showsAlerts: true, state: { kind: "ok", at: now }, storedSecrets: [], lockedSecrets: [] },
  };
  const answers = {
    "settings.get": () => preferences,
    "problems.list": () => ({ problems: [] }),
    "connections.list": () => ({ connections: [connection] }),
    "logs.check": () => ({ kind: "lines", diagnostics: [] }),
    "logs.estimate": () => ({ streams: 20, entries: 412_000, bytes: 40_000_000 }),
    "logs.labelNames": () => ({ names: ["service", "instance", "env"] }),
    "logs.labelValues": () => ({ values: ["gateway"], truncated: false }),
    "logs.fields": () => ({ fields: [] }),
    "logs.places": () => ({ places: [] }),
    "logs.volume": ({ startNs, endNs, stepMs }) => {
      const [start, end] = [startNs, endNs].map((text) => Number(text.slice(0, -6)));
      const times = Float64Array.from(
        { length: Math.max(1, Math.ceil((end - start) / stepMs)) },
        (_, index) => start + index * stepMs,
      );
      const counts = (base) => times.map((_, index) => base + ((index * 7) % 13));
      return {
        ...{ times, warnings: [] },
        levels: [
          { level: "error", counts: counts(1) },
          { level: "warning", counts: counts(4) },
          { level: "info", counts: counts(40) },
        ],
      };
    },
  };
  /** Sends what `next` makes for as long as there is credit. */
  function sender(credit, onFrame, next) {
    let left = credit;
    let isOpen = true;
    const go = () => {
      while (isOpen && left > 0) {
        const frame = next();
        if (!frame) return;
        left--;
        onFrame(frame);
      }
    };
    setTimeout(go);
    return {
      go,
      grant(more) {
        left += more;
        setTimeout(go);
      },
      close() {
        isOpen = false;
      },
    };
  }
  window.told = 0;
  const failure = { kind: "refused", say: "The stand-in does not answer this.", retry: false };
  window.bridge = {
    call(name, input) {
      const value = Object.hasOwn(answers, name) ? answers[name](input) : undefined;
      return { reply: Promise.resolve(value ? { ok: true, value } : { ok: false, failure }), cancel() {} };
    },
    listen: () => () => {},
    onLink(onState) {
      onState("connected");
      return () => {};
    },
    open(name, _input, credit, onFrame) {
      if (name === "logs.query") {
        let sent = 0;
        return sender(credit, onFrame, () => {
          const made = answer.shift();
          if (!made) return undefined;
          if (sent === 0) window.watchFirstLines();
          sent += made.lines.length;
          const isDone = answer.length === 0;
          if (isDone) window.isAnswered = true;
          return {
            ...{ block: made, stats: { lines: sent, bytes: sent * 300, readLines: sent, tookMs: 20 }, warnings: [] },
            ...{ reachedNs: ns(now - sent * 30), ...(isDone && { done: "end" }) },
          };
        });
      }
      if (name === "logs.tail" && tailRate > 0) {
        let told = 0;
        const began = Date.now();
        const stream = sender(credit, onFrame, () => {
          const due = Math.min(2000, Math.floor(((Date.now() - began) * tailRate) / 1000) - told);
          if (due < tailRate / 20) return undefined;
          const made = block(told, due, () => Date.now(), told === 0);
          told += due;
          window.told = told;
          return { block: made, droppedByServer: 0, droppedByUs: 0, state: { kind: "open", sinceMs: began } };
        });
        const timer = setInterval(stream.go, 100);
        return {
          grant: stream.grant,
          close() {
            clearInterval(timer);
            stream.close();
          },
        };
      }
      return { grant() {}, close() {} };
    },
  };
}
