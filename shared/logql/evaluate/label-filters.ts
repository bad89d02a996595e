// Conditions on labels as predicates. A value that is no number where one is compared does not lose the line: it passes, with
// `__error__="LabelFilterErr"`, as in Loki.
import { compileRegex } from "../../promql/regex";
import { parseBytes, parseGoDuration } from "../amounts";
import type { LabelFilter, MatchOperator } from "../ast";
import { ipRange } from "../ip-range";
import { isAddressIn } from "./line-filters";
import type { LineState } from "./line-state";

type StatePredicate = (state: LineState) => boolean;

const filterError = "LabelFilterErr";

export function compileLabelFilter(filter: LabelFilter): StatePredicate {
  switch (filter.type) {
    case "match": {
      const { name } = filter;
      const matches = compileTextMatch(filter.operator, filter.value);
      return (state) => matches(state.get(name) ?? "");
    }
    case "ip":
      return comparingIp(filter);
    case "compare":
      return comparing(filter);
    case "both": {
      const [left, right] = [compileLabelFilter(filter.left), compileLabelFilter(filter.right)];
      return (state) => left(state) && right(state);
    }
    case "either": {
      const [left, right] = [compileLabelFilter(filter.left), compileLabelFilter(filter.right)];
      return (state) => left(state) || right(state);
    }
  }
}

export function compileTextMatch(operator: MatchOperator, value: string): (text: string) => boolean {
  if (operator === "=") return (text) => text === value;
  if (operator === "!=") return (text) => text !== value;
  const matches = compileRegex(value);
  return operator === "=~" ? matches : (text) => !matches(text);
}

function comparingIp({ name, operator, value }: Extract<LabelFilter, { type: "ip" }>): StatePredicate {
  const range = ipRange(value);
  return (state) => {
    const text = state.get(name);
    // A line without the label is filtered out by either operator.
    if (text === undefined || !range) return false;
    return isAddressIn(text, range) === (operator === "=");
  };
}

const readers = {
  number: parseFloatOfGo,
  duration: parseGoDuration,
  bytes: parseBytes,
};
const words = { number: "a number", duration: "a duration", bytes: "a size" };

function comparing({ name, operator, unit, amount }: Extract<LabelFilter, { type: "compare" }>): StatePredicate {
  const read = readers[unit];
  const compare = comparisons[operator];
  return (state) => {
    const text = state.get(name);
    if (text === undefined) return false;
    const value = read(text);
    if (value === undefined) {
      // What was wrong before stays what is told.
      if (state.error === "") state.fail(filterError, `${JSON.stringify(text)} is not ${words[unit]}`);
      return true;
    }
    return compare(value, amount);
  };
}

const comparisons: Record<Extract<LabelFilter, { type: "compare" }>["operator"], (a: number, b: number) => boolean> = {
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
};

const decimal = /^[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?$/;

/** A number as Go reads it. */
export function parseFloatOfGo(text: string): number | undefined {
  if (decimal.test(text)) return Number(text.replaceAll("_", ""));
  if (/^[+-]?(?:inf|infinity)$/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^nan$/i.test(text) ? Number.NaN : undefined;
}
