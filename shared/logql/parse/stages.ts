// What stands behind a selector: line filters, and stages behind a `|`.
import { FindingError } from "../../promql/diagnostics";
import type { Extraction, LabelChoice, LabelFormat, LineFilter, LineFilterOperator, Stage, Unwrap } from "../ast";
import { checkTemplate } from "../check-template";
import { parseJsonPath, parseLogfmtKey } from "../json-path";
import { parsePattern } from "../line-pattern";
import { regexpMistake } from "../line-regexp";
import { readIp, readLabelFilter } from "./label-filter";
import { checkRegex, expectedName, isMatchOperator } from "./selector";
import type { TokenStream } from "./token-stream";
import type { TokenKind } from "./tokens";

const lineFilters = new Set<TokenKind>(["|=", "|~", "|>", "!=", "!~", "!>"]);
const isLineFilter = (kind: TokenKind): kind is LineFilterOperator => lineFilters.has(kind);

const aStage =
  "`json`, `logfmt`, `regexp`, `pattern`, `unpack`, `line_format`, `label_format`, `decolorize`, `drop`, `keep`, or a label to filter by";

export const canBeginStage = (kind: TokenKind): boolean => kind === "|" || isLineFilter(kind);

export const isUnwrap = (tokens: TokenStream): boolean => tokens.peek().kind === "|" && tokens.peek(1).kind === "unwrap";

/** Stages up to what is none; `unwrap` is none. */
export function readStages(tokens: TokenStream): Stage[] {
  const stages: Stage[] = [];
  while (canBeginStage(tokens.peek().kind) && !isUnwrap(tokens)) {
    const stage = readStageOrSkip(tokens);
    if (stage) stages.push(stage);
  }
  return stages;
}

/** Behind a wrong stage it goes on at the next, so that what is wrong there is told as well. */
function readStageOrSkip(tokens: TokenStream): Stage | undefined {
  try {
    return readStage(tokens);
  } catch (error) {
    if (!(error instanceof FindingError)) throw error;
    while (!canBeginStage(tokens.peek().kind)) {
      const { kind } = tokens.peek();
      // Where no stage follows there is nothing to be gained: what would be found next is this one's echo.
      if (kind === "end" || kind === "range" || kind === ")") throw error;
      tokens.take();
    }
    tokens.report(error.finding.message, error.finding.span);
    return undefined;
  }
}

function readStage(tokens: TokenStream): Stage {
  const { kind } = tokens.peek();
  if (isLineFilter(kind)) return readLineFilter(tokens, kind);
  const { from } = tokens.take();
  const word = tokens.peek();
  switch (word.kind) {
    case "json":
      tokens.take();
      return { type: "json", from, ...readExtractions(tokens, word.to, checkJson) };
    case "logfmt":
      tokens.take();
      return readLogfmt(tokens, from, word.to);
    case "regexp":
    case "pattern":
      return readCapturing(tokens, from, word.kind);
    case "unpack":
    case "decolorize":
      return { type: word.kind, from, to: tokens.take().to };
    case "line_format": {
      tokens.take();
      const { value: template, span } = tokens.expectText("a template in quotes, such as `{{.message}}`");
      checkTemplate(tokens, template, span);
      return { type: "line-format", template, value: span, from, to: span.to };
    }
    case "label_format":
      tokens.take();
      return { type: "label-format", from, ...readFormats(tokens) };
    case "drop":
    case "keep":
      tokens.take();
      return { type: word.kind, from, ...readChoices(tokens) };
    case "identifier":
    case "(": {
      const filter = readLabelFilter(tokens);
      return { type: "label-filter", filter, from, to: filter.to };
    }
    default:
      return tokens.unexpected(aStage);
  }
}

function readLineFilter(tokens: TokenStream, operator: LineFilterOperator): LineFilter {
  const { from } = tokens.take();
  const values: LineFilter["values"] = [];
  do values.push(readLineFilterValue(tokens, operator));
  while (tokens.takeIf("or"));
  return { type: "line-filter", operator, values, from, to: values.at(-1)?.to ?? from };
}

function readLineFilterValue(tokens: TokenStream, operator: LineFilterOperator): LineFilter["values"][number] {
  const { kind, text } = tokens.peek();
  if (kind === "identifier" && text.toLowerCase() === "ip") {
    const { value, from, to } = readIp(tokens);
    if (operator !== "|=" && operator !== "!=") tokens.report("`ip(…)` works with `|=` and `!=` only", { from, to });
    return { value, isIp: true, from, to };
  }
  const { value, span } = tokens.expectText("a text in quotes, or `ip(…)`");
  if (operator === "|~" || operator === "!~") checkRegex(tokens, value, span);
  if (operator === "|>" || operator === "!>") {
    const parts = parsePattern(value, "filter");
    if (typeof parts === "string") tokens.report(parts, span);
  }
  return { value, isIp: false, ...span };
}

type CheckExpression = (expression: string) => string | undefined;

const checkJson: CheckExpression = (expression) =>
  parseJsonPath(expression) ? undefined : 'expected where it stands in the JSON, such as `request.headers["user-agent"][0]`';

const checkLogfmt: CheckExpression = (expression) =>
  parseLogfmtKey(expression) === undefined
    ? "expected a key, in quotes inside of the quotes where it is no plain word"
    : undefined;

function readExtractions(tokens: TokenStream, end: number, check: CheckExpression): { extractions: Extraction[]; to: number } {
  const extractions: Extraction[] = [];
  if (tokens.peek().kind !== "identifier") return { extractions, to: end };
  do extractions.push(readExtraction(tokens, check));
  while (tokens.takeIf(","));
  return { extractions, to: extractions.at(-1)?.to ?? end };
}

function readExtraction(tokens: TokenStream, check: CheckExpression): Extraction {
  const { text: name, from, to } = tokens.expect("identifier", expectedName(tokens));
  if (!tokens.takeIf("=")) return { name, expression: name, from, to };
  const { value, span } = tokens.expectText("an expression in quotes");
  const wrong = check(value);
  if (wrong !== undefined) tokens.report(wrong, span);
  return { name, expression: value, from, to: span.to };
}

function readLogfmt(tokens: TokenStream, from: number, end: number): Stage {
  let to = end;
  const flags = new Set<string>();
  for (let flag = tokens.takeIf("flag"); flag; flag = tokens.takeIf("flag")) {
    if (flag.text !== "--strict" && flag.text !== "--keep-empty") {
      tokens.report(`\`logfmt\` has \`--strict\` and \`--keep-empty\`, but no \`${flag.text}\``, flag);
    }
    flags.add(flag.text);
    to = flag.to;
  }
  const read = readExtractions(tokens, to, checkLogfmt);
  return { type: "logfmt", isStrict: flags.has("--strict"), keepsEmpty: flags.has("--keep-empty"), from, ...read };
}

function readCapturing(tokens: TokenStream, from: number, type: "regexp" | "pattern"): Stage {
  tokens.take();
  const { value: pattern, span } = tokens.expectText(
    type === "regexp" ? "a regular expression in quotes" : "a pattern in quotes",
  );
  const parsed = type === "regexp" ? regexpMistake(pattern) : parsePattern(pattern, "parser");
  if (typeof parsed === "string") tokens.report(parsed, span);
  return { type, pattern, value: span, from, to: span.to };
}

function readFormats(tokens: TokenStream): { formats: LabelFormat[]; to: number } {
  const formats: LabelFormat[] = [];
  do {
    const name = tokens.expect("identifier", expectedName(tokens));
    tokens.expect("=", "`=` behind the new label");
    if (formats.some((format) => format.name === name.text)) {
      tokens.report(`\`${name.text}\` is given twice: a second \`label_format\` may do it`, name);
    }
    if (name.text === "__error__") tokens.report("`__error__` belongs to Loki and cannot be given", name);
    const { kind, text, from, to } = tokens.peek();
    if (kind === "identifier") {
      tokens.take();
      formats.push({ name: name.text, source: { kind: "label", name: text }, from: name.from, to });
      continue;
    }
    const { value } = tokens.expectText("another label, or a template in quotes");
    checkTemplate(tokens, value, { from, to });
    formats.push({ name: name.text, source: { kind: "template", text: value, span: { from, to } }, from: name.from, to });
  } while (tokens.takeIf(","));
  return { formats, to: formats.at(-1)?.to ?? 0 };
}

function readChoices(tokens: TokenStream): { labels: LabelChoice[]; to: number } {
  const labels: LabelChoice[] = [];
  do {
    const { text: name, from, to } = tokens.expect("identifier", expectedName(tokens));
    const operator = tokens.peek().kind;
    if (!isMatchOperator(operator)) {
      labels.push({ name, from, to });
      continue;
    }
    tokens.take();
    const { value, span } = tokens.expectText("a text in quotes");
    if (operator === "=~" || operator === "!~") checkRegex(tokens, value, span);
    labels.push({ name, matcher: { operator, value }, from, to: span.to });
  } while (tokens.takeIf(","));
  return { labels, to: labels.at(-1)?.to ?? 0 };
}

/** `| unwrap duration(took) | took > 0`: after it come only label filters. */
export function readUnwrap(tokens: TokenStream): Unwrap & { from: number; to: number } {
  const { from } = tokens.take();
  tokens.take();
  const { text, to } = tokens.expect("identifier", expectedName(tokens));
  const unwrap: Unwrap = { label: text, filters: [], from, to };
  if (tokens.peek().kind === "(") {
    if (text !== "bytes" && text !== "duration" && text !== "duration_seconds") {
      throw new FindingError(`\`unwrap\` has \`bytes(…)\`, \`duration(…)\` and \`duration_seconds(…)\`, but no \`${text}\``, {
        from: to - text.length,
        to,
      });
    }
    tokens.take();
    unwrap.conversion = text;
    unwrap.label = tokens.expect("identifier", expectedName(tokens)).text;
    unwrap.to = tokens.expect(")").to;
  }
  while (tokens.peek().kind === "|") {
    const bar = tokens.take();
    const { kind } = tokens.peek();
    if (kind !== "identifier" && kind !== "(") tokens.unexpected("a label to filter by: other stages stand before `unwrap`");
    const filter = readLabelFilter(tokens);
    unwrap.filters.push({ filter, from: bar.from, to: filter.to });
    unwrap.to = filter.to;
  }
  return unwrap;
}
