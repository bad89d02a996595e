// The second part of a sample's line: ` value time`, and for some counters an exemplar behind that, which we have no place for.
import type { EpochMs } from "#shared/units/time";
import { TextFault } from "./fault";

export interface ParsedReading {
  value: number;
  time: EpochMs;
  /** Where in the line the time begins. */
  timeAt: number;
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const nothingMore = /^ *( # .*)?$/;
/** In seconds. Larger ones are milliseconds by mistake. */
const endOfTime = 4_102_444_800;

export function parseReading(text: string, from: number, line: number): ParsedReading {
  const fail = (message: string, at: number) => new TextFault(message, line, at + 1);

  if (from >= text.length) throw fail("this sample has no value", from);
  if (text[from] !== " ") throw fail(`expected a space before the value, found ${JSON.stringify(text[from])}`, from);
  const valueEnd = endOfWord(text, from + 1);
  const valueText = text.slice(from + 1, valueEnd);
  const value = readValue(valueText);
  if (value === undefined) throw fail(`expected a number, found ${JSON.stringify(valueText)}`, from + 1);

  const timeAt = valueEnd + 1;
  const timeEnd = endOfWord(text, timeAt);
  const timeText = text.slice(timeAt, timeEnd);
  if (timeText === "" || timeText === "#")
    throw fail("this sample has no time: samples of the past need one after the value, in Unix seconds", valueEnd);
  if (!decimal.test(timeText)) throw fail(`expected a time in Unix seconds, found ${JSON.stringify(timeText)}`, timeAt);
  const seconds = Number(timeText);
  if (Math.abs(seconds) >= endOfTime)
    throw fail("this time is beyond the year 2099: times are in seconds, so divide milliseconds by 1000", timeAt);
  const rest = text.slice(timeEnd);
  if (!nothingMore.test(rest)) throw fail(`expected the end of the line, found ${JSON.stringify(rest.slice(1))}`, timeEnd + 1);
  return { value, time: Math.round(seconds * 1000), timeAt };
}

function endOfWord(text: string, from: number): number {
  const end = text.indexOf(" ", from);
  return end < 0 ? text.length : end;
}

function readValue(text: string): number | undefined {
  if (decimal.test(text)) return Number(text);
  switch (text.toLowerCase()) {
    case "nan":
      return Number.NaN;
    case "inf":
    case "+inf":
    case "infinity":
    case "+infinity":
      return Number.POSITIVE_INFINITY;
    case "-inf":
    case "-infinity":
      return Number.NEGATIVE_INFINITY;
    default:
      return undefined;
  }
}
