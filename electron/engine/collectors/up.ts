// What Prometheus adds to what it scrapes, and what a newcomer asks first. No file is read: that it runs is the measurement.
import { gauge } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "./collector";

export const up: Collector = {
  name: "up",
  about: "1 while this machine is sampled; the series ends when the sampling does.",
  help: {},
  platforms: ["linux", "darwin", "win32"],
  every: seconds(1),
  collect: async () => [gauge("up", 1)],
};
