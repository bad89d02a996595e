import { loadavg } from "node:os";
import { gauge } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";

/** Windows has no such figure; Node would say 0 there. */
export const portableLoad: Collector = {
  name: "load",
  about: "Run-queue length averaged over 1, 5 and 15 minutes.",
  help: { node_load1: "1m load average.", node_load5: "5m load average.", node_load15: "15m load average." },
  platforms: ["darwin"],
  every: seconds(5),
  async collect() {
    const [one = Number.NaN, five = Number.NaN, fifteen = Number.NaN] = loadavg();
    return [gauge("node_load1", one), gauge("node_load5", five), gauge("node_load15", fifteen)];
  },
};
