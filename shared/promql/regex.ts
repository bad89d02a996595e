// Regular expressions with RE2's meaning, anchored at both ends, as Prometheus has them. JavaScript's own are neither the
// same language nor safe: a pattern from an imported dashboard could hang the engine.
import { RE2JS, RE2JSSyntaxException } from "re2js";
import { compileGlobs } from "./regex-globs";
import { isTooLarge } from "./regex-size";

export type TextPredicate = (text: string) => boolean;

/**
 * A query's patterns are compiled where it is checked, where its series are found and where it is evaluated; for a long one that
 * takes a good part of a second. Those compiled last are kept, as many as have so many characters together.
 */
const mostKept = 160_000;
const kept = new Map<string, TextPredicate>();
let charactersKept = 0;

/** Whether a whole text matches. Throws a plain Error for a bad pattern. */
export function compileRegex(pattern: string): TextPredicate {
  const known = kept.get(pattern);
  if (known) return known;
  const predicate = compileGlobs(pattern) ?? automaton(pattern);
  if (pattern.length > mostKept) return predicate;
  kept.set(pattern, predicate);
  charactersKept += pattern.length + 1;
  for (const oldest of kept.keys()) {
    if (charactersKept <= mostKept) break;
    kept.delete(oldest);
    charactersKept -= oldest.length + 1;
  }
  return predicate;
}

function automaton(pattern: string): TextPredicate {
  const compiled = compile(pattern);
  return (text) => compiled.testExact(text);
}

function compile(pattern: string, written = pattern): RE2JS {
  if (isTooLarge(pattern)) throw new Error("error parsing regexp: expression too large: ``");
  try {
    // In Prometheus the dot matches a line break as well.
    return RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const nameless = withoutNames(pattern);
    if (error.getDescription() === "duplicate capture group name" && nameless !== pattern) return compile(nameless, pattern);
    // In Go's words, as Prometheus's answers have them. The whole pattern comes with the library's own flags in front.
    const part = (error.getPattern() ?? "").replace(/^\(\?s\)/, "");
    const shown = part === pattern ? written : part;
    throw new Error(`error parsing regexp: ${error.getDescription()}: \`${shown}\``, { cause: error });
  }
}

// An escape or a class of characters, which are kept, or the beginning of a group with a name.
const classesAndNames = /(\\[\s\S]|\[\^?\]?(?:\\[\s\S]|\[:[^\]]*:\]|[^\]\\])*\])|\(\?P?<\w+>/g;

/** Go lets two groups have the same name, the library does not. What only matches needs no names. */
const withoutNames = (pattern: string): string => pattern.replace(classesAndNames, (_, kept: string | undefined) => kept ?? "(");
