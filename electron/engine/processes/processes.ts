// The way of looking at processes that fits the system.
import type { Clock } from "../clock";
import type { GpuProcesses } from "../collectors/gpu/gpu-processes";
import type { Log } from "../log";
import { createCarefulReader } from "./careful-reader";
import { createGpuUses, type GpuUses } from "./gpu-use";
import type { ProcessInspector } from "./inspector";
import { createLinuxInspector } from "./linux-inspector";
import { createLinuxScanner } from "./linux-scanner";
import { createPortableInspector } from "./portable-inspector";
import { createPortableProcesses } from "./portable-processes";
import { createPortableScanner } from "./portable-scanner";
import { createProcFolder } from "./proc-folder";
import { createOpenFilesRoom, createProcessMachine } from "./process-machine";
import type { ProcessScanner } from "./process-scan";

interface Options {
  clock: Clock;
  log: Log;
  platform: NodeJS.Platform;
  /** Who uses the graphics cards; stopped when the last scanner is closed. */
  gpuProcesses?: GpuProcesses;
}

export interface Processes {
  createScanner(): ProcessScanner;
  createInspector(): ProcessInspector;
}

export function createProcesses({ clock, log, platform, gpuProcesses }: Options): Processes {
  let scanners = 0;

  /** One for each scanner, of which only the last one to go stops what they share. */
  function openGpuUses(): GpuUses | undefined {
    if (!gpuProcesses) return undefined;
    scanners++;
    return createGpuUses({
      clock,
      log,
      gpus: {
        ask: gpuProcesses.ask,
        stop() {
          scanners--;
          if (scanners === 0) gpuProcesses.stop();
        },
      },
    });
  }

  if (platform === "linux") {
    // One for both, so that they do not take four threads together.
    const reader = createCarefulReader(clock);
    const room = createOpenFilesRoom();
    const machine = () => createProcessMachine({ reader, room });
    return {
      createScanner: () => createLinuxScanner({ clock, machine: machine(), gpus: openGpuUses() }),
      createInspector: () => createLinuxInspector({ clock, machine: machine(), folder: createProcFolder({ reader }) }),
    };
  }
  // One list for both, so that the stamp of a start is the same in both.
  const list = createPortableProcesses({ clock, platform });
  return {
    createScanner: () => createPortableScanner({ clock, list, gpus: openGpuUses() }),
    createInspector: () => createPortableInspector({ clock, platform, list }),
  };
}
