import { expect, test } from "vitest";
import type { Collector, Help } from "../../../../electron/engine/collectors/collector";
import { createHelp } from "../../../../electron/engine/collectors/help";

const collector = (help: Help, platform: NodeJS.Platform = "linux"): Collector => ({
  name: "",
  about: "",
  help,
  platforms: [platform],
  every: 1000,
  collect: async () => [],
});

const help = createHelp(
  [
    collector({ b: "of another system" }, "darwin"),
    collector({ a: "first" }),
    collector((metric) => (metric.startsWith("b") ? `made for ${metric}` : undefined)),
    collector({ a: "second", c: "third" }),
  ],
  "linux",
);

test.each([
  { metric: "a", expected: "first" },
  { metric: "b", expected: "made for b" },
  { metric: "c", expected: "third" },
  { metric: "d", expected: undefined },
  { metric: "constructor", expected: undefined },
  { metric: "node_scrape_collector_success", expected: "node_exporter: Whether a collector succeeded." },
])("the meaning of $metric is $expected", ({ metric, expected }) => expect(help(metric)).toBe(expected));
