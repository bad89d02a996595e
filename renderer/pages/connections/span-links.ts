// Where the logs and the metrics of spans are, while it is filled in: rows may be empty then.
import type { SpanLinks } from "#shared/contract/connections";

/** Tags that spans or their processes often have, and the labels that logs and metrics often have for the same. */
export const usualLabels: readonly { tag: string; label: string }[] = [
  { tag: "service.name", label: "app" },
  { tag: "service.name", label: "service_name" },
  { tag: "service.name", label: "job" },
  { tag: "k8s.namespace.name", label: "namespace" },
  { tag: "k8s.pod.name", label: "pod" },
  { tag: "k8s.container.name", label: "container" },
  { tag: "host.name", label: "host" },
  { tag: "host.name", label: "instance" },
];

export const mostLabels = 30;

/** As it is kept: without the rows that were not filled in. Undefined when nothing is said. */
export function writtenLinks({ logs, metrics, labels = [] }: SpanLinks): SpanLinks | undefined {
  const filled = labels
    .map(({ tag, label }) => ({ tag: tag.trim(), label: label.trim() }))
    .filter(({ tag, label }) => tag !== "" && label !== "");
  if (logs === undefined && metrics === undefined && filled.length === 0) return undefined;
  return {
    ...(logs !== undefined && { logs }),
    ...(metrics !== undefined && { metrics }),
    ...(filled.length > 0 && { labels: filled }),
  };
}

/** What must be put right before it can be saved. */
export function linksProblem({ labels = [] }: SpanLinks): string | undefined {
  const rows = labels.map(({ tag, label }) => ({ tag: tag.trim(), label: label.trim() }));
  const half = rows.find(({ tag, label }) => (tag === "") !== (label === ""));
  if (half) return half.tag === "" ? `Say which tag is the label ${half.label}.` : `Say which label the tag ${half.tag} is.`;
  const wrong = rows.find(({ label }) => label !== "" && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(label));
  if (wrong) return `"${wrong.label}" cannot be a label's name: letters, digits and underscores only.`;
  const names = rows.map(({ label }) => label).filter((label) => label !== "");
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? undefined : `The label ${twice} is there twice.`;
}
