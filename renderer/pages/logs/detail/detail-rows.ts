// The rows of the detail: every field and label of a line, and the filter that would find it.
import { extractedSuffix, type FieldOrigin, fieldsOf, type LogField } from "#shared/logs/fields";
import type { Labels } from "#shared/model/labels";
import type { DetailLine } from "./lines";

/** How a query says that a field is so. */
export interface RowFilter {
  /** As the query calls it: a field that shares its name with a label has a suffix. */
  name: string;
  where: "selector" | "pipeline";
  /** What has to read the lines first. */
  parser?: "json" | "logfmt";
}

export interface DetailRow extends LogField {
  key: string;
  /** Absent: no filter can name it. */
  filter?: RowFilter;
}

export interface RowGroup {
  title: string;
  rows: DetailRow[];
}

/** The fields, the metadata, the labels; groups of nothing are left out. */
export function detailGroups({ labels, line, metadata, parsed }: DetailLine): RowGroup[] {
  const isTaken = (name: string) => Object.hasOwn(labels, name) || (metadata != null && Object.hasOwn(metadata, name));
  const toRow = (field: LogField): DetailRow => {
    const filter = filterOf(field, isTaken);
    return { ...field, key: `${field.from} ${field.name}`, ...(filter && { filter }) };
  };
  // A server that does not keep them apart has put what it parsed among the labels; saying it twice would help nobody.
  const fields = fieldsOf(line, parsed, metadata).filter(
    ({ from, name, value }) => from === "metadata" || from === "parsed" || !Object.hasOwn(labels, name) || labels[name] !== value,
  );
  const groups = [
    { title: "Fields", rows: fields.filter(({ from }) => from !== "metadata").map(toRow) },
    { title: "Metadata", rows: fields.filter(({ from }) => from === "metadata").map(toRow) },
    {
      title: "Labels",
      rows: Object.entries(labels)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => toRow({ name, value, from: "label" })),
    },
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

function filterOf({ name, from, isPassedOver }: LogField, isTaken: (name: string) => boolean): RowFilter | undefined {
  switch (from) {
    case "label":
      // What a parser or the server itself adds is no label of the stream, even where it came among them.
      return { name, where: isAdded(name) ? "pipeline" : "selector" };
    case "metadata":
    case "parsed":
      return { name, where: "pipeline" };
    case "json":
    case "logfmt":
      if (isPassedOver) return undefined;
      return { name: isTaken(name) ? `${name}${extractedSuffix}` : name, where: "pipeline", parser: from };
  }
}

const isAdded = (name: string): boolean => name === "detected_level" || name.startsWith("__") || name.endsWith(extractedSuffix);

const originWords: Readonly<Record<FieldOrigin, string>> = {
  json: "in the line, as JSON",
  logfmt: "in the line, as key=value",
  parsed: "made by the query",
  metadata: "sent beside the line",
  label: "of the stream",
};

export const originWord = (from: FieldOrigin): string => originWords[from];

/** The stream's labels, and of the same names what came beside the line or was parsed from it; to look for the same thing elsewhere. */
export function labelsOfRows(rows: readonly DetailRow[]): Labels {
  const labels = new Map<string, string>();
  for (const { name, value } of rows) if (value.length <= 300) labels.set(name, value);
  labels.delete("__proto__");
  return Object.fromEntries(labels);
}
