// What `npm start -- …` takes.
// All of it, not by name: where Node is too old to have parseArgs, the launcher must still come to say so.
import * as util from "node:util";
import { Sorry } from "./prepare.mjs";

export const help = `npm start -- [options]

  --browser            run in the browser instead of the desktop app
  --no-open            run without a window and print the address
  --port N             the port of the browser shell
  --data-folder DIR    where settings, rules and history are kept
`;

/** Throws a sentence for what it does not know. */
export function readOptions(args) {
  try {
    const { values } = util.parseArgs({
      args,
      options: {
        browser: { type: "boolean", default: false },
        "no-open": { type: "boolean", default: false },
        port: { type: "string" },
        "data-folder": { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    return values;
  } catch (error) {
    throw new Sorry(`${error.message.split("\n")[0]}\n${help}`);
  }
}

/** The same wishes as arguments of `watchdeck serve`. */
export function serveArguments(options) {
  return [
    "serve",
    ...(options["no-open"] ? ["--no-open"] : []),
    ...(options.port === undefined ? [] : ["--port", options.port]),
    ...(options["data-folder"] === undefined ? [] : ["--data-folder", options["data-folder"]]),
  ];
}

/** Why the desktop app is not wanted; undefined when it is. */
export function reasonForBrowser(options) {
  if (options["no-open"]) return "no window was asked for";
  if (options.browser) return "the browser was asked for";
  if (options.port !== undefined) return "only the browser shell has a port";
  return undefined;
}
