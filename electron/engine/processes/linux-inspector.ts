import { type ProcessId, type ProcessInfo, processStates } from "#shared/contract/processes";
import { AppError } from "#shared/model/failure";
import type { Clock } from "../clock";
import { parseAuxiliaryVector } from "../collectors/text/auxiliary-vector";
import { ourName } from "../our-name";
import { createDescriber } from "./describer";
import { readDetail } from "./detail";
import { hasEnded, statOf } from "./identity";
import type { ProcessInspector } from "./inspector";
import { newProcess } from "./known-process";
import { readOpenFiles } from "./open-files";
import { isClosedToUs, isGone, type ProcFolder } from "./proc-folder";
import type { ProcessMachine } from "./process-machine";

interface Options {
  clock: Clock;
  machine: ProcessMachine;
  folder: ProcFolder;
}

const zombie = processStates.indexOf("zombie");

export function createLinuxInspector({ clock, machine, folder }: Options): ProcessInspector {
  const { ticksPerSecond } = parseAuxiliaryVector(machine.auxiliaryVector());
  const describer = createDescriber({ clock, machine, ticksPerSecond });

  async function describe(id: ProcessId): Promise<ProcessInfo> {
    const { name, line } = statOf(folder, id);
    const process = newProcess(id.pid, id.startStamp, clock.monotonic());
    process.name = name;
    process.parentPid = line.parentPid;
    process.isKernelThread = line.isKernelThread;
    await describer.describe([process]);
    if (!process.info) throw hasEnded(id.pid);
    return process.info;
  }

  return {
    detail: (id) => readDetail({ clock, folder, ticksPerSecond, describe }, id),

    async openFiles(id) {
      statOf(folder, id);
      try {
        const found = await readOpenFiles(clock, folder, id.pid);
        statOf(folder, id);
        return found;
      } catch (error) {
        if (isGone(error)) throw hasEnded(id.pid);
        if (!isClosedToUs(error)) throw error;
        const { user } = await describe(id);
        const say =
          folder.userId(id.pid) === process.getuid?.()
            ? `The system keeps the open files of process ${id.pid} closed, even to its owner.`
            : `Process ${id.pid} belongs to ${user}; Watchdeck runs as ${ourName()} and may not see its open files.`;
        throw new AppError({ kind: "refused", say }, { cause: error });
      }
    },

    async target(id) {
      const { user } = await describe(id);
      const threads = await folder.list(id.pid, "task").catch((error) => {
        if (isGone(error)) throw hasEnded(id.pid);
        throw error;
      });
      // Last, so that whoever acts next does so on what was seen just now.
      const { name, line } = statOf(folder, id);
      return {
        name,
        owner: user,
        isKernelThread: line.isKernelThread,
        // One whose first thread alone has ended lives on.
        isZombie: line.state === zombie && line.threads <= 1,
        threads: threads.map(Number),
      };
    },
  };
}
