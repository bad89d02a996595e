// Conditions on labels: `level="error" and (status >= 500 or duration > 1.5s), size < 10KB`. `and` binds tighter than `or`; a
// comma, or nothing at all between two of them, is an `and` whose right side is everything that follows, as in Loki.
import { FindingError } from "../../promql/diagnostics";
import { withHeight } from "../../promql/parse/height";
import { parseAnyDuration, parseBytes } from "../amounts";
import type { CompareOperator, LabelFilter } from "../ast";
import { ipRange } from "../ip-range";
import { checkRegex, expectedName } from "./selector";
import type { TokenStream } from "./token-stream";
import type { Token, TokenKind } from "./tokens";

const comparisons = new Map<TokenKind, CompareOperator>([
  ["=", "=="],
  ["==", "=="],
  ["!=", "!="],
  [">", ">"],
  [">=", ">="],
  ["<", "<"],
  ["<=", "<="],
]);

export function readLabelFilter(tokens: TokenStream): LabelFilter {
  return tokens.nested(() => {
    let left = readAll(tokens);
    while (tokens.takeIf("or")) left = joined("either", left, readAll(tokens));
    return left;
  });
}

function readAll(tokens: TokenStream): LabelFilter {
  let left = readWithTail(tokens);
  while (tokens.takeIf("and")) left = joined("both", left, readWithTail(tokens));
  return left;
}

function readWithTail(tokens: TokenStream): LabelFilter {
  const left = readOne(tokens);
  const { kind } = tokens.peek();
  if (kind === ",") tokens.take();
  else if (kind !== "identifier" && kind !== "(") return left;
  return joined("both", left, readLabelFilter(tokens));
}

const joined = (type: "both" | "either", left: LabelFilter, right: LabelFilter): LabelFilter =>
  withHeight({ type, left, right, from: left.from, to: right.to }, [left, right]);

function readOne(tokens: TokenStream): LabelFilter {
  const open = tokens.takeIf("(");
  if (open) {
    const filter = readLabelFilter(tokens);
    return { ...filter, from: open.from, to: tokens.expect(")", "`and`, `or` or `)`").to };
  }
  const name = tokens.expect("identifier", `${expectedName(tokens)}, or \`(\``);
  const operator = tokens.peek().kind;
  if (operator !== "=~" && operator !== "!~" && !comparisons.has(operator)) {
    return tokens.unexpected("`=`, `!=`, `=~`, `!~`, `>`, `>=`, `<` or `<=` behind the label's name");
  }
  tokens.take();
  return readValue(tokens, name, operator);
}

function readValue(tokens: TokenStream, name: Token, operator: TokenKind): LabelFilter {
  const { kind, text } = tokens.peek();
  const isEquality = operator === "=" || operator === "!=";
  if (kind === "string" && (isEquality || operator === "=~" || operator === "!~")) {
    const { value, span } = tokens.expectText("a text");
    if (operator === "=~" || operator === "!~") checkRegex(tokens, value, span);
    return { type: "match", name: name.text, operator, value, from: name.from, to: span.to };
  }
  if (kind === "string") throw needsNumber(operator, tokens.peek());
  if (operator === "=~" || operator === "!~") return tokens.unexpected("a regular expression in quotes");
  if (isEquality && kind === "identifier" && text.toLowerCase() === "ip") {
    const { value, to } = readIp(tokens);
    return { type: "ip", name: name.text, operator, value, from: name.from, to };
  }
  return {
    ...readAmount(tokens),
    type: "compare",
    name: name.text,
    operator: comparisons.get(operator) ?? "==",
    from: name.from,
  };
}

const needsNumber = (operator: TokenKind, token: Token): FindingError =>
  new FindingError(
    `\`${operator}\` compares with a number, a duration or a size, which stand without quotes, found the text ${token.text}`,
    token,
  );

type Amount = Pick<Extract<LabelFilter, { type: "compare" }>, "unit" | "amount" | "text" | "to">;

function readAmount(tokens: TokenStream): Amount {
  const sign = tokens.takeIf("-") ?? tokens.takeIf("+");
  const token = tokens.peek();
  const { kind, text, to } = token;
  if (kind === "number") {
    tokens.take();
    const size = Number(text.replaceAll("_", ""));
    const amount = sign?.kind === "-" ? -size : size;
    return { unit: "number", amount, text: `${sign?.kind === "-" ? "-" : ""}${text}`, to };
  }
  if (sign) return tokens.unexpected("a number");
  if (kind === "duration") {
    tokens.take();
    return { unit: "duration", amount: parseAnyDuration(text) ?? 0, text, to };
  }
  if (kind === "bytes") {
    tokens.take();
    return { unit: "bytes", amount: parseBytes(text) ?? 0, text, to };
  }
  return tokens.unexpected("a text in quotes, a number, a duration such as `1.5s` or a size such as `10KB`");
}

/** `ip("10.0.0.0/8")`, from its first word on. */
export function readIp(tokens: TokenStream): { value: string; from: number; to: number } {
  const { from } = tokens.take();
  tokens.expect("(", "`(` behind `ip`");
  const { value, span } = tokens.expectText('an address, such as `"10.0.0.0/8"`');
  if (!ipRange(value))
    tokens.report(
      `${JSON.stringify(value)} is no address, no range such as 10.0.0.1-10.0.0.9 and no network such as 10.0.0.0/8`,
      span,
    );
  return { value, from, to: tokens.expect(")").to };
}
