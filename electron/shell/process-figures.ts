import { app, type ProcessMetric } from "electron";
import type { ProcessRole } from "#shared/contract/app";
import type { ProcessFigures } from "../engine/self/process-figures";
import { type EngineHost, engineName } from "./engine-host";

/** Tells the engine what the app's other processes cost, on systems where it cannot see them itself. */
export function setUpProcessFigures(host: EngineHost): void {
  host.onMessage((message) => {
    if (message.t === "weigh") host.post({ t: "weighed", processes: app.getAppMetrics().flatMap(figuresOf) });
  });
}

function figuresOf({ pid, type, name, cpu, memory }: ProcessMetric): ProcessFigures[] {
  // The engine reads its own, and more exactly.
  if (name === engineName || cpu.cumulativeCPUUsage === undefined) return [];
  return [
    { pid, role: roles[type] ?? "utility", cpuMs: cpu.cumulativeCPUUsage * 1000, residentBytes: memory.workingSetSize * 1024 },
  ];
}

const roles: Partial<Record<ProcessMetric["type"], ProcessRole>> = { Browser: "shell", Tab: "window", GPU: "gpu" };
