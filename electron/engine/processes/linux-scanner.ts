import { processStates } from "#shared/contract/processes";
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { GpuUse } from "../collectors/gpu/gpu-processes";
import { parseAuxiliaryVector } from "../collectors/text/auxiliary-vector";
import { createDescriber } from "./describer";
import type { GpuUses } from "./gpu-use";
import { closeDisk, type KnownProcess, newProcess, takeDisk, takeStat } from "./known-process";
import { createPauses } from "./pauses";
import { readDiskBytes } from "./process-files";
import type { ProcessMachine } from "./process-machine";
import { byLoad, type ProcessScanner, type ProcessTable, place, width } from "./process-scan";
import { createStatLine, readStatLine } from "./stat-line";

interface Options {
  clock: Clock;
  machine: ProcessMachine;
  /** Who uses the graphics cards; without it, those numbers are not known. */
  gpus?: GpuUses;
}

const running = processStates.indexOf("running");
/** In scans. */
const restingDiskEvery = 5;

export function createLinuxScanner({ clock, machine, gpus }: Options): ProcessScanner {
  const units = parseAuxiliaryVector(machine.auxiliaryVector());
  const describer = createDescriber({ clock, machine, ticksPerSecond: units.ticksPerSecond });
  const known = new Map<number, KnownProcess>();
  // Kept from scan to scan, so that it is nearly in order already when it is put in order.
  const order: KnownProcess[] = [];
  const line = createStatLine();
  const disk = { read: 0, written: 0 };
  let round = 0;
  let scannedAt: Milliseconds | undefined;

  /** Takes a process over as it is now; false when it has gone or is hidden from us. */
  function look(pid: number, now: Milliseconds, since: Milliseconds): boolean {
    const length = readStat(pid);
    if (length === 0 || !readStatLine(machine.bytes, length, line)) return false;
    let process = known.get(pid);
    if (process?.startTicks !== line.startTicks) {
      process = newProcess(pid, line.startTicks, since);
      known.set(pid, process);
      order.push(process);
    }
    const isNew = process.round === 0;
    takeStat(process, line, machine.bytes, now - process.at, units);
    process.at = now;
    process.round = round;
    if (!process.isIoClosed && (isNew || isDiskDue(process))) {
      readDisk(process, now - process.diskAt);
      process.diskAt = now;
    }
    return true;
  }

  /**
   * Most processes sleep, and to ask each of them for its disk every time would be a third of the whole scan. Who does so
   * little that it shows nowhere is asked in turn.
   */
  function isDiskDue({ pid, cpuPercent, readPerSecond, writePerSecond }: KnownProcess): boolean {
    return cpuPercent > 0 || readPerSecond > 0 || writePerSecond > 0 || (pid + round) % restingDiskEvery === 0;
  }

  function readStat(pid: number): number {
    try {
      return machine.read(pid, "stat");
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // /proc mounted with hidepid=1 shows other users' processes by number only: they are left out.
      if (code === "EACCES" || code === "EPERM") return 0;
      throw error;
    }
  }

  function readDisk(process: KnownProcess, elapsed: Milliseconds): void {
    // What kernel threads write is the work of others and counted there; passing over them halves the files on many machines.
    if (process.isKernelThread) {
      closeDisk(process);
      return;
    }
    try {
      const length = machine.read(process.pid, "io");
      if (readDiskBytes(machine.bytes, length, disk)) takeDisk(process, disk, elapsed);
      else closeDisk(process);
    } catch {
      // Not ours to read (EACCES): the row then has no such number.
      closeDisk(process);
    }
  }

  /** Forgets those that have ended, and puts the others in order, the busiest first. */
  function tidy(): void {
    let kept = 0;
    for (const process of order) {
      if (process.round === round) {
        order[kept++] = process;
        continue;
      }
      // Unless another one has its number by now.
      if (known.get(process.pid) === process) {
        known.delete(process.pid);
        machine.forget(process.pid);
      }
    }
    order.length = kept;
    order.sort(byLoad);
  }

  function tableOf(shown: readonly KnownProcess[], uses: ReadonlyMap<number, GpuUse> | undefined): Omit<ProcessTable, "time"> {
    const pids = new Float64Array(shown.length);
    const numbers = new Float64Array(shown.length * width);
    for (const [index, process] of shown.entries()) {
      pids[index] = process.pid;
      putNumbers(numbers, index * width, process, uses?.get(process.pid));
    }
    let busy = 0;
    let threads = 0;
    for (const process of order) {
      if (process.state === running) busy++;
      threads += process.threads;
    }
    return { total: order.length, running: busy, threads, infos: shown.flatMap(({ info }) => info ?? []), pids, numbers };
  }

  return {
    async scan(limit) {
      const time = clock.now();
      const began = clock.monotonic();
      gpus?.ask();
      const pauses = createPauses(clock);
      let now = began;
      round++;
      let count = 0;
      for (const pid of machine.pids()) {
        if (++count % 8 === 0 && pauses.isDue()) {
          await pauses.take();
          now = clock.monotonic();
        }
        look(pid, now, scannedAt ?? began);
      }
      tidy();
      const isFirst = scannedAt === undefined;
      scannedAt = began;
      if (isFirst) return undefined;
      const shown = order.slice(0, limit);
      await describer.describe(shown);
      return { time, ...tableOf(shown, await gpus?.answer()) };
    },

    close() {
      machine.close();
      gpus?.stop();
    },
  };
}

function putNumbers(numbers: Float64Array, row: number, process: KnownProcess, gpu: GpuUse | undefined): void {
  numbers[row + place.cpuPercent] = process.cpuPercent;
  numbers[row + place.residentBytes] = process.residentBytes;
  numbers[row + place.diskReadPerSecond] = process.readPerSecond;
  numbers[row + place.diskWritePerSecond] = process.writePerSecond;
  numbers[row + place.threads] = process.threads;
  numbers[row + place.nice] = process.nice;
  numbers[row + place.state] = process.state;
  numbers[row + place.gpuPercent] = gpu?.percent ?? Number.NaN;
  numbers[row + place.gpuMemoryBytes] = gpu?.memoryBytes ?? Number.NaN;
}
