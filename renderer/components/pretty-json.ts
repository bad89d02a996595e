/** Longer texts are shown as they are: spreading them out would only make more of them. */
const longest = 256 * 1024;
/** `JSON.stringify` answers what is deeper with an error about the stack. */
const mostDepth = 200;

/** JSON spread out over lines; any other text as it is, and numbers with all of their digits. */
export function prettyJson(text: string): string {
  if (text.length > longest || !/^\s*[[{]/.test(text)) return text;
  try {
    JSON.parse(text);
  } catch {
    // It only began like JSON.
    return text;
  }
  return spreadOut(text);
}

/** The tokens are kept as they are written: parsed and printed, `10.0` would be `10`, and the last digits of an id be lost. */
function spreadOut(text: string): string {
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{}:,]|[^\s[\]{}:,"]+/g) ?? [];
  const parts: string[] = [];
  let depth = 0;
  const breakLine = () => parts.push("\n", "  ".repeat(Math.min(depth, mostDepth)));
  for (const [index, token] of tokens.entries()) {
    const next = tokens[index + 1];
    if (token === "{" || token === "[") {
      parts.push(token);
      depth++;
      if (next !== "}" && next !== "]") breakLine();
    } else if (token === "}" || token === "]") {
      depth--;
      const before = tokens[index - 1];
      if (before !== "{" && before !== "[") breakLine();
      parts.push(token);
    } else if (token === ",") {
      parts.push(token);
      breakLine();
    } else {
      parts.push(token === ":" ? ": " : token);
    }
  }
  return parts.join("");
}
