// The real Electron app, driven by Playwright.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ElectronApplication, _electron as electron, type Page } from "playwright";
import { eventually } from "./eventually";
import { findElectron } from "./programs";

const root = join(import.meta.dirname, "../..");

/** What the machine lacks for the desktop app, by name; empty when nothing. The app itself must have been built. */
export function missingForDesktop(): string[] {
  const missing: string[] = [];
  if (!findElectron()) missing.push("Electron, which `npm start` downloads or ELECTRON_OVERRIDE_DIST_PATH names");
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) missing.push("a display");
  return missing;
}

/** Chromium refuses to run its sandbox as root, which test machines often are; a user never needs this. */
export const rootFlags = (): string[] => (process.getuid?.() === 0 ? ["--no-sandbox", "--disable-gpu"] : ["--disable-gpu"]);

/** What Electron is started with to show the console on this data folder. */
export function desktopArguments(dataFolder: string, args: readonly string[] = []): string[] {
  return [...rootFlags(), root, "--data-folder", dataFolder, ...args];
}

export interface Desktop {
  app: ElectronApplication;
  page: Page;
  dataFolder: string;
  /** The process id of the engine, as soon as there is one other than `not`. */
  enginePid(not?: number): Promise<number>;
  close(): Promise<void>;
}

export interface DesktopOptions {
  /** Kept when given; otherwise a fresh one, removed in the end. */
  dataFolder?: string;
  args?: readonly string[];
  env?: NodeJS.ProcessEnv;
}

export async function launchDesktop({ dataFolder, args = [], env = process.env }: DesktopOptions = {}): Promise<Desktop> {
  const folder = dataFolder ?? mkdtempSync(join(tmpdir(), "watchdeck-desktop-"));
  const app = await electron.launch({
    executablePath: findElectron(),
    args: desktopArguments(folder, args),
    // Playwright's type has no undefined values; a NodeJS.ProcessEnv has them by its type only.
    env: env as Record<string, string>,
  });
  const page = await app.firstWindow();
  await page.waitForLoadState("domcontentloaded");

  return {
    app,
    page,
    dataFolder: folder,
    enginePid: (not) =>
      eventually(async () => {
        const pid = await app.evaluate(
          (electron) => electron.app.getAppMetrics().find((process) => process.name === "Watchdeck engine")?.pid,
        );
        return pid === not ? undefined : pid;
      }, "the engine's process runs"),
    async close() {
      await app.close();
      if (dataFolder === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
