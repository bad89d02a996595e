import { z } from "zod";

/**
 * Which process: a pid is given again after its process has ended, so the system's own stamp of the start goes with it (on
 * Linux clock ticks after boot, elsewhere epoch ms).
 */
export const processIdSchema = z.object({ pid: z.number().int().positive(), startStamp: z.number() });
export type ProcessId = z.infer<typeof processIdSchema>;

/** What seldom changes about a process. */
export const processInfoSchema = processIdSchema.extend({
  parentPid: z.number(),
  name: z.string(),
  /** The user's name; the id as text where it has none on this machine. */
  user: z.string(),
  /** The command line, at most 4,096 characters of it; kernel threads have their name in square brackets. */
  command: z.string(),
  /** Epoch ms. */
  startedAt: z.number().optional(),
  isKernelThread: z.boolean(),
  /** Path in the cgroup tree: "/system.slice/nginx.service". */
  cgroup: z.string().optional(),
  /** Of the container it runs in: as `id` of the container's row, the full id. */
  containerId: z.string().optional(),
});
export type ProcessInfo = z.infer<typeof processInfoSchema>;

/** The moving numbers of a process, in the order in which a frame's `numbers` has them. NaN: the system does not say. */
export const processNumbers = [
  /** Per cent of one core since the last frame: 612 means six cores and a bit. */
  "cpuPercent",
  "residentBytes",
  /** Bytes per second since the last frame. */
  "diskReadPerSecond",
  "diskWritePerSecond",
  "threads",
  /** From -20 (first) to 19 (last). */
  "nice",
  /** Place in `processStates`. */
  "state",
  "gpuPercent",
  "gpuMemoryBytes",
] as const;
export type ProcessNumber = (typeof processNumbers)[number];

export const processStates = [
  "running",
  "sleeping",
  "waiting for disk",
  "zombie",
  "stopped",
  "traced",
  "idle",
  "dead",
  "parked",
  "unknown",
] as const;

/**
 * One look at the list. A stream sends what seldom changes once, and again when it has; a frame may be skipped by a slow
 * reader, so `infos` are those that are new since the last frame that this reader was sent. Of a process that was not in that
 * frame the info comes again: a reader need keep none but those of its latest frame.
 */
export const processFrameSchema = z.object({
  time: z.number(),
  total: z.number(),
  running: z.number(),
  /** Of all processes together. */
  threads: z.number().optional(),
  /** What the reader has of before is to be forgotten. */
  isWhole: z.boolean(),
  infos: z.array(processInfoSchema),
  /** The processes of this frame, most CPU first. */
  pids: z.instanceof(Float64Array),
  /** One row of `processNumbers` for each pid, one row after the other. */
  numbers: z.instanceof(Float64Array),
});
export type ProcessFrame = z.infer<typeof processFrameSchema>;

/** A part of the detail that may be closed to us: the value, or in words why not ("belongs to root"). */
const part = <T extends z.ZodType>(value: T) => z.union([z.object({ value }), z.object({ refused: z.string() })]);
export type Part<T> = { value: T } | { refused: string };

export const processDetailSchema = z.object({
  info: processInfoSchema,
  time: z.number(),
  executable: part(z.string()),
  workingFolder: part(z.string()),
  /** Bytes. `proportional` (PSS) shares shared pages among those who share them: the fair figure, and a slow one to get. */
  memory: part(
    z.object({
      proportional: z.number(),
      unique: z.number(),
      swapped: z.number(),
    }),
  ),
  threads: part(z.array(z.object({ id: z.number(), name: z.string(), state: z.string(), cpuSeconds: z.number() }))),
  openFiles: part(z.object({ count: z.number(), limit: z.number().optional() })),
  /** Bytes since its network namespace began, which it shares with `sharedBy` processes; the host's own namespace is refused. */
  network: part(z.object({ receivedBytes: z.number(), sentBytes: z.number(), sharedBy: z.number() })),
  cpuSeconds: z.object({ user: z.number(), system: z.number() }).optional(),
  contextSwitches: part(z.object({ voluntary: z.number(), involuntary: z.number() })),
  oomScore: part(z.number()),
});
export type ProcessDetail = z.infer<typeof processDetailSchema>;

export const openFileSchema = z.object({
  descriptor: z.number(),
  kind: z.enum(["file", "folder", "pipe", "socket", "device", "other"]),
  /** A path, or for a socket its protocol and both ends: "tcp 127.0.0.1:9090 ← 127.0.0.1:51234 established". */
  target: z.string(),
});
export type OpenFile = z.infer<typeof openFileSchema>;

/** What a user may send from the console. */
export const signalNames = [
  "SIGTERM",
  "SIGINT",
  "SIGHUP",
  "SIGQUIT",
  "SIGKILL",
  "SIGSTOP",
  "SIGCONT",
  "SIGUSR1",
  "SIGUSR2",
] as const;
export type SignalName = (typeof signalNames)[number];

export const processCalls = {
  /** What is worth looking up for one process only; PSS and the threads take time on a big one. Gone: `not-found`. */
  "processes.detail": { input: processIdSchema, output: processDetailSchema },
  /** Its open files and sockets, the first 5,000. Refused without rights. */
  "processes.openFiles": {
    input: processIdSchema,
    output: z.object({ files: z.array(openFileSchema), total: z.number() }),
  },
  /** Sends a signal, once it is certain that the pid is still that process. Refused without rights, with the reason. */
  "processes.signal": { input: processIdSchema.extend({ signal: z.enum(signalNames) }), output: z.object({}) },
  /** Sets the niceness of the whole process. */
  "processes.renice": { input: processIdSchema.extend({ nice: z.number().int().min(-20).max(19) }), output: z.object({}) },
};

/** Whole seconds: readers with one period share its scans, and so there are no more than sixty of them. */
const scanPeriodSchema = z.number().int().min(1000).max(60_000).multipleOf(1000);

export const processStreams = {
  /** Running processes; scanned only while a window listens. The first frame comes after two scans. */
  "processes.table": {
    input: z.object({ everyMs: scanPeriodSchema, limit: z.number().int().min(1).max(20_000) }),
    frame: processFrameSchema,
  },
};
