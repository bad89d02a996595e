// macOS: what the graphics drivers tell the system's registry. Only the command `ioreg` reads it without a compiled library,
// so it runs every ten seconds and not every second, and has a deadline.
import { execFile } from "node:child_process";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { createReadingList } from "../reading-list";
import { type GpuFigures, gpuHelp, hasFigures, putFigures } from "./gpu-figures";
import { createGpuLabels } from "./gpu-labels";

/** The registry's entries of graphics drivers, as `ioreg` prints them. */
type ReadRegistry = (signal: AbortSignal) => Promise<string>;

export interface AppleGpu {
  name: string;
  figures: GpuFigures;
}

const deadline = seconds(5);

export function createAppleGpu({ readRegistry = runIoreg }: { readRegistry?: ReadRegistry } = {}): Collector {
  const list = createReadingList();
  const labelsOf = createGpuLabels();
  return {
    name: "gpu",
    about: "Load and memory of the graphics processors, as ioreg prints their drivers' statistics.",
    help: gpuHelp,
    platforms: ["darwin"],
    every: seconds(10),
    deadline,
    async collect({ signal }) {
      const gpus = parseIoreg(await readRegistry(signal)).filter(({ figures }) => hasFigures(figures));
      if (gpus.length === 0) throw new NoData("this machine's graphics driver shows no load");
      list.start();
      for (const [index, { name, figures }] of gpus.entries()) {
        putFigures(list, labelsOf({ minorNumber: String(index), uuid: `${name} ${index}`, name }), figures);
      }
      list.gauge("nvidia_gpu_num_devices", gpus.length);
      return list.readings();
    },
  };
}

/** Entries begin with "+-o"; a property is a line `"name" = value`, and a dictionary stands on one line. */
export function parseIoreg(text: string): AppleGpu[] {
  return text
    .split(/^\+-o /m)
    .slice(1)
    .flatMap((entry) => {
      const statistics = /^\s*"PerformanceStatistics" = \{(.*)\}\s*$/m.exec(entry)?.[1];
      if (statistics === undefined) return [];
      const model = /^\s*"model" = (?:<?"([^"]*)">?)\s*$/m.exec(entry)?.[1] ?? entry.slice(0, entry.search(/\s|$/));
      const number = (name: string) => numberIn(statistics, name);
      const percent = number("Device Utilization %");
      return {
        name: model,
        figures: {
          // Some drivers for Intel's chips count beyond the whole.
          dutyCyclePercent: percent !== undefined && percent <= 100 ? percent : undefined,
          memoryUsedBytes: number("vramUsedBytes"),
          sharedMemoryUsedBytes: number("In use system memory"),
          temperatureCelsius: number("Temperature(C)"),
          fanPercent: number("Fan Speed(%)"),
          powerMilliwatts: thousand(number("Total Power(W)")),
          graphicsHertz: million(number("Core Clock(MHz)")),
          memoryHertz: million(number("Memory Clock(MHz)")),
        },
      };
    });
}

function numberIn(statistics: string, name: string): number | undefined {
  const key = `"${name}"=`;
  const at = statistics.indexOf(key);
  if (at < 0) return undefined;
  const found = /^\d+/.exec(statistics.slice(at + key.length, at + key.length + 20));
  return found ? Number(found[0]) : undefined;
}

const thousand = (value: number | undefined) => (value === undefined ? undefined : value * 1e3);
const million = (value: number | undefined) => (value === undefined ? undefined : value * 1e6);

function runIoreg(signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const how = { signal, timeout: deadline, killSignal: "SIGKILL" as const, maxBuffer: 8 * 2 ** 20 };
    execFile("/usr/sbin/ioreg", ["-r", "-d", "1", "-w", "0", "-c", "IOAccelerator"], how, (error, output) => {
      if (error) reject(new Error(`ioreg could not be run: ${error.message}`, { cause: error }));
      else resolve(output);
    });
  });
}
