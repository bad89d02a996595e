import { app, session } from "electron";

/**
 * Nothing of a window ever goes to the network, nor should Chromium by itself: left alone, each session asks a server of
 * Google's for dictionaries. So Chromium is told that no name resolves; what the engine asks of servers does not go through
 * Chromium. A packaged app says it here, before Electron is ready. Under `electron DIR` our code comes too late for that,
 * and the launcher says the same on the command line (`offline` in launcher/electron.mjs).
 */
export function setUpNoNetwork(): void {
  if (!app.isReady()) app.commandLine.appendSwitch("host-resolver-rules", "MAP * ~NOTFOUND");
  app.on("session-created", (created) => created.setSpellCheckerEnabled(false));
  if (app.isReady()) session.defaultSession.setSpellCheckerEnabled(false);
}
