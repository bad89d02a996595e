// Regular expressions with RE2's meaning, anchored at both ends, as Prometheus has them. JavaScript's own are neither the
// same language nor safe: a pattern from an imported dashboard could hang the engine.
import { RE2JS, RE2JSSyntaxException } from "re2js";

export type TextPredicate = (text: string) => boolean;

const literal = /^[^\\.+*?()|[\]{}^$]*$/;

/**
 * Whether a whole text matches. Literals, alternations of literals, `.*`, `.+` and a literal with one of those behind it
 * are nine in ten patterns in dashboards, and are answered without an automaton. Throws a plain Error for a bad pattern.
 */
export function compileRegex(pattern: string): TextPredicate {
  return fastPath(pattern) ?? automaton(pattern);
}

function fastPath(pattern: string): TextPredicate | undefined {
  if (pattern === ".*") return () => true;
  if (pattern === ".+") return (text) => text !== "";
  if (literal.test(pattern)) return (text) => text === pattern;
  const group = /^\(([^()]*)\)$/.exec(pattern)?.[1] ?? pattern;
  if (group.split("|").every((word) => literal.test(word))) {
    const words = new Set(group.split("|"));
    return (text) => words.has(text);
  }
  const tail = pattern.slice(-2);
  const prefix = pattern.slice(0, -2);
  if ((tail === ".*" || tail === ".+") && literal.test(prefix)) {
    const atLeast = tail === ".+" ? prefix.length + 1 : 0;
    return (text) => text.length >= atLeast && text.startsWith(prefix);
  }
  return undefined;
}

function automaton(pattern: string): TextPredicate {
  const compiled = compile(pattern);
  return (text) => compiled.testExact(text);
}

function compile(pattern: string): RE2JS {
  try {
    // In Prometheus the dot matches a line break as well.
    return RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch (error) {
    // The library's own message repeats the pattern, with its flags in front.
    if (error instanceof RE2JSSyntaxException) throw new Error(error.getDescription(), { cause: error });
    throw error;
  }
}
