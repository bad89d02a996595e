// What Prometheus adds to what it scrapes, and what a newcomer asks first. No file is read: that it runs is the measurement.
import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "./collector";

// It never changes, so it is made once.
const readings: Reading[] = [gauge("up", 1)];

export const up: Collector = {
  name: "up",
  about: "1 while this machine is sampled; the series ends when the sampling does.",
  help: { up: "Whether this machine is being sampled: 1 while it is." },
  platforms: ["linux", "darwin", "win32"],
  every: seconds(1),
  collect: async () => readings,
};
