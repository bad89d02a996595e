// The regular expressions of `| regexp`: their named groups become labels.
import type { RE2JS } from "re2js";
import { compileSearch } from "../templates/regex";

/** What is wrong with one, in a sentence. */
export function regexpMistake(pattern: string): string | undefined {
  let compiled: RE2JS;
  try {
    compiled = compileSearch(pattern);
  } catch (error) {
    return (error as Error).message.replace(/duplicate capture group name/, "two groups have the same name");
  }
  if (Object.keys(compiled.namedGroups()).length > 0) return undefined;
  return "the regular expression needs at least one group with a name, such as (?P<status>\\d+)";
}
