import { type Line, only, percentOf, shareOf, total } from "./feeds";

/** All that the CPUs do but wait for work or for a disk. */
const busy = shareOf("cpuByMode", "mode", (mode) => mode !== "idle" && mode !== "iowait");

/** The line behind each tile's number. */
export const tileLines = {
  cpu: { id: "busy", label: "busy", colour: 1, values: busy },
  memory: { id: "used", label: "used", colour: 5, values: only("memoryUsed") },
  gpu: { id: "busy", label: "utilisation", colour: 3, values: only("gpuBusy") },
  disk: { id: "all", label: "read and written", colour: 2, values: total("diskRead", "diskWritten") },
  network: { id: "all", label: "received and sent", colour: 4, values: total("received", "sent") },
} satisfies Record<string, Line>;

const mode = (name: string, label: string, colour: number): Line => ({
  id: name,
  label,
  colour,
  values: shareOf("cpuByMode", "mode", (each) => each === name),
});

/** The lines of each chart. */
export const chartLines = {
  cpu: [mode("user", "user", 1), mode("system", "system", 2), mode("iowait", "iowait", 7), mode("steal", "steal", 5)],
  gpu: [
    { id: "busy", label: "utilisation", colour: 3, values: only("gpuBusy") },
    { id: "memory", label: "memory", colour: 5, values: percentOf(only("gpuMemoryUsed"), only("gpuMemoryTotal")) },
  ],
  memory: [
    { id: "used", label: "used", colour: 5, values: only("memoryUsed") },
    { id: "swap", label: "swap", colour: 2, values: only("swapUsed") },
  ],
  disk: [
    { id: "read", label: "read", colour: 3, values: only("diskRead") },
    { id: "written", label: "written", colour: 2, values: only("diskWritten") },
  ],
  network: [
    { id: "received", label: "received", colour: 1, values: total("received") },
    { id: "sent", label: "sent", colour: 4, values: total("sent") },
  ],
} satisfies Record<string, Line[]>;
