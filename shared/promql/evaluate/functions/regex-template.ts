// The replacement text of `label_replace`: plain text with `$1`, `$name`, `${name}` and `$$`, by the rules of Go's
// Regexp.Expand. Unlike JavaScript's, a name without braces is as long as it can be: `$1x` is the group called "1x".

/** Plain texts, and the groups between them by number or name. */
export type Template = readonly ({ text: string } | { group: number | string })[];

// A name is letters, digits and underscores; a dollar sign with neither a name nor another dollar behind it is plain text.
const reference = /\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

export function parseTemplate(text: string): Template {
  const parts: ({ text: string } | { group: number | string })[] = [];
  let at = 0;
  for (const match of text.matchAll(reference)) {
    parts.push({ text: text.slice(at, match.index) });
    at = match.index + match[0].length;
    const name = match[1] ?? match[2];
    parts.push(name === undefined ? { text: "$" } : { group: groupOf(name) });
  }
  parts.push({ text: text.slice(at) });
  return parts;
}

/** A leading zero makes digits a name, and so does more of them than any pattern has groups. */
function groupOf(name: string): number | string {
  return /^(?:0|[1-9]\d{0,7})$/.test(name) ? Number(name) : name;
}

/** The template's text; `textOf` gives what a group matched, "" when it did not or does not exist. */
export function expandTemplate(template: Template, textOf: (group: number | string) => string): string {
  return template.map((part) => ("text" in part ? part.text : textOf(part.group))).join("");
}
