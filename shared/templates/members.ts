import { timeMethods } from "./time-values";
import { int, labelOf, type Method, sortedEntries, text, type Value } from "./value";

/** What can be called under a name on a value. */
export function methodOf(value: Value, name: string): Method | undefined {
  switch (value.type) {
    case "time":
      return timeMethods.get(name);
    case "int":
      return value.kind?.methods.get(name);
    case "map":
    case "list":
    case "struct":
      return value.methods?.get(name);
    default:
      return undefined;
  }
}

/** What a value holds under a name; of a map of texts the empty one where there is none. */
export function memberOf(value: Value, name: string): Value | undefined {
  switch (value.type) {
    case "map":
      return text(labelOf(value.value, name));
    case "dict":
      return value.value.get(name) ?? { type: "nil" };
    case "struct":
      return value.fields.get(name);
    default:
      return undefined;
  }
}

/** What a `range` goes through, each with its key; nothing for what cannot be gone through. */
export function elementsOf(over: Value): Iterable<[Value, Value]> | undefined {
  switch (over.type) {
    case "nil":
      return [];
    case "list":
      return over.items.map((item, index) => [int(index), item]);
    case "map":
      return sortedEntries(Object.entries(over.value)).map(([name, label]) => [text(name), text(label)]);
    case "dict":
      return sortedEntries(over.value).map(([name, item]) => [text(name), item]);
    case "int":
      return countTo(over.value);
    default:
      return undefined;
  }
}

function* countTo(end: number): Iterable<[Value, Value]> {
  for (let count = 0; count < end; count++) yield [int(count), int(count)];
}
