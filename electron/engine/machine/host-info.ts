// What this machine is called and made of. Each part may be missing without harm to the others: this never fails.
import { cpus, hostname, release, totalmem, uptime } from "node:os";
import type { HostInfo } from "#shared/contract/host";
import type { CollectContext, Host } from "../collectors/collector";
import { findGpuCards } from "../collectors/gpu/gpu-cards";
import { nameGpuCards } from "../collectors/gpu/gpu-names";
import { readLimits } from "../collectors/kernel/cgroup-limits";
import { readOsRelease } from "../collectors/kernel/os-release";
import { bootTimeOf } from "../collectors/kernel/stat";
import type { Log } from "../log";
import { findContainer } from "./container-kind";
import { findVirtualMachine } from "./virtual-machine";

interface Options {
  host: Host;
  log: Log;
  gpuReason: () => string | undefined;
  signal: AbortSignal;
}

export async function readHostInfo({ host, log, gpuReason, signal }: Options): Promise<HostInfo> {
  const isLinux = host.platform === "linux";
  /** The part, or a value to go on with, so that one odd machine does not hide everything else. */
  async function part<T>(what: string, read: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await read();
    } catch (error) {
      log.warn(`the machine's ${what} could not be read`, error);
      return otherwise;
    }
  }
  const gpus = await part("GPUs", () => (isLinux ? linuxGpus(host, signal) : portableGpus()), []);
  return {
    hostname: hostname(),
    os: await part("system name", () => (isLinux ? linuxName(host, signal) : portableName()), host.platform),
    kernel: release(),
    cpuModel: cpus()[0]?.model.trim() || undefined,
    cpuThreads: cpus().length,
    memoryBytes: totalmem(),
    bootTime: await part("boot time", () => bootTime(host, signal), host.now() - uptime() * 1000),
    platform: host.platform,
    gpus,
    gpuNote: gpus.length === 0 ? "no GPU found" : gpuReason(),
    ...(isLinux && {
      container: await part("container", () => findContainer({ host, signal }), undefined),
      virtualMachine: await part("virtual hardware", () => findVirtualMachine({ host, signal }), undefined),
      limits: await part("limits", () => limitsAround({ host, signal }), undefined),
    }),
  };
}

async function bootTime(host: Host, signal: AbortSignal): Promise<number> {
  const bySystem = host.now() - uptime() * 1000;
  if (host.platform !== "linux") return bySystem;
  const boot = bootTimeOf(await host.readText("/proc/stat", signal));
  return boot === undefined ? bySystem : boot * 1000;
}

/** Only those that leave less than there is. */
async function limitsAround(context: CollectContext): Promise<HostInfo["limits"]> {
  const { cpuTime, cpuThreads, memoryBytes } = await readLimits(context);
  const cores = Math.min(cpuTime?.most ?? Infinity, cpuThreads?.most ?? Infinity);
  const memory = memoryBytes?.most ?? Infinity;
  const limits = {
    ...(cores < cpus().length && { cores }),
    ...(memory < totalmem() && { memoryBytes: memory }),
  };
  return Object.keys(limits).length > 0 ? limits : undefined;
}

/** Systems that have no file to say what they are called are just "Linux". */
const linuxName = async (host: Host, signal: AbortSignal): Promise<string> =>
  (await readOsRelease(host, signal))?.get("PRETTY_NAME") || "Linux";

async function linuxGpus(host: Host, signal: AbortSignal): Promise<HostInfo["gpus"]> {
  const cards = await findGpuCards(host, signal);
  const names = await nameGpuCards(host, cards, signal);
  return cards.map(({ address, vendor }) => ({ id: address, vendor, name: names.get(address) ?? vendor }));
}

async function portableName(): Promise<string> {
  const { osInfo } = await import("systeminformation");
  const { distro, release: version } = await osInfo();
  return [distro, version].filter(Boolean).join(" ");
}

async function portableGpus(): Promise<HostInfo["gpus"]> {
  const { graphics } = await import("systeminformation");
  const { controllers } = await graphics();
  return controllers.map(({ vendor, model, busAddress }, index) => ({
    id: busAddress || String(index),
    name: model,
    vendor: vendorOf(`${vendor} ${model}`),
  }));
}

function vendorOf(text: string): HostInfo["gpus"][number]["vendor"] {
  if (/nvidia/i.test(text)) return "nvidia";
  if (/\bamd\b|\bati\b|advanced micro devices|radeon/i.test(text)) return "amd";
  if (/intel/i.test(text)) return "intel";
  return /apple/i.test(text) ? "apple" : "other";
}
