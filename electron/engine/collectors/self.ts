// Watchdeck about itself, in the same store and the same language as everything else: what it costs can be drawn beside what
// it measures, and a rule can watch the watcher.
import { type Milliseconds, seconds } from "#shared/units/time";
import type { OwnMetric } from "../self/own-metrics";
import type { Collector } from "./collector";
import { createReadingList } from "./reading-list";

interface Options {
  metrics: readonly OwnMetric[];
  /** Looks at our processes, unless the last look is younger than that. */
  refresh(unlessYoungerThan: Milliseconds): Promise<void>;
}

export function createSelf({ metrics, refresh }: Options): Collector {
  const list = createReadingList();
  const puts = metrics.map(({ name, kind }) => list[kind].bind(list, name));

  return {
    name: "self",
    about:
      "What Watchdeck itself costs: processor time, memory and wake-ups of all its processes, its store and its punctuality.",
    help: Object.fromEntries(metrics.map(({ name, help }) => [name, help])),
    platforms: ["aix", "darwin", "freebsd", "linux", "openbsd", "sunos", "win32"],
    every: seconds(5),
    async collect() {
      await refresh(seconds(1));
      list.start();
      for (const [index, metric] of metrics.entries()) {
        const put = puts[index];
        if (put) metric.read(put);
      }
      return list.readings();
    },
  };
}
