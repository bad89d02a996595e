// Panels as pictures: the console's own page in a browser without a window, one panel after another over the whole of it.
import { randomBytes } from "node:crypto";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { encodeStrictly } from "#shared/dashboards/variables/formats";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { findBrowser } from "../../serve/browser";
import { findRunningConsole } from "../../serve/running-console";
import { refuseUnbuiltPages } from "../../serve/static-files";
import { startWebServer } from "../../serve/web-server";
import type { Surroundings } from "../command";
import { quietLog } from "../store-command-place";
import { askOrThrow } from "./ask-or-throw";
import { type Box, type HeadlessPage, openHeadlessPage } from "./devtools";
import type { Choices, ExportedPanel } from "./exported-panels";
import type { ExportSources } from "./sources";

export interface PictureWishes {
  dashboard: Dashboard;
  panels: readonly ExportedPanel[];
  choices: Choices;
  dataFolder: string;
  sources: ExportSources;
  width: number;
  height: number;
  theme: "dark" | "light";
}

/** One PNG after another, in the order of the panels. */
export async function* drawPictures(wishes: PictureWishes, surroundings: Surroundings): AsyncGenerator<Buffer> {
  const { platform, env } = surroundings;
  const browser = findBrowser(platform, env);
  if (browser === undefined)
    throw new AppError({
      kind: "not-found",
      say: "Pictures are drawn by a browser, and none was found: install Chromium, Chrome, Edge or Brave, or export as CSV or JSON.",
    });
  const console_ = await openPageServer(wishes, surroundings);
  try {
    const page = await openHeadlessPage({ browser, platform, isRoot: process.getuid?.() === 0 });
    try {
      await page.resize(wishes.width, wishes.height);
      await page.open(console_.url);
      if ((await page.evaluate(untilOpen)) !== true)
        throw new AppError({ kind: "timeout", say: "The console's page did not open in the browser that draws the pictures." });
      await page.evaluate(hideButtons);
      for (const panel of wishes.panels) {
        await page.evaluate(goTo(panel, wishes));
        const problem = await page.evaluate(untilDrawn(panel.key));
        if (typeof problem === "string")
          throw new AppError({ kind: "timeout", say: `The panel “${panel.title}” was not drawn: ${problem}.` });
        yield await pictureOf(page, panel, wishes);
      }
    } finally {
      await page.close();
    }
  } finally {
    await console_.close();
  }
}

/** The page around the panel takes some room: the window is made larger by that much. */
async function pictureOf(page: HeadlessPage, { key }: ExportedPanel, { width, height }: PictureWishes): Promise<Buffer> {
  const first = (await page.evaluate(boxOf(key))) as Box;
  if (first.width === width && first.height === height) return page.picture(first);
  const window = (await page.evaluate("({ width: innerWidth, height: innerHeight })")) as Box;
  await page.resize(window.width + width - Math.round(first.width), window.height + height - Math.round(first.height));
  await page.evaluate(untilDrawn(key));
  return page.picture((await page.evaluate(boxOf(key))) as Box);
}

interface PageServer {
  /** Good for one page. */
  url: string;
  close(): Promise<void>;
}

/** The running console's own port, or one in front of our own engine, which is given the dashboard. */
async function openPageServer(
  { dashboard, dataFolder, sources }: PictureWishes,
  surroundings: Surroundings,
): Promise<PageServer> {
  const { own } = sources;
  if (!own) {
    const running = await findRunningConsole(dataFolder, surroundings.now());
    if (!running) throw new AppError({ kind: "disconnected", say: "The console ended while it was asked for pictures." });
    return { url: running.oneTimeUrl, async close() {} };
  }
  await refuseUnbuiltPages(surroundings.rendererFolder);
  await askOrThrow(own, "dashboards.save", { dashboard, overwrite: true });
  const server = await startWebServer({
    engine: own.engine,
    rendererFolder: surroundings.rendererFolder,
    token: randomBytes(32).toString("base64url"),
    port: 0,
    instance: "export",
    log: quietLog,
  });
  return { url: `http://127.0.0.1:${server.port}/#token=${server.issueCode()}`, close: () => server.close() };
}

const patience = seconds(30);

/** The page takes its key out of the address before it shows anything. */
const untilOpen = `new Promise((resolve) => {
  const began = performance.now();
  const look = setInterval(() => {
    const isOpen = !location.hash.includes("token=") && document.querySelector("#root > *") !== null;
    if (!isOpen && performance.now() - began < ${patience}) return;
    clearInterval(look);
    resolve(isOpen);
  }, 50);
})`;

/** The theme, and the address of the panel alone: what stands in it is data, never a part of the script. */
function goTo({ key }: ExportedPanel, { dashboard, choices, sources, theme }: PictureWishes): string {
  const parts = ["kiosk=1", `panel=${encodeStrictly(key)}`, `source=${encodeStrictly(sources.defaultSource)}`, "refresh=off"];
  if (choices.from !== undefined) parts.push(`from=${encodeStrictly(choices.from)}`);
  if (choices.to !== undefined) parts.push(`to=${encodeStrictly(choices.to)}`);
  if (choices.timeZone !== undefined) parts.push(`tz=${encodeStrictly(choices.timeZone)}`);
  for (const [name, { values }] of choices.variables) {
    for (const value of values) parts.push(`var-${encodeStrictly(name)}=${encodeStrictly(value)}`);
  }
  const hash = `#/dashboards/${encodeStrictly(dashboard.uid)}?${parts.join("&")}`;
  return `document.documentElement.dataset.theme = ${JSON.stringify(theme)}; location.hash = ${JSON.stringify(hash)};`;
}

/** A picture has nobody who could press them. */
const hideButtons = `{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("[data-panel-head] button { display: none !important }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}`;

const boxOf = (key: string): string => `{
  const { x, y, width, height } = document.querySelector(${frameOf(key)}).getBoundingClientRect();
  ({ x, y, width, height });
}`;

const frameOf = (key: string): string => JSON.stringify(`[data-view-key="${cssText(key)}"] [data-panel]`);

/** Once the panel has its data, and nothing in it has changed for a moment; otherwise why not. */
const untilDrawn = (key: string): string => `new Promise((resolve) => {
  const began = performance.now();
  let quietSince = began;
  const observer = new MutationObserver(() => { quietSince = performance.now(); });
  observer.observe(document.body, { subtree: true, childList: true, attributes: true });
  const look = setInterval(() => {
    const now = performance.now();
    const frame = document.querySelector(${frameOf(key)});
    const isWaiting = !frame || frame.dataset.state === "waiting" || frame.querySelector("[data-skeleton]") !== null;
    if (isWaiting && now - began < ${patience}) return;
    if (!isWaiting && now - quietSince < 400 && now - began < ${patience}) return;
    clearInterval(look);
    observer.disconnect();
    resolve(frame ? (isWaiting ? "its data did not come in time" : undefined) : "the dashboard did not open");
  }, 50);
})`;

/** As a text between double quotes of a selector. */
const cssText = (text: string): string => text.replace(/["\\\n\r\f]/g, (one) => `\\${one.charCodeAt(0).toString(16)} `);
