// LogQL cut into words. The parser proper refuses what is not finished; this reads on, up to the cursor.

export type TokenKind =
  | "word"
  | "string" // quoted, finished
  | "openString" // quoted, and the text ends in it
  | "number" // with its unit: 5m, 10KB, 0.99
  | "flag" // --strict
  | "comment"
  | "sign"; // operators, brackets, commas

export interface Token {
  kind: TokenKind;
  /** As it is written, quotes included. */
  text: string;
  from: number;
  to: number;
}

const patterns: readonly { kind: TokenKind; pattern: RegExp }[] = [
  { kind: "comment", pattern: /#[^\n]*/y },
  { kind: "string", pattern: /"(?:[^"\\\n]|\\.)*"|`[^`]*`/y },
  { kind: "openString", pattern: /"(?:[^"\\\n]|\\.)*\\?$|`[^`]*$/y },
  // A quote that is never closed on its line: what comes after is read as if it were not there.
  { kind: "string", pattern: /"[^\n]*/y },
  { kind: "flag", pattern: /--[\w-]*/y },
  { kind: "word", pattern: /[A-Za-z_][\w:]*/y },
  { kind: "number", pattern: /\.?\d[\w.]*/y },
  { kind: "sign", pattern: /\|=|\|~|\|>|!=|!~|!>|=~|==|>=|<=|[^\s]/uy },
];

const blank = /\s+/y;

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    blank.lastIndex = at;
    if (blank.test(text)) {
      at = blank.lastIndex;
      continue;
    }
    for (const { kind, pattern } of patterns) {
      pattern.lastIndex = at;
      if (!pattern.test(text)) continue;
      tokens.push({ kind, text: text.slice(at, pattern.lastIndex), from: at, to: pattern.lastIndex });
      at = pattern.lastIndex;
      break;
    }
  }
  return tokens;
}

/** A token, or everything between two brackets as one. */
export type Item = Token | Group;

export interface Group {
  kind: "group";
  /** The bracket it begins with. */
  text: "{" | "(" | "[";
  items: Item[];
  from: number;
  to: number;
  /** False where the text ends inside of it. */
  isClosed: boolean;
}

const closing = { "{": "}", "(": ")", "[": "]" } as const;
const isOpening = (text: string): text is Group["text"] => Object.hasOwn(closing, text);

/**
 * The text as a tree of brackets: the items of its outermost level, and the groups that are still open at its end, from the
 * outermost to the innermost. A closing bracket without its other half is left out.
 */
export function groupsOf(text: string): { items: Item[]; open: Group[] } {
  const items: Item[] = [];
  const open: Group[] = [];
  for (const token of tokensOf(text)) {
    if (token.kind === "comment") continue;
    const inner = open.at(-1);
    const level = inner ? inner.items : items;
    if (token.kind === "sign" && isOpening(token.text)) {
      const group: Group = { kind: "group", text: token.text, items: [], from: token.from, to: text.length, isClosed: false };
      level.push(group);
      open.push(group);
    } else if (token.kind === "sign" && Object.values(closing).includes(token.text as "}")) {
      if (!inner || closing[inner.text] !== token.text) continue;
      inner.isClosed = true;
      inner.to = token.to;
      open.pop();
    } else {
      level.push(token);
    }
  }
  return { items, open };
}
