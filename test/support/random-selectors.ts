// Selectors at random, about the series of random-series.ts.
import type { Random } from "./random-numbers";

const metrics = "gauge other_gauge requests_total errors_total small capacity target_info strange".split(" ");
const rareMetrics = "lonely constant latency_seconds_count latency_seconds_sum latency_seconds_bucket absent_metric".split(" ");

export function selector(random: Random): string {
  const text = bareSelector(random) + modifiers(random);
  // An offset in parentheses would go on with the operator behind it.
  return text.includes("offset (") ? `(${text})` : text;
}

export function bareSelector(random: Random): string {
  if (random.chance(0.03)) return random.pick(['{"http.requests"}', '{"http.requests","job.name"=~".*b.*"}', '{"job.name"!=""}']);
  if (random.chance(0.05))
    return `{__name__=~"${random.pick(["gauge|other_gauge", ".*_total", "small|capacity", "lat.+_(sum|count)"])}"${random.chance(0.5) ? ',a="x"' : ""}}`;
  const name = random.chance(0.85) ? random.pick(metrics) : random.pick(rareMetrics);
  const matchers = random.chance(0.35) ? random.some(matcherChoices(random)).slice(0, 2) : [];
  if (random.chance(0.05)) return `{${[`"${name}"`, ...matchers].join(", ")}}`;
  return matchers.length > 0 ? `${name}{${matchers.join(",")}}` : name;
}

const matcherChoices = (random: Random): string[] => [
  `a${random.pick(["=", "!="])}"${random.pick(["x", "y", "z", "none", ""])}"`,
  `b=~"${random.pick(["1|2", "[13]", ".+", ".*", "(?i)1", "2?3?"])}"`,
  `a!~"${random.pick(["x", "y|z", "x.*", ""])}"`,
  `code${random.pick(["=", "!=", "=~"])}"${random.pick(["500", ""])}"`,
];

export function modifiers(random: Random): string {
  if (random.chance(0.8)) return "";
  const offset = ` offset ${random.pick(["30s", "1m", "-45s", "5m", "1m1ms", "(2*15s)"])}`;
  const at = ` @ ${random.pick(["start()", "end()", "1700000600", "1700001200.123", "1700002500"])}`;
  return random.weighted([
    [3, offset],
    [3, at],
    [1, offset + at],
    [1, at + offset],
  ]);
}

export const windows = ["30s", "1m", "90s", "5m", "10m", "3m7s", "20s", "75", "1m+15s"];
