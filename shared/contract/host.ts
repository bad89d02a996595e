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
  /** Of the container this console runs in. */
  container: z
    .object({
      /** "Docker", "Kubernetes"; absent when its maker is not known. */
      kind: z.string().optional(),
      /** What is measured of processor and memory is the whole host's, and not what this container may use. */
      seesHost: z.boolean(),
    })
    .optional(),
  /** Of the virtual machine this is: "KVM", "WSL 2". Without a kind, its maker is not known. */
  virtualMachine: z.object({ kind: z.string().optional() }).optional(),
  /** What the control groups around this console allow, where they allow less than there is. */
  limits: z.object({ cores: z.number().optional(), memoryBytes: z.number().optional() }).optional(),
});
export type HostInfo = z.infer<typeof hostInfoSchema>;

export const hostCalls = {
  /** What this machine is. Asked once per window; never fails. */
  "host.info": { input: z.object({}), output: hostInfoSchema },
};
