// What stands in place of a value: "down" for 0, red for anything above 90.
import type { MappingResult, ValueMapping } from "../field-config";
import { isEmptyValue } from "./fields";
import { compilePattern } from "./pattern";

type Find = (value: unknown) => MappingResult | undefined;

/** The first mapping that is about the value wins. */
export function compileMappings(mappings: readonly ValueMapping[] | undefined): Find {
  if (!mappings || mappings.length === 0) return () => undefined;
  const finds = mappings.map(compileMapping);
  return (value) => {
    for (const find of finds) {
      const found = find(value);
      if (found) return found;
    }
    return undefined;
  };
}

function compileMapping(mapping: ValueMapping): Find {
  switch (mapping.type) {
    case "value": {
      const results = new Map(Object.entries(mapping.options));
      return (value) => (isEmptyValue(value) ? undefined : results.get(String(value)));
    }
    case "range": {
      const from = mapping.options.from ?? Number.NEGATIVE_INFINITY;
      const to = mapping.options.to ?? Number.POSITIVE_INFINITY;
      return (value) => {
        const number = numberIn(value);
        return number >= from && number <= to ? mapping.options.result : undefined;
      };
    }
    case "regex":
      return compileRegexMapping(mapping.options.pattern, mapping.options.result);
    case "special":
      return (value) => (isSpecial(value, mapping.options.match) ? mapping.options.result : undefined);
  }
}

/** Of texts only: the result's text may hold `$1`. A pattern that is none maps nothing. */
function compileRegexMapping(written: string, result: MappingResult): Find {
  const compiled = compilePattern(written);
  if (!compiled.ok) return () => undefined;
  const { pattern } = compiled;
  return (value) => {
    if (typeof value !== "string" || !pattern.test(value)) return undefined;
    return result.text === undefined ? result : { ...result, text: pattern.replace(value, result.text) };
  };
}

type Special = Extract<ValueMapping, { type: "special" }>["options"]["match"];

/** An absent number and one that is none are the same here: a column of numbers has NaN for both. */
function isSpecial(value: unknown, match: Special): boolean {
  switch (match) {
    case "null":
    case "nan":
    case "null+nan":
      return isEmptyValue(value);
    case "true":
      return value === true || value === "true";
    case "false":
      return value === false || value === "false";
    case "empty":
      return value === "";
  }
}

const numberIn = (value: unknown): number =>
  typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
