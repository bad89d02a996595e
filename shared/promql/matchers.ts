// Matchers made into predicates. An absent label is the empty string, everywhere.
import { compileRegex, type TextPredicate } from "./regex";
import type { Matcher } from "./storage";

/** Whether a label's value ("" when the series lacks it) satisfies the matcher. Throws a plain Error for a bad pattern. */
export function compileMatcher({ operator, value }: Matcher): TextPredicate {
  switch (operator) {
    case "=":
      return (text) => text === value;
    case "!=":
      return (text) => text !== value;
    case "=~":
      return compileRegex(value);
    case "!~": {
      const matches = compileRegex(value);
      return (text) => !matches(text);
    }
  }
}
