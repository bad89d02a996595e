// How deep a YAML file is nested, found out before it is parsed: the parser goes down by calling itself, and takes minutes for
// five megabytes of brackets.
import { Lexer } from "yaml";

/** Far more than any file of ours has, far less than what the parser can take. */
export const deepest = 100;

/** Where brackets, or the dashes of one line, go deeper than that; undefined when they never do. */
export function findTooDeep(source: string): number | undefined {
  let at = 0;
  let brackets = 0;
  let dashes = 0;
  for (const token of new Lexer().lex(source)) {
    // Marks such as the one before a scalar are the lexer's own and stand nowhere in the file.
    if (isMark(token)) continue;
    if (token === "[" || token === "{") brackets++;
    else if (token === "]" || token === "}") brackets = Math.max(0, brackets - 1);
    else if (token === "-" || token === "?") dashes++;
    else if (token.startsWith("\n") || token.startsWith("\r")) dashes = 0;
    if (brackets > deepest || dashes > deepest) return at;
    at += token.length;
  }
  return undefined;
}

const isMark = (token: string) => token === "\u0002" || token === "\u0018" || token === "\u001f";
