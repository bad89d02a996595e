import { z } from "zod";

/** A Docker or Podman service, by its unix socket. */
export const containerServiceSchema = z.object({
  /** What answers there; until it has, what the path is usually for. */
  kind: z.enum(["docker", "podman"]),
  /** A path; of `unsupported`, the address as it was given. */
  socket: z.string(),
  /**
   * `absent`: no socket there, or nobody behind it. `refused`: it is there and we may not open it. `hung`: it does not
   * answer. `failing`: it answers with something else. `unsupported`: an address that is no unix socket.
   */
  state: z.enum(["ok", "absent", "refused", "hung", "failing", "unsupported"]),
  /** In words, with what to do, unless `ok`. */
  reason: z.string().optional(),
  version: z.string().optional(),
});
export type ContainerService = z.infer<typeof containerServiceSchema>;

/** One container. Numbers are absent where the service does not say, as for one that does not run. */
export const containerRowSchema = z.object({
  /** The full id. */
  id: z.string(),
  name: z.string(),
  image: z.string(),
  service: z.enum(["docker", "podman"]),
  state: z.enum(["created", "running", "paused", "restarting", "removing", "exited", "dead", "unknown"]),
  /** In the service's words: "Up 3 hours (healthy)". */
  status: z.string(),
  health: z.enum(["healthy", "unhealthy", "starting"]).optional(),
  /** Epoch ms. */
  createdAt: z.number().optional(),
  /** "8080 → 80/tcp"; of one that is not published "80/tcp". */
  ports: z.array(z.string()),
  /** Of Docker Compose, or the pod. */
  group: z.string().optional(),
  /** Per cent of one core, over the time between two readings. */
  cpuPercent: z.number().optional(),
  /** How many cores it may use. */
  cpuLimit: z.number().optional(),
  memoryBytes: z.number().optional(),
  /** Without what the kernel can drop at once: what `docker stats` shows. */
  workingSetBytes: z.number().optional(),
  memoryLimitBytes: z.number().optional(),
  receivedPerSecond: z.number().optional(),
  sentPerSecond: z.number().optional(),
  readPerSecond: z.number().optional(),
  writtenPerSecond: z.number().optional(),
  /** Processes and threads, which is what `docker stats` counts as PIDS. */
  tasks: z.number().optional(),
});
export type ContainerRow = z.infer<typeof containerRowSchema>;

export const containerStreams = {
  /** Services and their containers, running ones first; asked only while a window listens. */
  "containers.table": {
    input: z.object({ everyMs: z.number().int().min(1000).max(60_000) }),
    frame: z.object({ time: z.number(), services: z.array(containerServiceSchema), rows: z.array(containerRowSchema) }),
  },
};
