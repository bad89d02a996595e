// The last minutes of one container, from what the collector recorded.
import { minutes, seconds } from "#shared/units/time";

export const chartWindow = minutes(5);
/** Twice as often as the collector measures, so that a new point is not long in coming. */
export const chartStep = seconds(5);

export type QueryId = keyof ReturnType<typeof expressions>;

function expressions(selector: string) {
  // Three measurements of the collector's ten seconds.
  const rate = (name: string) => `sum(rate(${name}${selector}[30s]))`;
  return {
    cpu: `${rate("container_cpu_usage_seconds_total")} * 100`,
    memory: `sum(container_memory_working_set_bytes${selector})`,
    memoryLimit: `sum(container_spec_memory_limit_bytes${selector}) > 0`,
    received: rate("container_network_receive_bytes_total"),
    sent: rate("container_network_transmit_bytes_total"),
    read: rate("container_fs_reads_bytes_total"),
    written: rate("container_fs_writes_bytes_total"),
  };
}

/** `id` is a container's: hexadecimal digits, which need no escaping. The label holds it within the path of its control group. */
export function containerQueries(id: string): { id: QueryId; expr: string }[] {
  const all = expressions(`{id=~".*${id}.*",name!=""}`);
  return Object.entries(all).map(([queryId, expr]) => ({ id: queryId as QueryId, expr }));
}
