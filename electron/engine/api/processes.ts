// What runs on this machine: the table, one process in detail, and what a user may do to it.
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import type { GpuProcesses } from "../collectors/gpu/gpu-processes";
import type { Log } from "../log";
import { type ActionSystem, actionSystem, renice, sendSignal } from "../processes/actions";
import { createTableSender } from "../processes/frames";
import { createProcesses } from "../processes/processes";
import { createProcessWatch } from "../processes/watch";
import type { Api } from "./api";

interface Options {
  clock: Clock;
  log: Log;
  platform: NodeJS.Platform;
  gpuProcesses?: GpuProcesses;
  /** The system calls of actions, for tests. */
  system?: ActionSystem;
}

export function setUpProcessesApi(api: Api, { clock, log, system = actionSystem, ...options }: Options): void {
  const { createScanner, createInspector } = createProcesses({ clock, log, ...options });
  const watch = createProcessWatch({ clock, log, createScanner });
  const inspector = createInspector();

  api.stream("processes.table", ({ everyMs, limit }, writer) => {
    if (writer.signal.aborted) return;
    const stop = watch.listen(everyMs, limit, createTableSender(writer));
    writer.signal.addEventListener("abort", stop, { once: true });
  });

  api.answer("processes.detail", (id) => inspector.detail(id));
  api.answer("processes.openFiles", (id) => inspector.openFiles(id));

  api.answer("processes.signal", async ({ signal, ...id }) => {
    const target = await inspector.target(id);
    logged(`${signal} to process ${id.pid} (${target.name})`, () => sendSignal(system, id, signal, target));
    return {};
  });

  api.answer("processes.renice", async ({ nice, ...id }) => {
    const target = await inspector.target(id);
    logged(`niceness ${nice} for process ${id.pid} (${target.name})`, () => renice(system, id, nice, target));
    return {};
  });

  /** Whoever wonders later why a process ended finds it in the log. */
  function logged(what: string, act: () => void): void {
    try {
      act();
    } catch (error) {
      log.info(`${what}: not done. ${error instanceof AppError ? error.failure.say : ""}`.trim());
      throw error;
    }
    log.info(`${what}: done, as the user asked`);
  }
}
