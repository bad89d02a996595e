import type { HostInfo } from "#shared/contract/host";
import { formatLongSpan } from "#shared/format/age";
import type { EpochMs } from "#shared/units/time";

/** What this machine is, in one line: `Debian 12 · Linux 6.1 · AMD Ryzen 9 7950X · 32 threads · up 12 d 4 h`. */
export const hostWords = (host: HostInfo, now: EpochMs): string =>
  [
    host.os,
    host.kernel,
    host.cpuModel,
    host.cpuThreads === 1 ? "1 thread" : `${host.cpuThreads} threads`,
    `up ${formatLongSpan(Math.max(0, now - host.bootTime))}`,
  ]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");
