import type { Collector } from "./collector";

/** What a metric of this host means; of several collectors that know it, the first in the list answers. */
export function createHelp(collectors: readonly Collector[], platform: NodeJS.Platform): (metric: string) => string | undefined {
  const mine = collectors.filter((collector) => collector.platforms.includes(platform));
  return (metric) => {
    for (const { help } of mine) {
      const found = typeof help === "function" ? help(metric) : Object.hasOwn(help, metric) ? help[metric] : undefined;
      if (found !== undefined) return found;
    }
    return schedulerHelp.get(metric);
  };
}

/** Of the series that the scheduler adds for each collector. */
const schedulerHelp = new Map([
  ["node_scrape_collector_duration_seconds", "node_exporter: Duration of a collector scrape."],
  ["node_scrape_collector_success", "node_exporter: Whether a collector succeeded."],
]);
