import { z } from "zod";

/** What does not change while the machine runs. Times are epoch ms, sizes bytes. Absent means the machine does not say. */
export const hostInfoSchema = z.object({
  hostname: z.string(),
  os: z.string(),
  kernel: z.string(),
  cpuModel: z.string().optional(),
  cpuThreads: z.number(),
  memoryBytes: z.number(),
  bootTime: z.number(),
  platform: z.string(),
  gpus: z.array(z.object({ id: z.string(), name: z.string(), vendor: z.enum(["nvidia", "amd", "intel", "apple", "other"]) })),
  /** In words, when `gpus` is empty or a card cannot be read: "no GPU found", "nvidia-smi did not answer within 5 s". */
  gpuNote: z.string().optional(),
});
export type HostInfo = z.infer<typeof hostInfoSchema>;

export const processRowSchema = z.object({
  pid: z.number(),
  parentPid: z.number(),
  name: z.string(),
  /** Absent when the user id has no name on this machine: then the id itself as text. */
  user: z.string(),
  /** Per cent of one core since the last frame: 612 means six cores and a bit. */
  cpuPercent: z.number(),
  residentBytes: z.number(),
  /** Bytes per second since the last frame; absent where the system does not let us read it. */
  diskBytesPerSecond: z.number().optional(),
  /** Absent where the system does not say (macOS, Windows). */
  threads: z.number().optional(),
  state: z.string(),
  command: z.string(),
});
export type ProcessRow = z.infer<typeof processRowSchema>;

export const hostCalls = {
  /** What this machine is. Asked once per window; never fails. */
  "host.info": { input: z.object({}), output: hostInfoSchema },
};

export const hostStreams = {
  /** Running processes, most CPU first; scanned only while a window listens. The first frame comes after two scans. */
  "host.processes": {
    input: z.object({ everyMs: z.number().int().min(1000).max(60_000), limit: z.number().int().min(1).max(10_000) }),
    frame: z.object({ time: z.number(), total: z.number(), running: z.number(), rows: z.array(processRowSchema) }),
  },
};
