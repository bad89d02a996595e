import type { HostInfo } from "#shared/contract/host";
import { formatLongSpan } from "#shared/format/age";
import { toQuantity } from "#shared/format/quantity";
import type { EpochMs } from "#shared/units/time";

/** What this machine is, in one line: `Debian 12 · Linux 6.1 · AMD Ryzen 9 7950X · 32 threads · up 12 d 4 h`. */
export const hostWords = (host: HostInfo, now: EpochMs): string =>
  [
    host.os,
    host.kernel,
    host.cpuModel,
    host.cpuThreads === 1 ? "1 thread" : `${host.cpuThreads} threads`,
    virtualWords(host.virtualMachine),
    `up ${formatLongSpan(Math.max(0, now - host.bootTime))}`,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");

function virtualWords(machine: HostInfo["virtualMachine"]): string | undefined {
  if (!machine) return undefined;
  const { kind } = machine;
  return kind === undefined ? "virtual machine" : kind.startsWith("WSL") ? kind : `virtual machine (${kind})`;
}

/** What a container changes about the figures of this page; undefined outside of one. */
export function containerWords({ container, limits }: HostInfo): string | undefined {
  if (!container) return undefined;
  const { kind = "", seesHost } = container;
  const where = `In ${kind === "LXC" ? "an" : "a"} ${kind} container`.replace("  ", " ");
  const cores = limits?.cores;
  const allowed = [
    cores !== undefined && `${Number(cores.toFixed(2))} ${cores === 1 ? "core" : "cores"}`,
    limits?.memoryBytes !== undefined && roundBytes(limits.memoryBytes),
  ].filter((part) => part !== false);
  const figures = seesHost ? ["figures of CPU and memory are the whole host's"] : [];
  const may = allowed.length > 0 ? [`this container may use ${allowed.join(" and ")}`] : [];
  const rest = [...figures, ...may].join("; ");
  return rest === "" ? where : `${where}: ${rest}`;
}

/** Limits are round numbers: "4 GiB", not "4.00 GiB". */
function roundBytes(bytes: number): string {
  const { number, unit } = toQuantity(bytes, "bytes");
  return `${Number(number)}\u00a0${unit}`;
}
