// `rate({…} |= "x" [5m] offset 1h)`: an operation over the lines of a window. The range stands behind the stages, or between the
// selector and the stages.
import { FindingError } from "../../promql/diagnostics";
import { parseAnyDuration, parsePrometheusDuration } from "../amounts";
import type { Length, LogExpr, LogRange, RangeAggregation, Selector, Stage, Unwrap } from "../ast";
import type { RangeOperation } from "../words";
import { numberOf, readGrouping } from "./grouping";
import { readSelector } from "./selector";
import { canBeginStage, isUnwrap, readStages, readUnwrap } from "./stages";
import type { TokenStream } from "./token-stream";
import type { Token } from "./tokens";

const aRange = "a range such as `[5m]`";

export function readRangeAggregation(tokens: TokenStream, name: Token, operation: RangeOperation): RangeAggregation {
  tokens.expect("(");
  let parameter: number | undefined;
  if (tokens.peek().kind === "number") {
    parameter = numberOf(tokens, tokens.take());
    tokens.expect(",", "`,` behind the parameter");
  }
  const logRange = readLogRange(tokens);
  let { to } = tokens.expect(")");
  const grouping = readGrouping(tokens);
  to = grouping?.to ?? to;
  return {
    type: "range-aggregation",
    operation,
    name: { from: name.from, to: name.to },
    ...(parameter !== undefined && { parameter }),
    ...logRange,
    ...(grouping && { grouping }),
    from: name.from,
    to,
  };
}

/** The parts of a window as they are read: without a range it may still stand behind the parenthesis. */
type Parts = Omit<LogRange, "range"> & { range?: Length };

export function readLogRange(tokens: TokenStream): LogRange {
  const { range, ...rest } = readParts(tokens);
  return range ? { ...rest, range } : tokens.unexpected(aRange);
}

function readParts(tokens: TokenStream): Parts {
  return tokens.nested(() => (tokens.peek().kind === "(" ? readWrapped(tokens) : readBare(tokens)));
}

function readWrapped(tokens: TokenStream): Parts {
  tokens.take();
  const parts = readParts(tokens);
  const close = tokens.expect(")", parts.range ? "`)`" : "`)`, or a stage");
  if (parts.range) return parts;
  if (tokens.peek().kind === ")") tokens.unexpected(aRange);
  const after = readRange(tokens);
  if (!parts.unwrap && parts.log.stages.length === 0 && isUnwrap(tokens))
    return { ...parts, ...after, unwrap: readUnwrap(tokens) };
  if (canBeginStage(tokens.peek().kind)) {
    throw new FindingError("stages stand inside of the parentheses, before the range", {
      from: close.from,
      to: tokens.peek().to,
    });
  }
  return { ...parts, ...after };
}

function readBare(tokens: TokenStream): Parts {
  const selector = readSelector(tokens);
  if (tokens.peek().kind === "range") {
    const range = readRange(tokens);
    const stages = readStages(tokens);
    return { log: logOf(selector, stages), ...range, ...unwrapIfAny(tokens) };
  }
  const log = logOf(selector, readStages(tokens));
  const unwrap = unwrapIfAny(tokens);
  if (tokens.peek().kind === ")") return { log, ...unwrap };
  const range = readRange(tokens);
  if (canBeginStage(tokens.peek().kind)) {
    const message = "all stages stand on one side of the range: move these before it";
    throw new FindingError(message, tokens.peek());
  }
  return { log, ...unwrap, ...range };
}

const logOf = (selector: Selector, stages: Stage[]): LogExpr => ({
  type: "log",
  selector,
  stages,
  from: selector.from,
  to: stages.at(-1)?.to ?? selector.to,
});

const unwrapIfAny = (tokens: TokenStream): { unwrap?: Unwrap } => (isUnwrap(tokens) ? { unwrap: readUnwrap(tokens) } : {});

function readRange(tokens: TokenStream): { range: Length; offset?: Length } {
  const token = tokens.expect("range", `${aRange}, or a stage`);
  const range = lengthOf(tokens, token);
  const word = tokens.takeIf("offset");
  if (!word) return { range };
  const { text, to } = tokens.expect("duration", "a duration such as `1h`");
  return { range, offset: { seconds: parseAnyDuration(text) ?? 0, text, from: word.from, to } };
}

function lengthOf(tokens: TokenStream, { text, from, to }: Token): Length {
  const inside = text.slice(1, -1);
  const seconds = parsePrometheusDuration(inside);
  if (seconds === undefined) tokens.report(rangeMistake(inside), { from: from + 1, to: to - 1 });
  return { seconds: seconds ?? 0, text: inside, from, to };
}

function rangeMistake(inside: string): string {
  const wanted = "a range is a length such as `5m` or `1h30m`";
  if (inside.startsWith("$")) return `${wanted}: \`${inside}\` is a variable, which only dashboards know`;
  if (inside.trim() !== inside && parsePrometheusDuration(inside.trim()) !== undefined)
    return `${wanted}, without blanks in the brackets`;
  return inside.includes(":") ? `${wanted}: LogQL has no subqueries` : wanted;
}
