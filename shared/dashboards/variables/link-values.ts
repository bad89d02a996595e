// What the links of a value may hold beside variables: `${__value.raw}`, `${__field.labels.job}`, `${__data.fields["x"]}`.
import type { Labels } from "../../model/labels";
import type { EpochMs } from "../../units/time";
import type { Reference } from "./references";

export interface LinkValues {
  /** As people read the field's name. */
  field?: string | undefined;
  value?: unknown;
  /** As it is written in the panel: `12 %`. */
  text?: string | undefined;
  time?: EpochMs | undefined;
  labels?: Labels | undefined;
  /** All columns of the row that the value stands in. */
  row?: readonly { name: string; value: unknown }[] | undefined;
}

/** Undefined for a reference that is not about a value; what is about a value that is not there is empty. */
export function linkValue({ name, field = "" }: Reference, values: LinkValues): string | undefined {
  switch (name) {
    case "__value":
      return ofValue(field, values);
    case "__field":
    case "__series":
      return ofField(field, values);
    case "__data":
      return ofRow(field, values);
    default:
      return undefined;
  }
}

function ofValue(field: string, { value, text, time }: LinkValues): string {
  switch (field) {
    case "time":
      return time === undefined ? "" : String(time);
    case "numeric":
      return typeof value === "number" ? String(value) : "";
    case "text":
      return text ?? written(value);
    default:
      return written(value);
  }
}

function ofField(field: string, { field: name = "", labels = {} }: LinkValues): string {
  const label = /^labels(?:\.(.+)|\[["']?(.+?)["']?\])$/.exec(field);
  const wanted = label?.[1] ?? label?.[2];
  if (wanted !== undefined) return Object.hasOwn(labels, wanted) ? (labels[wanted] ?? "") : "";
  if (field !== "labels") return name;
  return Object.entries(labels)
    .map(([key, value]) => `${key}="${value}"`)
    .join(", ");
}

/** `fields[0]`, `fields["Mounted on"]`, `fields.instance`, each perhaps with `.text` or `.numeric` behind it. */
function ofRow(field: string, { row = [] }: LinkValues): string {
  const parts = /^fields(?:\[(\d+)\]|\[["'](.+?)["']\]|\.(.+?))(?:\.(?:text|numeric|raw))?$/.exec(field);
  if (!parts) return "";
  const [, index, quoted, dotted] = parts;
  const column = index === undefined ? row.find(({ name }) => name === (quoted ?? dotted)) : row[Number(index)];
  return written(column?.value);
}

function written(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
