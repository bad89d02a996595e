// Line filters as predicates. A file of a gigabyte goes through these line by line: texts are looked for directly, and a regular
// expression is only run where no text of it tells that it cannot match.
import { compileSearch } from "../../templates/regex";
import type { LineFilter, LineFilterValue } from "../ast";
import { type IpRange, ipRange, isInRange, parseIp } from "../ip-range";
import { parsePattern } from "../line-pattern";

type LinePredicate = (line: string) => boolean;

export function compileLineFilter({ operator, values }: LineFilter): LinePredicate {
  const isNegative = operator.startsWith("!");
  const asked = values.filter(({ value }) => isNegative || value !== "");
  // An empty text among others is none of them; alone it is in every line.
  const anyOf = any((asked.length > 0 ? asked : values.slice(0, 1)).map((value) => compileValue(operator, value)));
  return isNegative ? (line) => !anyOf(line) : anyOf;
}

function any(predicates: readonly LinePredicate[]): LinePredicate {
  const [first, second] = predicates;
  if (first && !second) return first;
  return (line) => predicates.some((predicate) => predicate(line));
}

function compileValue(operator: LineFilter["operator"], { value, isIp }: LineFilterValue): LinePredicate {
  if (isIp) return hasIp(value);
  switch (operator) {
    case "|=":
    case "!=":
      return (line) => line.includes(value);
    case "|~":
    case "!~":
      return searching(value);
    case "|>":
    case "!>":
      return patterned(value);
  }
}

const plain = /^[\w\s"'`,:;=<>@#%&/!~-]+$/;
const caseFlag = "(?i)";

/** Texts, and lists of texts, are looked for without an automaton, which is fifty times as quick. */
function searching(pattern: string): LinePredicate {
  const ignoresCase = pattern.startsWith(caseFlag);
  const texts = (ignoresCase ? pattern.slice(caseFlag.length) : pattern).split("|");
  if (texts.every((text) => plain.test(text))) return ignoresCase ? ignoringCase(texts) : any(texts.map(including));
  const compiled = compileSearch(pattern);
  return (line) => compiled.matcher(line).find();
}

const including =
  (text: string): LinePredicate =>
  (line) =>
    line.includes(text);

/** No sign of a plain text means anything in an expression. Made of them alone, JavaScript's own expressions mean the same as RE2's, and cannot hang. */
function ignoringCase(texts: readonly string[]): LinePredicate {
  const expression = new RegExp(texts.join("|"), "iu");
  return (line) => expression.test(line);
}

/**
 * As Loki does it: the first literal may stand anywhere, every other ends the capture before it at its first place, a capture takes at
 * least one character, and behind the last literal the line ends.
 */
export function patterned(pattern: string): LinePredicate {
  const parts = parsePattern(pattern, "filter");
  if (typeof parts === "string" || parts.length === 0) return () => false;
  const literals = parts.flatMap((part) => (part.kind === "literal" ? [part.text] : []));
  const [startsOpen, endsOpen] = [parts[0]?.kind === "capture", parts.at(-1)?.kind === "capture"];
  return (line) => {
    let at = 0;
    for (const [index, literal] of literals.entries()) {
      const found = line.indexOf(literal, at);
      if (found < 0 || (found === at && (index > 0 || startsOpen))) return false;
      at = found + literal.length;
    }
    return endsOpen ? at < line.length : at === line.length;
  };
}

/** Runs of what addresses are made of. */
const candidates = /(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]+)(?![\w])/g;

function hasIp(text: string): LinePredicate {
  const range = ipRange(text);
  if (!range) return () => false;
  return (line) => (line.match(candidates) ?? []).some((one) => isAddressIn(one, range));
}

export function isAddressIn(text: string, range: IpRange): boolean {
  const ip = parseIp(text);
  return ip !== undefined && isInRange(ip, range);
}
