// What a container uses each second, from two measurements of it.
import type { ContainerRow } from "#shared/contract/containers";
import type { Milliseconds } from "#shared/units/time";
import type { Measured } from "./container";
import type { Usage } from "./usage";

export type Rates = Pick<
  ContainerRow,
  "cpuPercent" | "receivedPerSecond" | "sentPerSecond" | "readPerSecond" | "writtenPerSecond"
>;

/** Over a shorter time a rate is mostly chance. */
const shortest: Milliseconds = 500;

/** Undefined when they are too close together, or one is missing. */
export function ratesBetween(before: Measured | undefined, now: Measured | undefined): Rates | undefined {
  if (!before || !now || now.at - before.at < shortest) return undefined;
  const elapsed = (now.at - before.at) / 1000;
  /** A counter that fell began anew in between: how much it rose nobody knows. */
  const rate = (of: (usage: Usage) => number | undefined): number | undefined => {
    const [was, is] = [of(before.usage), of(now.usage)];
    return was === undefined || is === undefined || is < was ? undefined : (is - was) / elapsed;
  };
  const cores = rate((usage) => usage.cpuSeconds);
  return {
    cpuPercent: cores === undefined ? undefined : cores * 100,
    receivedPerSecond: rate(({ interfaces }) => total(interfaces, ({ receivedBytes }) => receivedBytes)),
    sentPerSecond: rate(({ interfaces }) => total(interfaces, ({ sentBytes }) => sentBytes)),
    readPerSecond: rate(({ disks }) => total(disks, ({ readBytes }) => readBytes)),
    writtenPerSecond: rate(({ disks }) => total(disks, ({ writtenBytes }) => writtenBytes)),
  };
}

/** Of none nothing is known: a container on the host's network has no interface of its own. */
function total<T>(items: readonly T[], of: (item: T) => number): number | undefined {
  return items.length === 0 ? undefined : items.reduce((sum, item) => sum + of(item), 0);
}
