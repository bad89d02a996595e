// The inner process of the browser shell: it runs one console for the process that keeps it, and never outlives that one.
import { AppError } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import { type RunningConsole, type ServeOptions, serve } from "../serve";
import type { FromConsole, ToConsole } from "./keep-console";

/** The way to the process that keeps this one. */
export interface Keeper {
  send(message: FromConsole): void;
  onMessage(run: (message: ToConsole) => void): void;
  /** Called when it has ended, however it did. */
  onGone(run: () => void): void;
}

export interface ConsoleProcessOptions extends Omit<ServeOptions, "dataFolder" | "port"> {
  keeper: Keeper;
  /** Ends this process at once. */
  exit(code: number): void;
  killBrowser(pid: number): void;
  /** Calls this with a bug, before anything is done about it. */
  onBug(run: (error: unknown) => void): void;
}

/** How long the things of a console that nobody keeps any more may take to be put away. */
const farewell: Milliseconds = seconds(3);

/** Runs what the keeper asks for, until the keeper asks for the end or is gone. */
export function runConsoleProcess({ keeper, exit, killBrowser, onBug, ...options }: ConsoleProcessOptions): void {
  let running: Promise<RunningConsole | undefined> = Promise.resolve(undefined);
  let browserPid: number | undefined;
  let isEnding = false;

  async function start({ dataFolder, port, after }: Extract<ToConsole, { t: "start" }>): Promise<RunningConsole | undefined> {
    try {
      const console = await serve({ ...options, dataFolder, port });
      if (after !== undefined) console.log.info(`the console before this one ended unexpectedly: ${after}`);
      onBug((error) => console.log.error("a bug ended the console", error));
      keeper.send({ t: "running", url: console.url, oneTimeUrl: console.oneTimeUrl(), port: console.port });
      return console;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      keeper.send({ t: "failed", say: error.message });
      exit(1);
      return undefined;
    }
  }

  async function end(): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => exit(1), farewell).unref();
    await (await running)?.close();
    exit(0);
  }

  keeper.onMessage((message) => {
    if (message.t === "start") running = start(message);
    else if (message.t === "browser") browserPid = message.pid;
    else void end();
  });
  keeper.onGone(() => {
    if (browserPid !== undefined && !isEnding) killBrowser(browserPid);
    void end();
  });
}
