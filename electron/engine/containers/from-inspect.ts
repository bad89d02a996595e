// What GET /containers/<id>/json says of a container that runs, and the list does not. It is asked once for each start.
import type { EpochMs } from "#shared/units/time";
import type { Limits } from "./usage";
import type { Inspected } from "./wire";

export interface Facts {
  /** Of its first process, as the daemon's machine numbers it. */
  pid: number;
  startedAt?: EpochMs;
  limits: Limits;
  /** It has interfaces of its own, and does not share those of the host or of another container. */
  hasOwnNetwork: boolean;
}

/** What a container gets unless told otherwise: cpu.shares of the kernel, and the period that --cpus is a share of. */
const defaultShares = 1024;
const defaultPeriod = 100_000;

export function factsFrom({ State, HostConfig }: Inspected): Facts {
  const started = Date.parse(State.StartedAt ?? "");
  return {
    pid: State.Pid ?? 0,
    // One that never started says year 1.
    startedAt: started > 0 ? started : undefined,
    limits: limitsFrom(HostConfig ?? {}),
    hasOwnNetwork: !/^(host|none|container:|ns:)/.test(HostConfig?.NetworkMode ?? ""),
  };
}

function limitsFrom(config: NonNullable<Inspected["HostConfig"]> | Record<string, never>): Limits {
  const limits: Limits = {
    cpuShares: positive(config.CpuShares) ?? defaultShares,
    cpuPeriod: positive(config.CpuPeriod) ?? defaultPeriod,
  };
  if (config.Memory && config.Memory > 0) limits.memoryBytes = config.Memory;
  // Both say the same in two ways; Podman says both.
  if (config.CpuQuota && config.CpuQuota > 0) limits.cpuQuota = config.CpuQuota;
  else if (config.NanoCpus && config.NanoCpus > 0)
    limits.cpuQuota = Math.round((config.NanoCpus / 1e9) * (limits.cpuPeriod ?? defaultPeriod));
  return limits;
}

const positive = (value: number | null | undefined) => (value && value > 0 ? value : undefined);
