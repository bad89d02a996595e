// What a template computes with. Go tells whole numbers and floats apart (`gt $value 5` is an error, `gt $value 5.0` is
// not), so every value carries its type.
import type { Labels } from "../model/labels";
import { formatFloat } from "./go-float";

/** What a template is expanded with: the alert's labels before rule labels are added, and the expression's value. */
export interface TemplateData {
  labels: Labels;
  externalLabels: Labels;
  externalUrl: string;
  value: number;
}

export type Value =
  | { type: "string"; value: string }
  | { type: "int"; value: number }
  | { type: "float64"; value: number }
  | { type: "bool"; value: boolean }
  | { type: "map"; value: Labels }
  | { type: "data"; value: TemplateData };

export const text = (value: string): Value => ({ type: "string", value });
export const float = (value: number): Value => ({ type: "float64", value });
export const bool = (value: boolean): Value => ({ type: "bool", value });

/** The type as Go names it in its messages. */
export function typeName(value: Value): string {
  if (value.type === "map") return "map[string]string";
  if (value.type === "data")
    return "struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }";
  return value.type;
}

/** The value as Go's `%v` and a bare `{{ … }}` print it. */
export function printed(value: Value): string {
  switch (value.type) {
    case "string":
      return value.value;
    case "int":
    case "bool":
      return String(value.value);
    case "float64":
      return formatFloat(value.value, "g");
    case "map":
      return `map[${sortedEntries(value.value)
        .map(([name, label]) => `${name}:${label}`)
        .join(" ")}]`;
    case "data": {
      const { labels, externalLabels, externalUrl, value: number } = value.value;
      const parts = [
        { type: "map", value: labels },
        { type: "map", value: externalLabels },
        text(externalUrl),
        float(number),
      ] as const;
      return `{${parts.map(printed).join(" ")}}`;
    }
  }
}

/** Whether `if` takes it for true: anything but false, zero, and the empty. NaN is true. */
export function isTrue(value: Value): boolean {
  switch (value.type) {
    case "string":
      return value.value !== "";
    case "int":
    case "float64":
      return value.value !== 0;
    case "bool":
      return value.value;
    case "map":
      return Object.keys(value.value).length > 0;
    case "data":
      return true;
  }
}

/** The map's value under a name; Prometheus gives the empty string for one that is not there. */
export const labelOf = (labels: Labels, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? "") : "");

const sortedEntries = (labels: Labels) => Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
