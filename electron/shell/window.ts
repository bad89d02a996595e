import { BrowserWindow, nativeTheme, type Session, screen } from "electron";
import type { Log } from "../engine/log";
import { startPage } from "./app-origin";
import { backgroundColour } from "./theme";
import type { WindowMemory } from "./window-memory";
import { placeOfWindow, smallestWindow } from "./window-place";

export interface MainWindowOptions {
  /** The session that serves our pages. */
  pages: Session;
  preload: string;
  icon: string;
  memory: WindowMemory;
  log: Log;
  /** Whether closing the window only hides it: there is a tray to get it back from. */
  staysHidden(): boolean;
}

export interface MainWindow {
  /** Brings the window to the front; opens it when it was closed. */
  show(): void;
}

/** A page that crashes again so soon would only crash on. */
const reloadAtMostEveryMs = 10_000;

export function setUpMainWindow(options: MainWindowOptions): MainWindow {
  let window: BrowserWindow | undefined;

  function open(): BrowserWindow {
    const opened = createWindow(options);
    opened.on("close", (event) => {
      options.memory.change({ bounds: opened.getNormalBounds(), isMaximised: opened.isMaximized() });
      if (!options.staysHidden()) return;
      event.preventDefault();
      opened.hide();
    });
    opened.on("closed", () => {
      window = undefined;
    });
    return opened;
  }

  return {
    show() {
      if (!window) {
        // It shows itself once it has something to show.
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

function createWindow({ pages, preload, icon, memory, log }: MainWindowOptions): BrowserWindow {
  const { bounds, isMaximised } = memory.read();
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeOfWindow(bounds, displays),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: "Watchdeck",
    icon,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: backgroundColour(nativeTheme.shouldUseDarkColors),
    webPreferences: {
      session: pages,
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      // Its dictionaries are fetched from a server of Google's.
      spellcheck: false,
    },
  });
  if (isMaximised) window.maximize();
  window.once("ready-to-show", () => window.show());
  nativeTheme.on("updated", paint);
  window.on("closed", () => nativeTheme.off("updated", paint));
  recoverPage(window, log);
  window.loadURL(startPage).catch((error: unknown) => log.error("the console's page could not be loaded", error));

  function paint(): void {
    window.setBackgroundColor(backgroundColour(nativeTheme.shouldUseDarkColors));
  }
  return window;
}

/** A page whose process died is loaded again; the engine has missed nothing meanwhile. */
function recoverPage(window: BrowserWindow, log: Log): void {
  let reloadedAt = Number.NEGATIVE_INFINITY;
  window.webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
    if (reason === "clean-exit") return;
    log.error(`the page's process ended: ${reason}, code ${exitCode}`);
    if (performance.now() - reloadedAt < reloadAtMostEveryMs) return;
    reloadedAt = performance.now();
    window.webContents.reload();
  });
  window.webContents.on("preload-error", (_event, path, error) => log.error(`${path} failed`, error));
}
