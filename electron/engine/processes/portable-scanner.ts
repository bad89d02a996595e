import { processStates } from "#shared/contract/processes";
import type { Clock } from "../clock";
import type { GpuUses } from "./gpu-use";
import type { PortableProcess } from "./portable-processes";
import { byLoad, type ProcessScanner, place, width } from "./process-scan";

interface Options {
  clock: Clock;
  list: () => Promise<PortableProcess[]>;
  gpus?: GpuUses;
}

const running = processStates.indexOf("running");

export function createPortableScanner({ clock, list, gpus }: Options): ProcessScanner {
  let hasScanned = false;

  return {
    async scan(limit) {
      gpus?.ask();
      const processes = await list();
      if (!hasScanned) {
        hasScanned = true;
        return undefined;
      }
      const shown = processes.toSorted(byLoad).slice(0, limit);
      const uses = await gpus?.answer();
      // What is not filled in below, the system does not tell.
      const numbers = new Float64Array(shown.length * width).fill(Number.NaN);
      for (const [index, { pid, cpuPercent, residentBytes, nice, state }] of shown.entries()) {
        const row = index * width;
        numbers[row + place.cpuPercent] = cpuPercent;
        numbers[row + place.residentBytes] = residentBytes;
        numbers[row + place.nice] = nice;
        numbers[row + place.state] = state;
        numbers[row + place.gpuPercent] = uses?.get(pid)?.percent ?? Number.NaN;
        numbers[row + place.gpuMemoryBytes] = uses?.get(pid)?.memoryBytes ?? Number.NaN;
      }
      return {
        time: clock.now(),
        total: processes.length,
        running: processes.filter(({ state }) => state === running).length,
        infos: shown.map(({ info }) => info),
        pids: Float64Array.from(shown, ({ pid }) => pid),
        numbers,
      };
    },
    close: () => gpus?.stop(),
  };
}
