// A template's value as JSON, as Go's encoding/json writes it: the characters of HTML are escaped.
import { goTimeLayouts, writeGoTime } from "./go-time";
import { deepestNesting, mostText } from "./limits";
import { isTrue, sortedEntries, text, type Value } from "./value";

export function goJson(value: Value): string {
  const parts: string[] = [];
  let left = mostText;
  const add = (part: string) => {
    left -= part.length;
    if (left < 0) throw new Error(`the text grows beyond ${mostText} characters`);
    parts.push(part);
  };
  const write = (item: Value, depth: number): void => {
    if (depth > deepestNesting) throw new Error("the value is nested too deeply for JSON");
    const inside = insideOf(item);
    if (!inside) {
      add(scalar(item));
      return;
    }
    const isList = item.type === "list";
    add(isList ? "[" : "{");
    for (const [index, [name, field]] of inside.entries()) {
      if (index > 0) add(",");
      if (!isList) add(`${quoted(name)}:`);
      write(field, depth + 1);
    }
    add(isList ? "]" : "}");
  };
  write(value, 0);
  return parts.join("");
}

function insideOf(value: Value): (readonly [string, Value])[] | undefined {
  switch (value.type) {
    case "list":
      return value.items.map((item) => ["", item]);
    case "map":
      return sortedEntries(Object.entries(value.value)).map(([name, label]) => [name, text(label)]);
    case "dict":
      return sortedEntries(value.value);
    case "struct":
      return [...value.fields]
        .filter(([name, field]) => name !== "RouteLabels" || isTrue(field))
        .map(([name, field]) => [fieldName(name), field]);
    default:
      return undefined;
  }
}

/** As Alertmanager names its fields in JSON; it leaves out route labels where there are none. */
const fieldName = (name: string): string =>
  name === "NotificationReason" ? "notification_reason" : name.slice(0, 1).toLowerCase() + name.slice(1);

function scalar(value: Value): string {
  switch (value.type) {
    case "string":
      return quoted(value.value);
    case "int":
    case "bool":
      return String(value.value);
    case "float64":
      if (!Number.isFinite(value.value)) throw new Error(`json: unsupported value: ${value.value}`);
      return JSON.stringify(value.value);
    case "time":
      return quoted(writeGoTime(value.value, goTimeLayouts.rfc3339));
    default:
      return "null";
  }
}

const quoted = (plain: string): string =>
  JSON.stringify(plain).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
