import { type CpuInfo, cpus } from "node:os";
import { counter, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { both } from "./information";

export const portableCpu: Collector = {
  name: "cpu",
  about: "Seconds each processor thread spent in each mode, as the system counts them.",
  help: { node_cpu_seconds_total: "Seconds the CPUs spent in each mode." },
  platforms: both,
  every: seconds(1),
  collect: async ({ host }) => cpus().flatMap(({ times }, cpu) => cpuReadings(String(cpu), times, host.platform)),
};

/** Node counts in milliseconds. The modes are those that the system tells apart; together they are all of the time. */
export function cpuReadings(cpu: string, { user, nice, sys, idle, irq }: CpuInfo["times"], platform: NodeJS.Platform): Reading[] {
  // Windows counts the time of interrupts among the kernel's as well; it has no nice processes.
  const modes = platform === "win32" ? { user, system: Math.max(0, sys - irq), idle, irq } : { user, nice, system: sys, idle };
  return Object.entries(modes).map(([mode, milliseconds]) =>
    counter("node_cpu_seconds_total", milliseconds / 1000, { cpu, mode }),
  );
}
