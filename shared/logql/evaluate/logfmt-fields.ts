// Fields of a logfmt line: `level=info msg="hello there" ok`. Like Loki's own reader it passes over what it does not understand up to
// the next blank, or, when it is strict, stops there.

/** What is in the way of the fields before it were told; undefined when all of the line was read. */
export function readLogfmt(text: string, isStrict: boolean, field: (name: string, value: string) => void): string | undefined {
  let at = 0;
  while (at < text.length) {
    if (text.charCodeAt(at) <= 0x20) {
      at++;
      continue;
    }
    const read = readPair(text, at);
    if (read.mistake === undefined) {
      field(read.key, read.value);
    } else if (isStrict) {
      return read.mistake;
    }
    at = read.end;
  }
  return undefined;
}

type Pair = { key: string; value: string; end: number; mistake?: undefined } | { mistake: string; end: number };

function readPair(text: string, from: number): Pair {
  let at = from;
  while (at < text.length && text.charCodeAt(at) > 0x20 && text[at] !== "=" && text[at] !== '"') at++;
  const key = text.slice(from, at);
  if (text[at] === '"') return skipped(text, at);
  if (text[at] !== "=") return { key, value: "", end: at };
  if (key === "") return skipped(text, at);
  at++;
  return text[at] === '"' ? quotedValue(text, key, at) : bareValue(text, key, at);
}

function bareValue(text: string, key: string, from: number): Pair {
  let at = from;
  for (; at < text.length && text.charCodeAt(at) > 0x20; at++) {
    if (text[at] === "=" || text[at] === '"') return skipped(text, at);
  }
  return { key, value: text.slice(from, at), end: at };
}

function quotedValue(text: string, key: string, from: number): Pair {
  let end = text.indexOf('"', from + 1);
  while (end >= 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  if (end < 0) return { mistake: `the value that begins at character ${from + 1} does not end`, end: text.length };
  const value = unescaped(text.slice(from + 1, end));
  if (value === undefined) return { mistake: `wrong escape in the value before character ${end + 1}`, end: end + 1 };
  return { key, value, end: end + 1 };
}

function skipped(text: string, at: number): Pair {
  let end = at;
  while (end < text.length && text.charCodeAt(end) > 0x20) end++;
  return { mistake: `unexpected \`${text[at]}\` at character ${at + 1}`, end };
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === "\\") first--;
  return (at - first) % 2 === 1;
}

function unescaped(raw: string): string | undefined {
  if (!raw.includes("\\")) return raw;
  try {
    const text: unknown = JSON.parse(`"${raw.replaceAll("\t", "\\t")}"`);
    return typeof text === "string" ? text : undefined;
  } catch {
    // The caller says so.
    return undefined;
  }
}
