// The machine's own idea of the time, as node_exporter's time collector reports it: the difference to another clock is its skew.
import { gauge } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "./collector";

export const time: Collector = {
  name: "time",
  about: "The wall clock of this machine, in seconds since 1970.",
  help: {},
  platforms: ["linux", "darwin", "win32"],
  every: seconds(5),
  collect: async ({ host }) => [gauge("node_time_seconds", host.now() / 1000)],
};
