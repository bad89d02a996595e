import { join } from "node:path";
import { serve } from "../serve";
import { findBrowser, hasDisplay, openWindow } from "../serve/browser";
import { defaultDataFolder } from "../serve/data-folder";
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
    const { platform, env, tell } = surroundings;
    const dataFolder = values["data-folder"] ?? defaultDataFolder(platform, env);
    const ending = surroundings.untilAskedToEnd();
    const running = await serve({ ...surroundings, dataFolder, port: readPort(values.port), tell });
    surroundings.onBug((error) => running.log.error("a bug ended the console", error));
    surroundings.out(`Watchdeck runs at ${running.url}\nCtrl+C ends it.\n`);

    let closeWindow = () => {};
    if (!values["no-open"] && hasDisplay(platform, env)) {
      closeWindow = openWindow({
        url: running.oneTimeUrl(),
        browser: findBrowser(platform, env),
        profileFolder: join(dataFolder, "browser"),
        platform,
        isRoot: process.getuid?.() === 0,
        tell,
      });
    }
    await ending;
    closeWindow();
    await running.close();
    return 0;
  },
};
