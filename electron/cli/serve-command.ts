import { join, resolve } from "node:path";
import { whyNoDisplay } from "../launcher/display.mjs";
import { findBrowser, openWindow, type WindowOptions } from "../serve/browser";
import { defaultDataFolder } from "../serve/data-folder";
import { keepConsole } from "../serve/keep-console";
import { findRunningConsole } from "../serve/running-console";
import { readArguments, readPort } from "./arguments";
import { type Command, UsageError } from "./command";

const help = `watchdeck serve [options]

Runs the console behind a port of this machine (127.0.0.1 only) and opens it in a browser window of its own.

  --port N             the port; 7420, or any free one when that is taken; 0 for any free one
  --no-open            only print the address
  --data-folder DIR    where settings, rules and history are kept

The printed address holds the key to the console: share it with nobody. Ctrl+C ends it.
`;

export const serveCommand: Command = {
  name: "serve",
  about: "run the console and open it in the browser",
  help,
  async run(args, surroundings) {
    const { values, positionals } = readArguments({
      args,
      allowPositionals: true,
      options: {
        port: { type: "string" },
        "no-open": { type: "boolean", default: false },
        "data-folder": { type: "string" },
      },
    });
    if (positionals.length > 0) throw new UsageError(`serve takes options only, not ${JSON.stringify(positionals[0])}.`);
    const { platform, env, tell, out, now } = surroundings;
    const dataFolder = resolve(values["data-folder"] ?? defaultDataFolder(platform, env));
    const port = readPort(values.port);
    const open = async (url: string, window: Pick<WindowOptions, "isIndependent" | "onBrowser">) => {
      if (values["no-open"]) return () => {};
      const why = await whyNoDisplay(platform, env);
      if (why !== undefined) {
        tell(`No window is opened: ${why}.`);
        return () => {};
      }
      const browser = findBrowser(platform, env);
      const isRoot = process.getuid?.() === 0;
      return openWindow({ url, browser, profileFolder: join(dataFolder, "browser"), platform, isRoot, tell, ...window });
    };

    const there = await findRunningConsole(dataFolder, now());
    if (there) {
      out(`Watchdeck runs already, at ${there.url}\n`);
      await open(there.oneTimeUrl, { isIndependent: true, onBrowser() {} });
      return 0;
    }
    const kept = keepConsole({
      dataFolder,
      ...(port !== undefined && { port }),
      spawn: surroundings.spawnConsole,
      tell,
      now: () => performance.now(),
      wait(run, delay) {
        const timer = setTimeout(run, delay);
        return () => clearTimeout(timer);
      },
    });
    let closeWindow = () => {};
    const ending = surroundings.untilAskedToEnd(() => {
      closeWindow();
      kept.abandon();
    });
    const addresses = await Promise.race([kept.running, ending]);
    if (addresses) {
      out(`Watchdeck runs at ${addresses.url}\nCtrl+C ends it.\n`);
      closeWindow = await open(addresses.oneTimeUrl, { onBrowser: kept.guardBrowser });
      await ending;
    }
    closeWindow();
    await kept.close();
    return 0;
  },
};
