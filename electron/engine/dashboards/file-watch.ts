// Hears of changes in the places while somebody wants to know, and of nothing otherwise.
import { basename } from "node:path";
import { seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Log } from "../log";
import { deepestFolder } from "./safe-names";

export interface FileWatch {
  /** Begins to watch these folders, or others than before. Stops by itself once nobody wants it any more. */
  want(roots: readonly string[]): void;
  close(): Promise<void>;
}

interface Options {
  clock: Clock;
  log: Log;
  /** Whether somebody still wants to know. */
  isWanted(): boolean;
  /** After a change; several close together are one. */
  onChange(): void;
}

const settleMs = 250;
const lookEvery = seconds(30);

export function createFileWatch({ clock, log, isWanted, onChange }: Options): FileWatch {
  let watched = "";
  let stop: Promise<() => Promise<void>> | undefined;
  let cancelSettle: (() => void) | undefined;
  let cancelLook: (() => void) | undefined;
  let isClosed = false;

  function changed(): void {
    cancelSettle?.();
    cancelSettle = clock.setTimer(() => {
      cancelSettle = undefined;
      onChange();
    }, settleMs);
  }

  async function start(roots: readonly string[]): Promise<() => Promise<void>> {
    const { watch } = await import("chokidar");
    const watcher = watch([...roots], {
      ignoreInitial: true,
      depth: deepestFolder,
      followSymlinks: false,
      ignored: (path) => !roots.includes(path) && /^(?:\.|node_modules$)/.test(basename(path)),
    });
    watcher.on("all", (_event, path) => {
      if (path.endsWith(".json") || !basename(path).includes(".")) changed();
    });
    // Too many folders for the system, or one that went: what is shown is then as old as the latest look.
    watcher.on("error", (error) => log.warn("changes of dashboard files cannot be seen", error));
    return () => watcher.close();
  }

  async function end(): Promise<void> {
    const stopping = stop;
    stop = undefined;
    watched = "";
    cancelLook?.();
    cancelSettle?.();
    cancelSettle = undefined;
    // One that could not begin has been told of when it failed.
    await (await stopping?.catch(() => undefined))?.();
  }

  function lookLater(): void {
    cancelLook = clock.setTimer(() => {
      if (isWanted()) lookLater();
      else void end();
    }, lookEvery);
  }

  return {
    want(roots) {
      const key = roots.join("\n");
      if (isClosed || key === watched || !isWanted()) return;
      const before = end();
      watched = key;
      stop = before.then(() => start(roots));
      stop.catch((error: unknown) => log.warn("changes of dashboard files cannot be seen", error));
      lookLater();
    },
    async close() {
      isClosed = true;
      await end();
    },
  };
}
