// The Electron shell, read from top to bottom. The data folder comes first, because everything else lies in it, the lock
// too; then the lock, so that a second start does nothing but show the first one's window. The rules for pages stand before
// the first page is opened; the window opens before the engine is there (it shows "connecting" for that moment); and the
// keychain is asked before the engine starts, because the engine wants to know where secrets go. Nothing here needs to run
// before Electron is ready.
import { join } from "node:path";
import { app, session, type Tray } from "electron";
import { setUpAlertMark } from "./shell/alert-mark";
import { setUpAppProtocol } from "./shell/app-protocol";
import { setUpDataFolder } from "./shell/data-folder";
import { setUpEngineHost } from "./shell/engine-host";
import { giveUp } from "./shell/give-up";
import { setUpHopelessEngine } from "./shell/hopeless-engine";
import { takeCharge } from "./shell/launcher";
import { setUpLog } from "./shell/log";
import { setUpMenu } from "./shell/menu";
import { setUpNavigation } from "./shell/navigation";
import { setUpNoNetwork } from "./shell/no-network";
import { setUpNotifications } from "./shell/notifications";
import { setUpPermissions } from "./shell/permissions";
import { setUpPower } from "./shell/power";
import { setUpProcessFigures } from "./shell/process-figures";
import { setUpQuit } from "./shell/quit";
import { refuseBesideBrowserShell, setUpSingleInstance } from "./shell/single-instance";
import { setUpTheme } from "./shell/theme";
import { setUpTray } from "./shell/tray";
import { setUpVault } from "./shell/vault";
import { type MainWindow, setUpMainWindow } from "./shell/window";
import { openWindowMemory } from "./shell/window-memory";

const dist = import.meta.dirname;
const icons = join(dist, "..", "assets", "icons");

let mainWindow: MainWindow | undefined;
// Held here, because a tray icon that nothing refers to is collected and disappears.
let tray: Tray | undefined;
const showWindow = () => mainWindow?.show();

try {
  start();
} catch (error) {
  giveUp(error);
}

function start(): void {
  setUpNoNetwork();
  const dataFolder = setUpDataFolder();
  if (!setUpSingleInstance(dataFolder, showWindow)) {
    app.quit();
    return;
  }
  // Windows shows no notification of an app without this; it is the appId of electron-builder.yml.
  app.setAppUserModelId("io.watchdeck.Watchdeck");
  app
    .whenReady()
    .then(() => {
      takeCharge();
      return open(dataFolder);
    })
    .catch(giveUp);
}

async function open(dataFolder: string): Promise<void> {
  await refuseBesideBrowserShell(dataFolder);
  const log = setUpLog(dataFolder);
  const logFolder = join(dataFolder, "logs");
  log.info(`Watchdeck ${app.getVersion()}, Electron ${process.versions.electron}, data in ${dataFolder}`);

  // A session of its own keeps what pages store in the data folder, and the rules for pages to our pages.
  const pages = session.fromPath(join(dataFolder, "pages"));
  setUpAppProtocol(pages, join(dist, "renderer"));
  setUpPermissions(pages);
  setUpNavigation(log);
  setUpMenu(logFolder);

  const memory = openWindowMemory(join(dataFolder, "window.json"), log);
  const host = setUpEngineHost({ entry: join(dist, "engine-process.js"), log });
  const quit = setUpQuit(host, () => tray !== undefined);
  setUpTheme(host, memory);
  setUpNotifications(host, { log, showWindow });
  const marks = setUpAlertMark(host, { icons: join(icons, "tray"), show: showWindow, quit: () => app.quit() });
  setUpPower(host);
  setUpProcessFigures(host);
  setUpHopelessEngine(host, logFolder);

  mainWindow = setUpMainWindow({
    pages,
    preload: join(dist, "preload.cjs"),
    icon: join(icons, "256x256.png"),
    memory,
    log,
    staysHidden: () => tray !== undefined && !quit.isQuitting(),
  });
  mainWindow.show();
  app.on("activate", showWindow);

  const keychain = await setUpVault(host, log);
  host.start({ t: "start", dataFolder, version: app.getVersion(), keychain });

  tray = await setUpTray({ icon: join(icons, "tray", "unknown.png"), show: showWindow });
  if (tray) marks.setTray(tray);
}
