// The console as a user has it, in either shell: the real Electron app, or `watchdeck serve` in a real Chromium window.
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright";
import { defaultRouting } from "../../electron/engine/routing/default-routing";
import { launchDesktop, missingForDesktop } from "./desktop";
import { eventually } from "./eventually";
import { findChromium } from "./programs";

export type Shell = "desktop" | "browser";

export interface RunningConsole {
  page: Page;
  dataFolder: string;
  /** What the page wrote to its own console beside plain notes: warnings, errors, uncaught exceptions. */
  complaints: string[];
  /** The lines of the engine's log that are no `info`. */
  logComplaints(): string[];
  close(): Promise<void>;
}

/** The built command line. */
export const commandLine = join(import.meta.dirname, "../../dist/cli.js");

const toldSoon = {
  ...defaultRouting,
  route: { ...defaultRouting.route, groupWaitMs: 2000, groupIntervalMs: 5000 },
};

/** What the machine lacks for a shell, by name; empty when nothing. */
export function missingFor(shell: Shell): string[] {
  if (shell === "desktop") return missingForDesktop();
  return [...(findChromium() ? [] : ["Chromium"]), ...(process.env.DISPLAY ? [] : ["a display"])];
}

export interface ConsoleOptions {
  /** Names the display and the bus. */
  env?: NodeJS.ProcessEnv;
  /** Kept when given; otherwise a fresh one, removed in the end. */
  dataFolder?: string;
  /** A program, and its arguments, that starts the browser shell's engine: with fewer rights, say. */
  through?: readonly string[];
  /** The groups of alerts are looked at every five seconds, instead of each minute. */
  isToldSoon?: boolean;
}

export async function openConsole(
  shell: Shell,
  { env = process.env, dataFolder: kept, through = [], isToldSoon = false }: ConsoleOptions = {},
): Promise<RunningConsole> {
  const dataFolder = kept ?? mkdtempSync(join(tmpdir(), `watchdeck-${shell}-`));
  if (isToldSoon) writeFileSync(join(dataFolder, "routing.json"), JSON.stringify({ config: toldSoon, origin: "edited" }));
  const opened = shell === "desktop" ? await launchDesktop({ dataFolder, env }) : await openBrowser(dataFolder, env, through);
  const complaints: string[] = [];
  opened.page.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  opened.page.on("pageerror", (error) => complaints.push(`uncaught: ${error.stack ?? error.message}`));
  return {
    page: opened.page,
    dataFolder,
    complaints,
    logComplaints: () => readLogComplaints(join(dataFolder, "logs")),
    async close() {
      await opened.close();
      if (kept === undefined) rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function openBrowser(dataFolder: string, env: NodeJS.ProcessEnv, through: readonly string[]) {
  const serve = await startServe(dataFolder, { env, through });
  const browser = await openChromium(env);
  const page = await browser.open(serve.url);
  return {
    page,
    async close() {
      await browser.close();
      await serve.stop();
    },
  };
}

export interface RunningServe {
  /** As it printed it, with the key. */
  url: string;
  stop(): Promise<void>;
}

/** `watchdeck serve` as a user starts it. */
export async function startServe(
  dataFolder: string,
  { port = 0, env = process.env, through = [] }: { port?: number } & Pick<ConsoleOptions, "env" | "through"> = {},
): Promise<RunningServe> {
  const args = ["serve", "--no-open", "--port", String(port), "--data-folder", dataFolder];
  const [program, ...words] = [...through, process.execPath, commandLine, ...args];
  const serve = spawn(program as string, words, { stdio: ["ignore", "pipe", "pipe"], env });
  const ended = new Promise<void>((resolve) => serve.once("exit", () => resolve()));
  let said = "";
  for (const stream of [serve.stdout, serve.stderr]) {
    stream.on("data", (part) => {
      said += part;
    });
  }
  const stop = async () => {
    serve.kill();
    await ended;
  };
  try {
    const url = await eventually(() => /http:\/\/\S+(?=\n)/.exec(said)?.[0], "`watchdeck serve` prints its address");
    return { url, stop };
  } catch (error) {
    await stop();
    throw new Error(`It said: ${said}`, { cause: error });
  }
}

/** A window of a real Chromium with a profile of its own, which is removed in the end. */
export async function openChromium(env: NodeJS.ProcessEnv = process.env) {
  // A persistent profile: off-the-record contexts may not show notifications.
  const profile = mkdtempSync(join(tmpdir(), "watchdeck-profile-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findChromium() as string,
    headless: false,
    viewport: { width: 1440, height: 900 },
    permissions: ["notifications"],
    args: ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    chromiumSandbox: process.getuid?.() !== 0,
    env: env as Record<string, string>,
  });
  return {
    async open(url: string): Promise<Page> {
      const page = context.pages()[0] ?? (await context.newPage());
      await page.goto(url);
      return page;
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function readLogComplaints(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".log"))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => / (warn|error) /.test(line));
}
