// JSON with the place of its mistake. What the engines of browsers and of Node say about it differs from version to version, and
// often names no place at all, so the place is found here; only when the text is wrong, because it costs a second reading.

export type JsonText = { ok: true; value: unknown } | { ok: false; say: string; line: number; column: number };

/** Reads JSON; a byte order mark before it is fine. `say` is a sentence without the place. */
export function parseJsonText(text: string): JsonText {
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  try {
    return { ok: true, value: JSON.parse(start === 0 ? text : text.slice(start)) };
  } catch {
    // The message is replaced by one of ours.
    const { at, expected } = findMistake(text, start);
    const before = text.slice(start, at);
    const line = before.split("\n").length;
    const column = before.length - (before.lastIndexOf("\n") + 1) + 1;
    const found = at >= text.length ? "the end of the text" : JSON.stringify(String.fromCodePoint(text.codePointAt(at) ?? 0));
    return { ok: false, say: `Expected ${expected}, found ${found}.`, line, column };
  }
}

interface Mistake {
  at: number;
  expected: string;
}

const space = /[ \t\r\n]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON's strings may not hold them, so the scan stops there
const plain = /[^"\\\u0000-\u001f]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;

/** Walks the text as a JSON reader does, without recursion: a text of a million brackets is a mistake, not a crash. */
function findMistake(text: string, start: number): Mistake {
  let at = start;
  const open: ("{" | "[")[] = [];

  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) return false;
    at += found[0].length;
    return true;
  };

  function takeString(): Mistake | undefined {
    at++;
    for (;;) {
      take(plain);
      if (text[at] === '"') {
        at++;
        return undefined;
      }
      if (text[at] !== "\\") return { at, expected: 'a `"` at the end of the string' };
      if (!take(escaped)) return { at, expected: "an escape that JSON knows" };
    }
  }

  function takeKey(): Mistake | undefined {
    take(space);
    if (text[at] !== '"') return { at, expected: "a property name in double quotes" };
    const mistake = takeString();
    if (mistake) return mistake;
    take(space);
    if (text[at] !== ":") return { at, expected: "`:` after the property name" };
    at++;
    return undefined;
  }

  for (;;) {
    take(space);
    const next = text[at];
    let isValueDone = true;
    if (next === "{" || next === "[") {
      at++;
      take(space);
      if (text[at] === (next === "{" ? "}" : "]")) at++;
      else {
        open.push(next);
        isValueDone = false;
        const mistake = next === "{" ? takeKey() : undefined;
        if (mistake)
          return mistake.expected.startsWith("a property")
            ? { ...mistake, expected: "a property name in double quotes or `}`" }
            : mistake;
      }
    } else if (next === '"') {
      const mistake = takeString();
      if (mistake) return mistake;
    } else if (!take(word) && !take(number)) return { at, expected: "a value" };

    while (isValueDone) {
      take(space);
      const inside = open.at(-1);
      if (inside === undefined) return { at, expected: "nothing after the value" };
      const close = inside === "{" ? "}" : "]";
      if (text[at] === ",") {
        at++;
        const mistake = inside === "{" ? takeKey() : undefined;
        if (mistake) return mistake;
        isValueDone = false;
      } else if (text[at] === close) {
        at++;
        open.pop();
      } else return { at, expected: `\`,\` or \`${close}\`` };
    }
  }
}
