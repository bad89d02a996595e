import { formatFloat } from "./go-float";
import { deepestNesting, mostPrinted, mostText } from "./limits";
import { sortedEntries, timeText, type Value } from "./value";

/** The value as a bare `{{ … }}` writes it. */
export const shown = (value: Value): string => (value.type === "nil" ? "<no value>" : printed(value));

/** The value as Go's `%v` prints it. Throws an Error for one that takes too much text. */
export function printed(value: Value): string {
  switch (value.type) {
    case "string":
      return value.value;
    case "int":
      return value.kind?.say(value.value) ?? String(value.value);
    case "bool":
      return String(value.value);
    case "float64":
      return formatFloat(value.value, "g");
    case "nil":
      return "<nil>";
    case "time":
      return timeText(value.value);
    default: {
      const own = "methods" in value ? value.methods?.get("String") : undefined;
      if (own) return printed(own.run(value, []));
      const parts: string[] = [];
      print(value, parts, { left: mostPrinted }, 0);
      return parts.join("");
    }
  }
}

/** Maps and lists may hold each other many times over, so that a few of them can be a text without end. */
function print(value: Value, parts: string[], room: { left: number }, depth: number): void {
  if (depth > deepestNesting) throw new Error("the value is nested too deeply to be printed");
  const add = (part: string) => {
    room.left -= part.length + 1;
    if (room.left < 0) throw new Error(`a map or list grows beyond ${mostPrinted} characters`);
    parts.push(part);
  };
  const inside = insideOf(value);
  if (!inside) {
    add(printed(value));
    return;
  }
  add(openingOf(value));
  for (const [index, [before, item]] of inside.entries()) {
    add(index === 0 ? before : ` ${before}`);
    print(item, parts, room, depth + 1);
  }
  add(closingOf(value));
}

export const openingOf = ({ type }: Value) => (type === "map" || type === "dict" ? "map[" : type === "list" ? "[" : "{");
export const closingOf = ({ type }: Value) => (type === "struct" ? "}" : "]");

/** What a value holds, each with what stands before it; nothing for one that holds nothing, or says itself what it is. */
export function insideOf(value: Value): (readonly [string, Value])[] | undefined {
  if ("methods" in value && value.methods?.has("String")) return undefined;
  switch (value.type) {
    case "map":
      return sortedEntries(Object.entries(value.value)).map(([name, label]) => [`${name}:`, { type: "string", value: label }]);
    case "dict":
      return sortedEntries(value.value).map(([name, item]) => [`${name}:`, item]);
    case "list":
      return value.items.map((item) => ["", item]);
    case "struct":
      return [...value.fields.values()].map((field) => ["", field]);
    default:
      return undefined;
  }
}

/** Go's fmt.Sprint: a space stands between two values when neither is a text. */
export function printedTogether(args: readonly Value[]): string {
  let line = "";
  for (const [index, value] of args.entries()) {
    const isApart = index > 0 && value.type !== "string" && args[index - 1]?.type !== "string";
    line += `${isApart ? " " : ""}${printed(value)}`;
    if (line.length > mostText) throw new Error(`the text grows beyond ${mostText} characters`);
  }
  return line;
}
