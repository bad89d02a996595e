// The patterns of `pattern` and `|>`: `<ip> - <_> [<when>] <_>`. What stands between angle brackets captures up to the next
// literal; `<_>` passes over.

export type PatternPart = { kind: "literal"; text: string } | { kind: "capture"; name: string };

/** Anything else between angle brackets is a literal. */
const capture = /<([A-Za-z_][A-Za-z0-9_]*)>/g;

/** The parts of a pattern, or in one sentence why it is none. */
export function parsePattern(pattern: string, use: "parser" | "filter"): PatternPart[] | string {
  const parts: PatternPart[] = [];
  let at = 0;
  for (const { 0: text, 1: name = "", index } of pattern.matchAll(capture)) {
    if (index > at) parts.push({ kind: "literal", text: pattern.slice(at, index) });
    if (parts.at(-1)?.kind === "capture") return `between two captures stands a literal: ${text} follows another one directly`;
    parts.push({ kind: "capture", name });
    at = index + text.length;
  }
  if (at < pattern.length) parts.push({ kind: "literal", text: pattern.slice(at) });
  const names = parts.flatMap((part) => (part.kind === "capture" && part.name !== "_" ? [part.name] : []));
  if (use === "filter") {
    return names.length > 0 ? `a pattern that filters lines has no names, only <_>: <${names[0]}>` : parts;
  }
  if (names.length === 0) return "the pattern needs at least one capture with a name, such as <status>";
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined ? parts : `the pattern captures <${twice}> twice`;
}
