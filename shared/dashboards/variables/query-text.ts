// Puts texts into a query in such a way that they stay inside of the string that they stand in, whatever they hold.
import { type Reference, referenceAt } from "./references";

export interface Insert {
  text: string;
  /** A regular expression: outside of strings it is escaped as it is within double quotes, where it usually ends up. */
  isPattern?: boolean;
  /** Somebody asked for just this text: it is taken as it is wherever it cannot do harm. */
  isWritten?: boolean;
  /** Within a string, this instead. */
  inString?: string;
}

type Quote = '"' | "'" | "`";
/** A string of the query, in parts: as it was written, and as what comes to stand there. */
type Part = { written: string } | { insert: Insert };

export function fillQuoted(expr: string, insertOf: (reference: Reference) => Insert | undefined): string {
  if (!expr.includes("$") && !expr.includes("[[")) return expr;
  let filled = "";
  for (let at = 0; at < expr.length; ) {
    const character = expr[at] ?? "";
    if (character === '"' || character === "'" || character === "`") {
      const { text, end } = fillString(expr, at, character, insertOf);
      filled += text;
      at = end;
    } else if (character === "#") {
      const { text, end } = fillComment(expr, at, insertOf);
      filled += text;
      at = end;
    } else {
      const found = insertAt(expr, at, insertOf);
      filled += found ? outside(found.insert) : character;
      at = found ? found.end : at + 1;
    }
  }
  return filled;
}

function insertAt(expr: string, at: number, insertOf: (reference: Reference) => Insert | undefined) {
  if (expr[at] !== "$" && expr[at] !== "[") return undefined;
  const reference = referenceAt(expr, at);
  const insert = reference && insertOf(reference);
  return reference && insert ? { insert, end: at + reference.text.length } : undefined;
}

const outside = ({ text, isPattern }: Insert): string => (isPattern ? escapeIn(text, '"') : text);

/** To the end of its line; nothing may come in that ends it early. */
function fillComment(expr: string, start: number, insertOf: (reference: Reference) => Insert | undefined) {
  let text = "";
  let at = start;
  while (at < expr.length && expr[at] !== "\n") {
    const found = insertAt(expr, at, insertOf);
    text += found ? found.insert.text.replace(/[\r\n]/g, " ") : expr[at];
    at = found ? found.end : at + 1;
  }
  return { text, end: at };
}

function fillString(expr: string, start: number, quote: Quote, insertOf: (reference: Reference) => Insert | undefined) {
  const parts: Part[] = [];
  let written = "";
  let at = start + 1;
  while (at < expr.length && expr[at] !== quote) {
    const found = insertAt(expr, at, insertOf);
    if (found) {
      parts.push({ written }, { insert: found.insert });
      written = "";
      at = found.end;
      continue;
    }
    // What is escaped belongs to its backslash, a quote above all.
    const length = expr[at] === "\\" && quote !== "`" ? 2 : 1;
    written += expr.slice(at, at + length);
    at += length;
  }
  parts.push({ written });
  const isClosed = at < expr.length;
  return { text: quote + join(parts, quote) + (isClosed ? quote : ""), end: at + 1, ...rewritten(parts, quote, isClosed) };
}

const join = (parts: readonly Part[], quote: Quote): string =>
  parts.map((part) => ("written" in part ? part.written : within(part.insert, quote))).join("");

/** Nothing can be escaped between backquotes: a string that gets one to hold is written in double quotes. */
function rewritten(parts: readonly Part[], quote: Quote, isClosed: boolean): { text?: string } {
  if (quote !== "`" || !isClosed) return {};
  const holdsQuote = parts.some((part) => "insert" in part && contentOf(part.insert).includes("`"));
  if (!holdsQuote) return {};
  const content = parts.map((part) => escapeIn("written" in part ? part.written : contentOf(part.insert), '"'));
  return { text: `"${content.join("")}"` };
}

const contentOf = ({ text, inString }: Insert): string => inString ?? text;

function within(insert: Insert, quote: Quote): string {
  const content = contentOf(insert);
  if (quote === "`") return content;
  return insert.isWritten && harmless[quote].test(content) ? content : escapeIn(content, quote);
}

const rightEscape = String.raw`\\(?:[abfnrtv\\QUOTE]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{3})`;
/** What a string may hold as it is: no quote of its own, no line break, and no backslash but at the head of a right escape. */
const harmless = {
  '"': new RegExp(`^(?:[^\\\\\\n"]|${rightEscape.replace("QUOTE", '"')})*$`),
  "'": new RegExp(`^(?:[^\\\\\\n']|${rightEscape.replace("QUOTE", "'")})*$`),
};

function escapeIn(text: string, quote: '"' | "'"): string {
  return text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}
