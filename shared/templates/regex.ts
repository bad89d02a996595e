// Regular expressions as templates use them: RE2's language, not anchored, and replacements by Go's rules.
import { type Matcher, RE2JS, RE2JSSyntaxException } from "re2js";
import { parseTemplate } from "../promql/evaluate/functions/regex-template";
import { isTooLarge } from "../promql/regex-size";
import { bounded } from "./limits";

const kept = new Map<string, RE2JS>();
const mostKept = 50;

/** Throws an Error that ends the sentence "error calling match: …". */
export function compileSearch(pattern: string): RE2JS {
  const known = kept.get(pattern);
  if (known) return known;
  if (isTooLarge(pattern)) throw new Error("error parsing regexp: expression too large");
  const compiled = compile(pattern);
  kept.set(pattern, compiled);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return compiled;
}

function compile(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    throw new Error(`error parsing regexp: ${error.getDescription()}: \`${error.getPattern() ?? ""}\``, { cause: error });
  }
}

/** Every match replaced; an empty match right behind another is none. */
export function replaceAll(pattern: RE2JS, replacement: string, text: string): string {
  const template = parseTemplate(replacement);
  const matcher = pattern.matcher(text);
  let output = "";
  let copied = 0;
  let at = 0;
  while (at <= text.length && matcher.find(at)) {
    const [start, end] = [matcher.start(), matcher.end()];
    output += text.slice(copied, start);
    if (end > copied || start === 0) {
      for (const part of template) output = bounded(output + ("text" in part ? part.text : groupText(matcher, part.group)));
    }
    copied = end;
    // An empty match moves on by one whole character.
    const width = (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    at = Math.max(end, at + width);
  }
  return output + text.slice(copied);
}

/** What a group matched; empty when it did not, or does not exist. */
function groupText(matcher: Matcher, group: number | string): string {
  const names = matcher.pattern().namedGroups();
  const number = typeof group === "number" ? group : Object.hasOwn(names, group) ? names[group] : undefined;
  return number === undefined || number > matcher.groupCount() ? "" : (matcher.group(number) ?? "");
}
