// The browser shell is two processes, as the desktop app is: this one talks to the user and to signals, and keeps the other,
// in which the engine and its port live. A bug or a kill ends only that one; it is started again on the same port, with the
// key that lies in the data folder, so that open pages come back by themselves.
import { AppError } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import { deathsInARow, deathsWorthTelling, restartDelay } from "../restart-delay";

export type ToConsole =
  /** `after` says how the one before it ended, for the log. */
  | { t: "start"; dataFolder: string; port?: number; after?: string }
  /** The browser that was opened, which is nobody's once this process is killed; absent when it has ended. */
  | { t: "browser"; pid?: number }
  | { t: "close" };

export type FromConsole =
  | { t: "running"; url: string; oneTimeUrl: string; port: number }
  /** Why it does not start, in a sentence for the user; it ends then. */
  | { t: "failed"; say: string };

/** The process in which the console runs, as the operating system gives it. */
export interface ConsoleProcess {
  /** Says nothing to a process that has ended. */
  send(message: ToConsole): void;
  onMessage(run: (message: FromConsole) => void): void;
  /** How it ended, in words: "code 1", "SIGKILL". Called once, also when it never started. */
  onExit(run: (how: string) => void): void;
  kill(): void;
}

export interface KeepOptions {
  dataFolder: string;
  port?: number;
  spawn(): ConsoleProcess;
  tell(line: string): void;
  now(): number;
  /** Returns what calls it off. */
  wait(run: () => void, delay: Milliseconds): () => void;
}

export interface KeptConsole {
  /** Resolves when it runs for the first time; rejects with a sentence when it does not come to that. */
  running: Promise<{ url: string; oneTimeUrl: string }>;
  /** Names the browser that is to end with this process, even should this one be killed; none when it has ended. */
  guardBrowser(pid: number | undefined): void;
  close(): Promise<void>;
  /** Ends it now, with nothing put away. */
  abandon(): void;
}

/** How long a console may take to put its things away before it is killed. */
const farewell: Milliseconds = seconds(4);

/** Starts a console, and starts it again whenever it ends, until it is closed. */
export function keepConsole(options: KeepOptions): KeptConsole {
  const { dataFolder, tell } = options;
  let current: ConsoleProcess | undefined;
  let port = options.port;
  let hasRun = false;
  let isClosing = false;
  let deaths = 0;
  let browserPid: number | undefined;
  let onEnded = () => {};
  let stopWaiting = () => {};
  let onRunning: (addresses: { url: string; oneTimeUrl: string }) => void = () => {};
  let onNeverRunning: (error: AppError) => void = () => {};
  const running = new Promise<{ url: string; oneTimeUrl: string }>((resolve, reject) => {
    onRunning = resolve;
    onNeverRunning = reject;
  });

  function start(after?: string): void {
    if (isClosing) return;
    const startedAt = options.now();
    let trouble: string | undefined;
    const child = options.spawn();
    current = child;
    child.onMessage((message) => {
      if (message.t === "failed") {
        trouble = message.say;
        return;
      }
      port = message.port;
      if (deaths >= deathsWorthTelling) tell("The console runs again.");
      hasRun = true;
      onRunning(message);
    });
    child.onExit((how) => {
      current = undefined;
      onEnded();
      if (hasRun && !isClosing) startAgain(trouble ?? how, options.now() - startedAt);
      const say = trouble ?? `The console's process ended as it started (${how}); the logs in ${dataFolder} may say why.`;
      onNeverRunning(new AppError({ kind: "refused", say }));
    });
    child.send({ t: "start", dataFolder, port, after });
    if (browserPid !== undefined) child.send({ t: "browser", pid: browserPid });
  }

  function startAgain(why: string, lived: Milliseconds): void {
    deaths = deathsInARow(deaths, lived);
    if (deaths < deathsWorthTelling) tell(`The console ended unexpectedly (${why}) and is started again.`);
    if (deaths === deathsWorthTelling) tell(`The console ends each time it is started (${why}). Watchdeck goes on trying.`);
    stopWaiting = options.wait(() => start(why), restartDelay(deaths));
  }

  start();
  return {
    running,
    guardBrowser(pid) {
      browserPid = pid;
      current?.send({ t: "browser", pid });
    },
    async close() {
      isClosing = true;
      stopWaiting();
      if (!current) return;
      const ended = new Promise<void>((resolve) => {
        onEnded = resolve;
      });
      current.send({ t: "close" });
      stopWaiting = options.wait(() => current?.kill(), farewell);
      await ended;
      stopWaiting();
    },
    abandon() {
      isClosing = true;
      current?.kill();
    },
  };
}
