// What this machine is called and made of. Each part may be missing without harm to the others: this never fails.
import { cpus, hostname, release, totalmem, uptime } from "node:os";
import type { HostInfo } from "#shared/contract/host";
import type { Host } from "../collectors/collector";
import { findGpuCards } from "../collectors/gpu-cards";
import { nameGpuCards } from "../collectors/gpu-names";
import { parseStat } from "../collectors/stat";
import type { Log } from "../log";

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
  };
}

async function bootTime(host: Host, signal: AbortSignal): Promise<number> {
  const bySystem = host.now() - uptime() * 1000;
  if (host.platform !== "linux") return bySystem;
  const stat = parseStat(await host.readText("/proc/stat", signal));
  const boot = stat.find(({ name }) => name === "node_boot_time_seconds");
  return boot ? boot.value * 1000 : bySystem;
}

/** The pretty name of os-release(5). */
async function linuxName(host: Host, signal: AbortSignal): Promise<string> {
  for (const path of ["/etc/os-release", "/usr/lib/os-release"]) {
    // Systems without the first have the second; those with neither are just "Linux".
    const name = prettyName(await host.readText(path, signal).catch(() => ""));
    if (name) return name;
  }
  return "Linux";
}

/** Values are quoted as a shell would have them. */
export function prettyName(osRelease: string): string | undefined {
  const value = /^PRETTY_NAME=(.*)$/m.exec(osRelease)?.[1]?.trim();
  if (!value) return undefined;
  const quoted = /^(["'])(.*)\1$/.exec(value);
  return (quoted?.[2] ?? value).replaceAll(/\\(["'$`\\])/g, "$1") || undefined;
}

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
