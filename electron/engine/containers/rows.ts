import type { ContainerRow } from "#shared/contract/containers";
import type { Container } from "./container";
import type { Rates } from "./rates";

/** A container as the page shows it. */
export function rowOf(container: Container, rates: Rates | undefined): ContainerRow {
  const { running, ...row } = container;
  const { limits, measured } = running ?? {};
  const usage = measured?.usage;
  return {
    ...row,
    ...rates,
    cpuLimit: limits?.cpuQuota === undefined ? undefined : limits.cpuQuota / (limits.cpuPeriod ?? 100_000),
    memoryBytes: usage?.memoryBytes,
    workingSetBytes: usage?.workingSetBytes,
    memoryLimitBytes: limits?.memoryBytes,
    tasks: usage?.tasks,
  };
}

/** Running ones first, then by name; the page has its own order. */
export function inOrder(containers: readonly Container[]): Container[] {
  const rank = ({ state }: Container) => (state === "running" ? 0 : state === "paused" || state === "restarting" ? 1 : 2);
  return [...containers].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
