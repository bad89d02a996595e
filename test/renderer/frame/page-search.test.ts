import { expect, test } from "vitest";
import { searchFor } from "../../../renderer/frame/page-search";

const connections = [
  { id: "prom", kind: "prometheus" },
  { id: "loki", kind: "loki" },
  { id: "am", kind: "alertmanager" },
] as const;

test.each([
  { name: "a Loki goes along to the logs", asks: "logs", source: "loki", expected: "?source=loki&last=1h" },
  { name: "a Loki stays behind on the way to the metrics", asks: "metrics", source: "loki", expected: "?last=1h" },
  { name: "a Prometheus stays behind on the way to the logs", asks: "logs", source: "prom", expected: "?last=1h" },
  { name: "an Alertmanager answers neither", asks: "logs", source: "am", expected: "?last=1h" },
  { name: "a page that asks no source keeps it for the next", asks: undefined, source: "loki", expected: "?source=loki&last=1h" },
  {
    name: "a removed connection goes along, and is told of there",
    asks: "logs",
    source: "gone",
    expected: "?source=gone&last=1h",
  },
] as const)("$name", ({ asks, source, expected }) => {
  expect(searchFor(asks, new URLSearchParams({ source, last: "1h", expr: "up" }), connections)).toBe(expected);
});
