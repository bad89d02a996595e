// OpenMetrics types families of metrics, whose samples have names with endings; we keep a kind for each name of samples.
import type { MetricKind } from "#shared/model/sample";

export const metricTypes: readonly string[] = [
  "counter",
  "gauge",
  "histogram",
  "gaugehistogram",
  "stateset",
  "info",
  "summary",
  "unknown",
];

const endings = ["_total", "_bucket", "_count", "_sum", "_created"];

/** The kind of what a name's samples say, from the types of families by name. */
export function kindOf(name: string, types: ReadonlyMap<string, string>): MetricKind {
  const ending = endings.find((each) => name.endsWith(each)) ?? "";
  const type = types.get(name) ?? types.get(name.slice(0, name.length - ending.length));
  switch (type) {
    case "counter":
    case "histogram":
    case "summary":
      if (ending === "_created") return "gauge";
      return type === "summary" && ending === "" ? "gauge" : "counter";
    case "gauge":
    case "stateset":
    case "info":
      return "gauge";
    default:
      return "unknown";
  }
}

/** The family of a name's samples and its type. A counter's samples end in `_total`; one that does not is of unknown type. */
export function familyOf(name: string, kind: MetricKind): { family: string; type: string } {
  if (kind === "counter" && name.endsWith("_total") && name !== "_total")
    return { family: name.slice(0, -"_total".length), type: "counter" };
  return { family: name, type: kind === "gauge" ? "gauge" : "unknown" };
}
