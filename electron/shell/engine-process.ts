// The engine's process: what the main process starts, and starts again when it dies. Plain Node, nothing of Electron but
// the port to the main process, which keeps the keychain and the native notifications.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { DoNotDisturb } from "#shared/model/do-not-disturb";
import { createEngine, type Engine } from "../engine/engine";
import { createLog, type Log } from "../engine/log";
import { openLogFile } from "../log-file";
import { openOwnClient } from "./engine-process/own-client";
import { createRemoteFigures } from "./engine-process/remote-figures";
import { createRemoteNotifier } from "./engine-process/remote-notifier";
import { createRemoteVault } from "./engine-process/remote-vault";
import { createRouteDelivery } from "./engine-process/route-delivery";
import { watchForShell } from "./engine-process/watch-for-shell";
import type { FromEngineProcess, ToEngineProcess } from "./messages";
import { portFromMessagePort } from "./port-from-message-port";

const post = (message: FromEngineProcess) => process.parentPort.postMessage(message);
const vault = createRemoteVault(post);
const notifier = createRemoteNotifier(post);
const figures = createRemoteFigures(post);
let engine: Promise<Engine> | undefined;
let setDoNotDisturb: ((doNotDisturb: DoNotDisturb) => void) | undefined;
let routes: ReturnType<typeof createRouteDelivery> | undefined;

// Ctrl+C in a terminal reaches every process of the app; the main one alone decides, and asks for a clean end.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

process.parentPort.on("message", (event) => {
  const message = event.data as ToEngineProcess;
  switch (message.t) {
    case "start":
      engine = start(message);
      return;
    case "window": {
      const channel = event.ports[0];
      // Until the engine is there the port holds back what the window says.
      if (channel) void engine?.then(() => routes?.serve(portFromMessagePort(channel)));
      return;
    }
    case "suspend":
      void engine?.then((it) => it.suspend());
      return;
    case "resume":
      void engine?.then((it) => it.resume());
      return;
    case "sealed":
      vault.receive(message);
      return;
    case "notice-outcome":
    case "notice-event":
    case "was-shown":
      notifier.receive(message);
      return;
    case "weighed":
      figures.receive(message);
      return;
    case "go-to":
      void engine?.then(() => routes?.deliver(message.route));
      return;
    case "do-not-disturb":
      setDoNotDisturb?.(message.doNotDisturb);
      return;
    case "close":
      void close();
      return;
  }
});

async function start({ dataFolder, version, keychain }: Extract<ToEngineProcess, { t: "start" }>): Promise<Engine> {
  const log = createLog(openLogFile(join(dataFolder, "logs", "engine.log")));
  surfaceBugs(log);
  vault.setKeychain(keychain);
  const created = await createEngine({
    dataFolder,
    shell: "desktop",
    version,
    vault,
    notifier,
    log,
    outermostPid: process.ppid,
    otherProcesses: figures.ask,
    queryWorker: pathToFileURL(join(import.meta.dirname, "query-worker.js")),
  });
  await created.start();
  routes = createRouteDelivery(created.api);
  const client = openOwnClient(created.api);
  watchForShell(client, post);
  setDoNotDisturb = async (doNotDisturb) => {
    const reply = await client.call("settings.update", { doNotDisturb }).reply;
    if (!reply.ok) log.warn(`do-not-disturb could not be set from the tray: ${reply.failure.say}`);
  };
  post({ t: "ready" });
  return created;
}

function surfaceBugs(log: Log): void {
  process.on("uncaughtException", (error) => {
    log.error("the engine met a bug and ends; it is started again", error);
    process.exit(1);
  });
  // A stray rejection is a bug too, but one that left the engine's state whole: ending would lose more than going on.
  // Before the engine is there it means that it cannot start.
  process.on("unhandledRejection", (error) => {
    log.error(routes ? "a promise was rejected and nobody listened" : "the engine could not start", error);
    if (!routes) process.exit(1);
  });
}

async function close(): Promise<void> {
  try {
    await (await engine)?.close();
  } finally {
    process.exit(0);
  }
}
