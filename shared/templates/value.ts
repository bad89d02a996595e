// What a template computes with. Go tells whole numbers and floats apart (`gt $value 5` is an error, `gt $value 5.0` is
// not), so every value carries its type.
import type { Labels } from "../model/labels";
import { type GoTime, goTimeLayouts, writeGoTime } from "./go-time";

/** What may be called on a value, as `.Format` on a time. `self` is that value. */
export interface Method {
  params: readonly ParamType[];
  run(self: Value, args: Value[]): Value;
}
export type Methods = ReadonlyMap<string, Method>;

/** A whole number with a name of its own, as Go's months and durations are. */
export interface IntKind {
  goType: string;
  say(value: number): string;
  methods: Methods;
}

export type Value =
  /** `isSafe`: its author says that it may stand in HTML, or in a link, as it is. */
  | { type: "string"; value: string; isSafe?: "html" | "url" }
  | { type: "int"; value: number; kind?: IntKind }
  | { type: "float64"; value: number }
  | { type: "bool"; value: boolean }
  | { type: "nil" }
  /** `isPointer`: Go has it as a pointer to a time, which shows only in messages. */
  | { type: "time"; value: GoTime; isPointer?: boolean }
  | { type: "map"; value: Labels; goType?: string; methods?: Methods }
  /** A map with values of any type. */
  | { type: "dict"; value: ReadonlyMap<string, Value> }
  | { type: "list"; items: readonly Value[]; goType: string; methods?: Methods }
  | { type: "struct"; goType: string; fields: ReadonlyMap<string, Value>; methods?: Methods };

/** What a function wants as an argument; nothing else is accepted in its place. */
export type ParamType = "any" | "string" | "int" | "float64" | "time" | "samples" | "sample" | "strings" | "list";

const goTypes: Record<ParamType, string> = {
  any: "interface {}",
  string: "string",
  int: "int",
  float64: "float64",
  time: "time.Time",
  samples: "template.queryResult",
  sample: "*template.sample",
  strings: "[]string",
  list: "[]interface {}",
};

export const goTypeOf = (param: ParamType): string => goTypes[param];

export const text = (value: string): Value => ({ type: "string", value });
export const int = (value: number, kind?: IntKind): Value => ({ type: "int", value, kind });
export const float = (value: number): Value => ({ type: "float64", value });
export const bool = (value: boolean): Value => ({ type: "bool", value });
export const map = (value: Labels): Value => ({ type: "map", value });
export const strings = (items: readonly string[]): Value => ({ type: "list", items: items.map(text), goType: goTypes.strings });
export const nil: Value = { type: "nil" };

/** The type as Go names it in its messages. */
export function typeName(value: Value): string {
  switch (value.type) {
    case "map":
      return value.goType ?? "map[string]string";
    case "dict":
      return "map[string]interface {}";
    case "list":
    case "struct":
      return value.goType;
    case "time":
      return value.isPointer ? `*${goTypes.time}` : goTypes.time;
    case "int":
      return value.kind?.goType ?? "int";
    case "nil":
      return "<nil>";
    default:
      return value.type;
  }
}

export const fits = (value: Value, param: ParamType): boolean =>
  param === "any" || value.type === param || typeName(value) === goTypes[param];

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
    case "dict":
      return value.value.size > 0;
    case "list":
      return value.items.length > 0;
    case "nil":
      return false;
    case "time":
    case "struct":
      return true;
  }
}

/** The map's value under a name; Prometheus gives the empty string for one that is not there. */
export const labelOf = (labels: Labels, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? "") : "");

/** Go walks and prints maps in the order of their keys. */
export const sortedEntries = <T>(entries: Iterable<[string, T]>): [string, T][] =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

export const timeText = (time: GoTime): string => writeGoTime(time, goTimeLayouts.plain);
