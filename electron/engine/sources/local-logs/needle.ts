// The text that every line has which a query wants, where it says one.
import type { MetricExpr, Stage } from "#shared/logql/ast";
import { rangesIn } from "./selection";

/** The longest of the texts that are asked for before anything changes the line. */
export function needleOf(stages: readonly Stage[]): string | undefined {
  let longest: string | undefined;
  for (const stage of stages) {
    if (stage.type === "line-format" || stage.type === "decolorize" || stage.type === "unpack") break;
    if (stage.type !== "line-filter" || stage.operator !== "|=" || stage.values.length !== 1) continue;
    const [only] = stage.values;
    if (!only || only.isIp || !isPlain(only.value)) continue;
    if (longest === undefined || only.value.length > longest.length) longest = only.value;
  }
  return longest;
}

/** Of several readings of lines, each wants other ones. */
export function needleOfMetric(expr: MetricExpr): string | undefined {
  const [only, ...others] = rangesIn(expr);
  return only && others.length === 0 ? needleOf(only.log.stages) : undefined;
}

/** What a line gets or loses while it is read is not looked for in the file's bytes. */
const isPlain = (text: string): boolean => text !== "" && !/[\0\r\n\ufffd\ud800-\udfff]/.test(text);
