// What logs and metrics of the same thing are labelled with, by the tags of a span and of its process.
import type { SpanLinks } from "#shared/contract/connections";
import type { Labels } from "#shared/model/labels";
import type { SpanDetail, Tag } from "#shared/model/trace";

/**
 * Tags that say what made the span, and the label that usually says the same: OpenTelemetry's names of resources, and those that
 * Jaeger's own clients used. Names of the other side of a call (`peer.service`, `net.peer.name`) say nothing of it.
 */
const usualTags: readonly { tag: string; label: string }[] = [
  { tag: "k8s.namespace.name", label: "namespace" },
  { tag: "k8s.pod.name", label: "pod" },
  { tag: "k8s.container.name", label: "container" },
  { tag: "container.name", label: "container" },
  { tag: "service.name", label: "service" },
  { tag: "service.instance.id", label: "instance" },
  { tag: "host.name", label: "host" },
  { tag: "hostname", label: "host" },
  { tag: "k8s.node.name", label: "node" },
  { tag: "systemd.unit", label: "unit" },
];

/** Names of labels that a process may carry as tags as they are. */
const plainTags = ["namespace", "pod", "container", "app", "job", "instance", "host", "node", "unit"];

/** A longer one is no label's value. */
const longestValue = 300;

export interface SpanLabels {
  labels: Labels;
  /** Said by the connection: only these very names are meant. */
  isExact: boolean;
}

type Told = Pick<SpanDetail, "service" | "tags" | "process">;

/** By the connection's own table, where the span has one of its tags; else by the usual names. */
export function labelsOfSpan(detail: Told, mapping: SpanLinks["labels"]): SpanLabels {
  const mapped = labelsBy(detail, mapping ?? []);
  if (mapped.size > 0) return { labels: asRecord(mapped), isExact: true };
  const usual = labelsBy(detail, [...usualTags, ...plainTags.map((name) => ({ tag: name, label: name }))]);
  // Collectors make a job of a service and its namespace.
  const group = tagValue(detail, "service.namespace");
  const service = usual.get("service");
  if (group !== undefined && service !== undefined && !usual.has("job")) usual.set("job", `${group}/${service}`);
  return { labels: asRecord(usual), isExact: false };
}

function labelsBy(detail: Told, table: readonly { tag: string; label: string }[]): Map<string, string> {
  const labels = new Map<string, string>();
  for (const { tag, label } of table) {
    if (labels.has(label) || label === "__proto__") continue;
    const value = tagValue(detail, tag);
    if (value !== undefined) labels.set(label, value);
  }
  return labels;
}

/** What a tag says: that of the process before that of the span, which may speak of the request. */
export function tagValue({ service, tags, process }: Told, key: string): string | undefined {
  if (key === "service.name" && service !== "") return service;
  const fits = (tag: Tag) =>
    tag.key === key && tag.value !== "" && tag.wholeLength === undefined && tag.value.length <= longestValue;
  return (process.find(fits) ?? tags.find(fits))?.value;
}

const asRecord = (labels: ReadonlyMap<string, string>): Labels => Object.fromEntries(labels);
