// A scalar of a YAML file and where each of its characters stands in the file, so that a mistake inside an expression is
// shown at its own line and column, however the expression is quoted, folded or indented.
import { type Scalar, Scalar as ScalarNode } from "yaml";

export interface ScalarText {
  /** As Prometheus reads it into a text field: `for: 0` and `severity: 1` are texts too. */
  text: string;
  from: number;
  to: number;
  /** The place in the file of a stretch of the text. */
  place(from: number, to: number): { from: number; to: number };
}

export function scalarText(source: string, node: Scalar): ScalarText {
  const [from, to] = node.range ?? [0, 0];
  const isText = typeof node.value === "string";
  const isNull = node.value === null;
  const text = isText ? (node.value as string) : isNull ? "" : source.slice(from, to);
  let offsets: number[] | undefined;
  return {
    text,
    from,
    to: Math.max(to, from),
    place(start, end) {
      offsets ??= isText
        ? characterOffsets(source, node, text)
        : Array.from({ length: text.length + 1 }, (_, index) => from + index);
      const first = offsets[Math.min(start, text.length)] ?? from;
      // The end is where the last character inside ends: the next one may stand on another line.
      const last = end > start ? (offsets[Math.min(end, text.length) - 1] ?? first) + 1 : first;
      return { from: first, to: Math.max(first, last) };
    },
  };
}

/**
 * The file offset of each character, and of the end. Quoting and folding only ever add or take away white space and
 * escapes, so the two texts are walked side by side: every other character meets itself.
 */
function characterOffsets(source: string, node: Scalar, text: string): number[] {
  const [start, end] = node.range ?? [0, 0];
  const isDouble = node.type === ScalarNode.QUOTE_DOUBLE;
  const isSingle = node.type === ScalarNode.QUOTE_SINGLE;
  const isBlock = node.type === ScalarNode.BLOCK_LITERAL || node.type === ScalarNode.BLOCK_FOLDED;
  let at = start;
  if (isDouble || isSingle) at++;
  // The first line of a block holds only its header, `|-` and the like.
  if (isBlock) at = source.indexOf("\n", start) + 1;
  const offsets: number[] = [];
  for (const character of text.split("")) {
    if (!isSpace(character)) at = skipFolding(source, at, end, isDouble);
    offsets.push(at);
    if (isDouble && source[at] === "\\") {
      at += escapeLength(source, at);
    } else if (isSingle && character === "'") {
      at += 2;
    } else if (!isSpace(character) || source[at] === character) {
      at++;
    }
  }
  offsets.push(Math.min(at, end));
  return offsets;
}

function skipFolding(source: string, from: number, end: number, isDouble: boolean): number {
  let at = from;
  for (;;) {
    // A backslash at the end of a line joins it with the next.
    if (isDouble && source[at] === "\\" && /[\r\n]/.test(source[at + 1] ?? "")) at++;
    else if (isSpace(source[at] ?? "") && at < end) at++;
    else return at;
  }
}

function escapeLength(source: string, at: number): number {
  const kind = source[at + 1];
  return kind === "x" ? 4 : kind === "u" ? 6 : kind === "U" ? 10 : 2;
}

const isSpace = (character: string) => character === " " || character === "\n" || character === "\t" || character === "\r";
