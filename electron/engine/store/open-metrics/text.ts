// Names, label sets and help in the text format of OpenMetrics.
import type { Labels } from "#shared/model/labels";

const bareName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const bareLabel = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export const nameText = (name: string): string => (bareName.test(name) ? name : `"${escaped(name)}"`);

/** `name{a="1",b="2"}`, without spaces; names with other characters go into the braces, in quotes. */
export function seriesText(labels: Labels): string {
  const { __name__: name = "", ...rest } = labels;
  const pairs = Object.keys(rest)
    .sort()
    .map((label) => `${bareLabel.test(label) ? label : `"${escaped(label)}"`}="${escaped(rest[label] ?? "")}"`);
  if (!bareName.test(name)) return `{${[`"${escaped(name)}"`, ...pairs].join(",")}}`;
  return pairs.length > 0 ? `${name}{${pairs.join(",")}}` : name;
}

export const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
