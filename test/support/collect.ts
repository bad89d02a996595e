// Runs one collector by hand and writes its readings as Prometheus would: one line each, easy to compare as a whole.

import { formatLabels } from "#shared/model/labels";
import type { Reading } from "#shared/model/sample";
import type { Collector, Host } from "../../electron/engine/collectors/collector";

export const collectOnce = (collector: Collector, host: Host): Promise<Reading[]> =>
  collector.collect({ host, signal: new AbortController().signal });

/** `node_load1 0.06`, `node_network_up{device="eth0"} 1` */
export const lineOf = ({ name, labels, value }: Reading): string => `${formatLabels({ __name__: name, ...labels })} ${value}`;

export const linesOf = (readings: readonly Reading[]): string[] => readings.map(lineOf);
