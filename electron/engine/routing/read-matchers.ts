// Matchers in an alertmanager.yml: lists of texts, and the older mappings `match` and `match_re`.
import type { Node } from "yaml";
import { checkMatcher, parseMatchers } from "#shared/alerting/matchers";
import type { Matcher } from "#shared/model/matcher";
import type { Field, YamlReader } from "../yaml/yaml-reader";

/** A route that loses a field it does not know, such as `matcher`, would take every alert. */
export const strict = { isStrict: true };

/** `matchers: [team="db", severity=~"a|b"]`. */
export function readMatcherList(reader: YamlReader, field: Field | undefined, what: string): Matcher[] {
  if (!field?.node) return [];
  return reader.list(field.node, what, field.key).flatMap((node) => {
    const text = reader.text({ key: field.key, node }, `an entry of ${what}`);
    if (!text) return [];
    const read = parseMatchers(text.text);
    if (read.ok) return read.matchers;
    // What is missing at the end is missed behind the last word, not below it.
    const end = text.text.trimEnd().length;
    reader.error(read.message, text.place(Math.min(read.from, end), Math.min(read.to, end)));
    return [];
  });
}

/** `match: {team: db}`, or with `isRegex` the same of regular expressions. */
export function readMatcherMap(reader: YamlReader, field: Field | undefined, what: string, isRegex: boolean): Matcher[] {
  if (!field?.node) return [];
  const matchers: Matcher[] = [];
  for (const [name, entry] of reader.fields(field.node, what, field.key) ?? []) {
    const value = reader.text(entry, `${what} ${name}`);
    if (!value) continue;
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) || name === "__proto__") {
      reader.error(
        `${JSON.stringify(name)} cannot be the name of a label in ${what}: write it under matchers, in quotes`,
        entry.key,
      );
      continue;
    }
    if (isRegex && !entry.node) {
      reader.error(`${what} ${name} needs a regular expression; for a label that is not there write ""`, entry.key);
      continue;
    }
    const matcher: Matcher = { name, value: value.text, isEqual: true, isRegex };
    const problem = checkMatcher(matcher);
    if (problem === undefined) matchers.push(matcher);
    else reader.error(problem, value);
  }
  return matchers;
}

/** A list of texts, such as labels' names. */
export function readTexts(
  reader: YamlReader,
  field: Field | undefined,
  what: string,
): { text: string; node: Node; field: Field }[] {
  if (!field?.node) return [];
  return reader.list(field.node, what, field.key).flatMap((node) => {
    const entry = { key: field.key, node };
    const text = reader.text(entry, `an entry of ${what}`);
    return text ? [{ text: text.text, node, field: entry }] : [];
  });
}

/** Names of labels, each once. */
export function readLabelNames(reader: YamlReader, field: Field | undefined, what: string): string[] {
  const names: string[] = [];
  for (const { text, node } of readTexts(reader, field, what)) {
    if (text === "" || text === "__proto__")
      reader.error(`${JSON.stringify(text)} cannot be the name of a label`, reader.stretchOf(node));
    else if (names.includes(text)) reader.error(`${what} names ${JSON.stringify(text)} twice`, reader.stretchOf(node));
    else names.push(text);
  }
  return names;
}
