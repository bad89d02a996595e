// Prometheus's text format, as far as node_exporter writes it:
// https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
import { labelsKey } from "#shared/model/labels";
import type { MetricKind } from "#shared/model/sample";

export interface Family {
  /** What it says; `untyped` is called `unknown` here. Histograms and summaries are given under the names of their series. */
  kind: MetricKind | "summary" | "histogram";
  help: string;
  /** By `labelsKey`; labels without a value are left out. */
  series: Map<string, { labels: Record<string, string>; value: number }>;
}

export function parseExposition(text: string): Map<string, Family> {
  const families = new Map<string, Family>();
  const familyOf = (name: string) => {
    let family = families.get(name);
    if (!family) {
      family = { kind: "unknown", help: "", series: new Map() };
      families.set(name, family);
    }
    return family;
  };
  for (const line of text.split("\n")) {
    const comment = /^# (HELP|TYPE) (\S+) ?(.*)$/.exec(line);
    if (comment) {
      const [, what, name = "", rest = ""] = comment;
      if (what === "HELP") familyOf(name).help = rest.replaceAll("\\n", "\n").replaceAll("\\\\", "\\");
      else familyOf(name).kind = rest === "untyped" ? "unknown" : (rest as Family["kind"]);
      continue;
    }
    const sample = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)/.exec(line);
    if (!sample) continue;
    const labels: Record<string, string> = {};
    for (const [, label = "", value = ""] of (sample[2] ?? "").matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g)) {
      if (value !== "") labels[label] = value.replaceAll(/\\(.)/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped));
    }
    familyOf(sample[1] ?? "").series.set(labelsKey(labels), { labels, value: numberFrom(sample[3] ?? "") });
  }
  return families;
}

const numberFrom = (text: string) =>
  text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);
