import type { NumberLiteral } from "../ast";
import { readDuration, readNumber } from "../literals";
import type { TokenStream } from "./token-stream";

/** Takes a number or a duration, which is a number of seconds. One without meaning is reported, and counts as 1. */
export function readNumberToken(tokens: TokenStream): NumberLiteral {
  const { kind, text, from, to } = tokens.take();
  const isDuration = kind === "duration";
  const read = isDuration ? readDuration(text) : readNumber(text);
  if (!read.ok) tokens.report(isDuration ? read.error : `error parsing number: ${read.error}`, { from, to });
  const literal: NumberLiteral = { type: "number", value: read.ok ? read.value : 1, from, to };
  if (isDuration) literal.isDuration = true;
  return literal;
}
