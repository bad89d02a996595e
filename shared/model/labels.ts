/** A label set as Prometheus writes it; the metric's name is the label `__name__`. An absent label means the empty string. */
export type Labels = Readonly<Record<string, string>>;

/** One string per label set, equal for equal sets whatever their order. Fit as a Map key, not for showing. */
export function labelsKey(labels: Labels): string {
  const names = Object.keys(labels).sort();
  let key = "";
  for (const name of names) key += `${name}\u0000${labels[name]}\u0001`;
  return key;
}

/** The label set without some of its labels. */
export function withoutLabels(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)));
}

const bareName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const bareLabel = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** The label set as PromQL writes it: `up{job="node"}`; names that need quotes get them, `{}` when empty. */
export function formatLabels(labels: Labels): string {
  const { __name__: name, ...rest } = labels;
  const isBare = name !== undefined && bareName.test(name);
  const pairs = Object.keys(rest)
    .sort()
    .map((label) => `${bareLabel.test(label) ? label : quote(label)}=${quote(rest[label] ?? "")}`);
  if (name !== undefined && !isBare) pairs.unshift(quote(name));
  const head = isBare ? name : "";
  return pairs.length > 0 ? `${head}{${pairs.join(", ")}}` : head || "{}";
}

function quote(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
