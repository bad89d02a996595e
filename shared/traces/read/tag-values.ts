// Values of tags, as text and type. What they say stays as it was sent, so that it can be saved again.
import { isObject, type JsonObject, listOf, member, textOf } from "./json-values";
import { type SpanTableWriter, type TagTypeNumber, tagTypeNumber } from "./table-writer";

const string = tagTypeNumber("string");
const bool = tagTypeNumber("bool");
const int = tagTypeNumber("int");
const double = tagTypeNumber("double");
const binary = tagTypeNumber("binary");
const json = tagTypeNumber("json");

export interface TagValue {
  text: string;
  type: TagTypeNumber;
}

const byJaegerType = new Map<unknown, TagTypeNumber>([
  ["string", string],
  ["bool", bool],
  ["boolean", bool],
  ["int64", int],
  ["integer", int],
  ["float64", double],
  ["double", double],
  ["binary", binary],
]);

/** Jaeger names the type beside the value; very old data and hand-made files do not. */
function jaegerValue(value: unknown, type: unknown): TagValue {
  if (typeof value === "string") return { text: value, type: byJaegerType.get(type) ?? string };
  return { text: textOf(value), type: plainType(value, byJaegerType.get(type)) };
}

/** The type of a string by the name that stands beside it. */
export const namedType = (name: string): TagTypeNumber => byJaegerType.get(name) ?? string;

/** The type of a value that names none; a whole number may be a float by what is said of it. */
function plainType(value: unknown, said?: TagTypeNumber): TagTypeNumber {
  if (typeof value === "boolean") return bool;
  if (typeof value === "number") return said === double || !Number.isInteger(value) ? double : int;
  return typeof value === "object" && value !== null ? json : string;
}

/** OpenTelemetry's AnyValue: an object with one member, named for its type. */
export function otlpValue(value: unknown): TagValue {
  if (!isObject(value)) return { text: textOf(value), type: plainType(value) };
  for (const name in value) {
    if (!Object.hasOwn(value, name)) continue;
    const inner = value[name];
    switch (name) {
      case "stringValue":
      case "string_value":
        return { text: textOf(inner), type: string };
      case "boolValue":
      case "bool_value":
        return { text: textOf(inner), type: bool };
      case "intValue":
      case "int_value":
        return { text: textOf(inner), type: int };
      case "doubleValue":
      case "double_value":
        return { text: textOf(inner), type: double };
      case "bytesValue":
      case "bytes_value":
        return { text: textOf(inner), type: binary };
      case "arrayValue":
      case "array_value":
      case "kvlistValue":
      case "kvlist_value":
        return { text: jsonOf(value), type: json };
    }
  }
  // An empty one is a value that is not told.
  return { text: "", type: string };
}

/** The JSON text of an AnyValue; how deep it goes, the outline has seen to. Doubles keep their point, so that they stay doubles. */
function jsonOf(value: unknown): string {
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const list = member(value, "arrayValue", "array_value");
  if (isObject(list)) return `[${listOf(list.values).map(jsonOf).join(",")}]`;
  const pairs = member(value, "kvlistValue", "kvlist_value");
  if (isObject(pairs)) return `{${listOf(pairs.values).filter(isObject).map(jsonMember).join(",")}}`;
  if (Object.keys(value).length === 0) return "null";
  const { text, type } = otlpValue(value);
  if (type === bool) return text === "true" ? "true" : "false";
  if (type === int && /^-?\d+$/.test(text)) return text;
  if (type === double && Number.isFinite(Number(text))) return /^-?\d+$/.test(text) ? `${text}.0` : text;
  return JSON.stringify(text);
}

const jsonMember = (pair: JsonObject) => `${JSON.stringify(textOf(pair.key))}:${jsonOf(pair.value)}`;

/** Adds a list of Jaeger's tags; returns the place of the first. */
export function addJaegerTags(writer: SpanTableWriter, tags: unknown): number {
  const from = writer.tagCount;
  for (const tag of listOf(tags)) {
    if (!isObject(tag)) continue;
    const { text, type } = jaegerValue(tag.value, tag.type);
    writer.addTag(textOf(tag.key), text, type);
  }
  return from;
}

/** Adds a list of OpenTelemetry's attributes but those that are something else; returns the place of the first. */
export function addOtlpTags(
  writer: SpanTableWriter,
  attributes: unknown,
  isElse: (key: string, value: unknown) => boolean = () => false,
): number {
  const from = writer.tagCount;
  for (const attribute of listOf(attributes)) {
    if (!isObject(attribute)) continue;
    const key = textOf(attribute.key);
    if (isElse(key, attribute.value)) continue;
    const { text, type } = otlpValue(attribute.value);
    writer.addTag(key, text, type);
  }
  return from;
}
