// Values that are shown as something else: the mappings of today, those with numbers for types, and valueMaps and rangeMaps.
import type { MappingResult, ValueMapping } from "../field-config";
import { defined, isRecord, type Json, listOf, numberOf, recordOf, textOf } from "./lenient";
import type { Site } from "./site";

export function convertMappings(given: unknown, site: Site, inside: string): ValueMapping[] {
  const found: ValueMapping[] = [];
  const old: Json = {};
  listOf(given).forEach((mapping, index) => {
    if (!isRecord(mapping)) return;
    const type = textOf(mapping.type);
    if (type === "1" && textOf(mapping.value) === "null") found.push(special("null", resultOf(mapping)));
    else if (type === "1") addOld(old, mapping);
    else {
      const converted = type === "2" ? rangeOf(mapping, resultOf(mapping)) : convertMapping(type, recordOf(mapping.options));
      if (converted) found.push(...converted);
      else site.leftOut(`${inside}[${index}]`, "A value mapping of this kind is not known here.");
    }
  });
  return Object.keys(old).length > 0 ? [{ type: "value", options: old as Record<string, MappingResult> }, ...found] : found;
}

/** The dictionaries of old singlestats and tables: `{value: "0", op: "=", text: "down"}`, where `null` stands for no value. */
export function mappingsOfMaps(valueMaps: unknown, rangeMaps: unknown, mappingType: unknown): ValueMapping[] {
  const isRange = textOf(mappingType) === "2";
  const found = isRange ? listOf(rangeMaps) : listOf(valueMaps);
  const old: Json = {};
  const others: ValueMapping[] = [];
  for (const map of found) {
    if (!isRecord(map)) continue;
    if (isRange) others.push(...rangeOf(map, resultOf(map)));
    else if (textOf(map.value) === "null") others.push(special("null", resultOf(map)));
    else addOld(old, map);
  }
  // Every old panel had this one, and the text for it is its `noValue`.
  const rest = others.filter((map) => !(map.type === "special" && map.options.result.text === "N/A"));
  return Object.keys(old).length > 0 ? [{ type: "value", options: old as Record<string, MappingResult> }, ...rest] : rest;
}

const special = (match: "null" | "nan", result: MappingResult): ValueMapping => ({ type: "special", options: { match, result } });

function addOld(all: Json, mapping: Json): void {
  const value = textOf(mapping.value);
  if (value !== "" && value !== "__proto__") all[value] = { ...resultOf(mapping), index: Object.keys(all).length };
}

function rangeOf(mapping: Json, result: MappingResult): ValueMapping[] {
  // `null` to `null` is how "no value" was written.
  if (textOf(mapping.from) === "null" && textOf(mapping.to) === "null") return [special("null", result)];
  return [{ type: "range", options: { from: numberOf(mapping.from) ?? null, to: numberOf(mapping.to) ?? null, result } }];
}

const matches = ["null", "nan", "null+nan", "true", "false", "empty"] as const;

function convertMapping(type: string, options: Json): ValueMapping[] | undefined {
  const result = resultOf(recordOf(options.result));
  switch (type) {
    case "value": {
      const entries = Object.entries(options).flatMap(([value, one]) =>
        isRecord(one) && value !== "__proto__" ? [[value, resultOf(one)]] : [],
      );
      return [{ type: "value", options: Object.fromEntries(entries) }];
    }
    case "range":
      return [{ type: "range", options: { from: numberOf(options.from) ?? null, to: numberOf(options.to) ?? null, result } }];
    case "regex":
      return [{ type: "regex", options: { pattern: textOf(options.pattern), result } }];
    case "special": {
      // Files have a null where the text "null" is meant.
      const match = matches.find((one) => one === (textOf(options.match) || "null").toLowerCase());
      return match === undefined ? undefined : [{ type: "special", options: { match, result } }];
    }
    default:
      return undefined;
  }
}

function resultOf(given: Json): MappingResult {
  const text = given.text === null || given.text === undefined ? undefined : textOf(given.text);
  const color = textOf(given.color) || undefined;
  return defined({ text, color, icon: textOf(given.icon) || undefined, index: numberOf(given.index) }) as MappingResult;
}
