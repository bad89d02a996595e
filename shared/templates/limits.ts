// What one expansion may take. A template comes from a file that anybody may have written: nesting and doubling make a few lines
// into a program that never ends or a text that fills the memory.

/** Characters that the whole template, or one value in it, may come to. */
export const mostText = 1_000_000;
/** Characters that a map or a list may come to: they are made of many small parts, each of which takes its time. */
export const mostPrinted = 100_000;
/** Actions, rounds of a `range` and units of a function's work. A large real template takes some hundred. */
export const mostSteps = 100_000;
/** Templates that call each other. */
export const mostCalls = 100;
/** Actions and parentheses inside each other. */
export const deepestNesting = 100;
/** Different expressions that one expansion may ask for. */
export const mostQueries = 100;

/** The text, or an Error when it has become too long. */
export function bounded(text: string): string {
  if (text.length > mostText) throw new Error(`the text grows beyond ${mostText} characters`);
  return text;
}
