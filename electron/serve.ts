// The browser shell: the same engine as the desktop app's, behind a loopback port.
import { randomUUID } from "node:crypto";
import { access, constants, mkdir } from "node:fs/promises";
import { AppError } from "#shared/model/failure";
import type { Engine, EngineOptions } from "./engine/engine";
import type { Log } from "./engine/log";
import { openConsoleLog } from "./serve/console-log";
import { takeLock } from "./serve/lock";
import { plainVault } from "./serve/plain-vault";
import { refuseUnbuiltPages } from "./serve/static-files";
import { openToken } from "./serve/token";
import { startWebServer } from "./serve/web-server";

/** Where the console listens unless told otherwise: fixed, so that a bookmark and an open page survive a restart. */
export const usualPort = 7420;

export interface ServeOptions {
  dataFolder: string;
  rendererFolder: string;
  version: string;
  /** Absent: the usual port, or any free one when that is taken. */
  port?: number;
  /** The process that keeps this one and the browser; absent when this one does. */
  outermostPid?: number;
  createEngine(options: EngineOptions): Promise<Engine>;
  /** Shows one line to whoever started the console. */
  tell(line: string): void;
}

export interface RunningConsole {
  /** With the token in its fragment: for the user's eyes only. */
  url: string;
  port: number;
  /** An address that opens the console once, fit for a command line. */
  oneTimeUrl(): string;
  log: Log;
  close(): Promise<void>;
}

/** Starts a console. What was begun is ended in the reverse order, at `close` as well as when a step fails. */
export async function serve(options: ServeOptions): Promise<RunningConsole> {
  const { dataFolder, rendererFolder } = options;
  await refuseUnbuiltPages(rendererFolder);
  await openFolder(dataFolder);
  const instance = randomUUID();
  const endings: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (let end = endings.pop(); end; end = endings.pop()) await end();
  };

  try {
    // The lock comes first: nothing in the folder may be touched while another console runs on it.
    const lock = await takeLock(dataFolder, { pid: process.pid, instance, now: Date.now() });
    endings.push(() => lock.release());
    const log = openConsoleLog(dataFolder, options.tell);
    const token = await openToken(dataFolder);
    const engine = await options.createEngine({
      dataFolder,
      shell: "browser",
      version: options.version,
      vault: plainVault,
      log,
      ...(options.outermostPid !== undefined && { outermostPid: options.outermostPid }),
    });
    endings.push(() => engine.close());
    const listen = (port: number) => startWebServer({ engine, rendererFolder, token, port, instance, log });
    const server = await (options.port === undefined ? listenSomewhere(listen) : listen(options.port));
    endings.push(() => server.close());
    await lock.listening(server.port);
    await engine.start();
    log.info(`version ${options.version} listens on 127.0.0.1:${server.port}`);
    const urlWith = (key: string) => `http://127.0.0.1:${server.port}/#token=${key}`;
    return { url: urlWith(token), port: server.port, oneTimeUrl: () => urlWith(server.issueCode()), log, close };
  } catch (error) {
    await close();
    throw isSystemError(error) ? new AppError({ kind: "refused", say: whyUnusable(dataFolder, error) }, { cause: error }) : error;
  }
}

async function listenSomewhere<T>(listen: (port: number) => Promise<T>): Promise<T> {
  try {
    return await listen(usualPort);
  } catch (error) {
    const isTaken = error instanceof AppError && (error.cause as NodeJS.ErrnoException | undefined)?.code === "EADDRINUSE";
    if (!isTaken) throw error;
    return listen(0);
  }
}

/** What the system refused (a full disk, a file of another user's) is no bug, and the folder is all that a start works on. */
const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && !(error instanceof AppError) && "syscall" in error;

function whyUnusable(folder: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOSPC" || code === "EDQUOT")
    return `There is no room left on the disk of the data folder ${folder}; make some, or choose another folder with --data-folder.`;
  return `The data folder ${folder} cannot be used (${message}); choose another with --data-folder.`;
}

async function openFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new AppError(
      { kind: "refused", say: `The data folder ${folder} cannot be written to (${why}); choose another with --data-folder.` },
      { cause },
    );
  }
}
