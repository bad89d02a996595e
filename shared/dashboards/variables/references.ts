// Where a text names a variable: `$name`, `[[name]]`, `[[name:format]]`, `${name}`, `${name.field}`, `${name:format}`.

export interface Reference {
  /** As written. */
  text: string;
  name: string;
  /** What is meant of it: `uid` of `${__dashboard.uid}`. */
  field?: string | undefined;
  format?: string | undefined;
}

const written = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:{}]+)|\[["']([^"'{}]*)["']\])?(?::([^{}]*))?\}/;
const everywhere = new RegExp(written, "g");
const here = new RegExp(written, "y");

/** The text with each reference replaced; those for which nothing comes back stay as they are, so that `$1` survives. */
export function replaceReferences(text: string, replace: (reference: Reference, at: number) => string | undefined): string {
  if (!text.includes("$") && !text.includes("[[")) return text;
  return text.replace(everywhere, (...match) => {
    const at = match.findIndex((part, index) => index > 0 && typeof part === "number");
    const reference = toReference(match as unknown as Match);
    return replace(reference, match[at] as number) ?? reference.text;
  });
}

/** The reference that begins at this place of the text. */
export function referenceAt(text: string, at: number): Reference | undefined {
  here.lastIndex = at;
  const match = here.exec(text);
  return match ? toReference(match) : undefined;
}

/** All names that the texts refer to, known or not. */
export function namesIn(...texts: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const text of texts) {
    replaceReferences(text, ({ name }) => {
      names.add(name);
      return undefined;
    });
  }
  return names;
}

type Match = readonly (string | undefined)[];

function toReference([text = "", bare, square, squareFormat, braced, field, key, format]: Match): Reference {
  return { text, name: bare ?? square ?? braced ?? "", field: field ?? key, format: squareFormat ?? (format || undefined) };
}
