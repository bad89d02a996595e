// Fields get the names that Loki's parsers give them, so that a click on one is a filter that finds it.

/** Keys repeat in every line, and there are few of them. */
const known = new Map<string, string>();
const mostKnown = 2000;

/** The key as a part of a label's name: whatever a name cannot have is an underscore. */
export function nameOfKey(key: string, isFirst: boolean): string {
  const name = namePart(key);
  return isFirst && /^\d/.test(name) ? `_${name}` : name;
}

function namePart(key: string): string {
  const before = known.get(key);
  if (before !== undefined) return before;
  // By code points, as there: an emoji is one underscore.
  const name = key.trim().replace(/[^A-Za-z0-9_]/gu, "_");
  if (known.size >= mostKnown) known.clear();
  // A name of many pages is not worth remembering.
  if (key.length <= 200) known.set(key, name);
  return name;
}
