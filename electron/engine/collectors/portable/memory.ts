import { freemem, totalmem } from "node:os";
import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { both, type LoadInformation } from "./information";

export const createPortableMemory = (information: LoadInformation): Collector => ({
  name: "memory",
  about: "Memory and swap: how much there is, is free, and can be had.",
  help: (metric) => {
    const field = /^node_memory_(\w+)$/.exec(metric)?.[1];
    return field && `Memory information field ${field}.`;
  },
  platforms: both,
  every: seconds(2),
  async collect() {
    const found = await (await information()).mem();
    return memoryReadings({ ...found, total: totalmem(), free: freemem() });
  },
});

interface Memory {
  total: number;
  free: number;
  available: number;
  swaptotal: number;
  swapfree: number;
}

export function memoryReadings({ total, free, available, swaptotal, swapfree }: Memory): Reading[] {
  const readings = [gauge("node_memory_MemTotal_bytes", total), gauge("node_memory_MemFree_bytes", free)];
  // 0 stands for "the command that tells did not run".
  if (available > 0) readings.push(gauge("node_memory_MemAvailable_bytes", available));
  readings.push(gauge("node_memory_SwapTotal_bytes", swaptotal), gauge("node_memory_SwapFree_bytes", swapfree));
  return readings;
}
