// Which fields an override or a transformation is about.
import { formatLabels } from "../../model/labels";
import type { FieldMatcher } from "../field-config";
import { compareValues } from "./compare";
import type { Field, Frame } from "./frame";
import { compilePattern } from "./pattern";
import { reduce } from "./reduce";

export type FieldTest = (field: Field, frame: Frame) => boolean;
export type FieldTestResult = { ok: true; test: FieldTest } | { ok: false; say: string };

const matches = (test: FieldTest): FieldTestResult => ({ ok: true, test });

/** What a matcher of a dashboard means; a sentence when it means nothing here. */
export function fieldTest({ id, options }: FieldMatcher): FieldTestResult {
  switch (id) {
    case "byName":
      return matches(nameTest(new Set([String(options ?? "")])));
    case "byNames":
      return matches(namesTest(options));
    case "byRegexp":
      return patternTest(String(options ?? ""));
    case "byRegexpOrNames": {
      const { pattern, names } = recordOf(options);
      const byPattern = patternTest(typeof pattern === "string" ? pattern : "");
      if (!byPattern.ok) return byPattern;
      const byName = nameTest(new Set(listOf(names)));
      return matches((field, frame) => byName(field, frame) || byPattern.test(field, frame));
    }
    case "byType":
      return matches((field) => field.kind === options);
    case "byTypes":
      return matches((field) => listOf(options).includes(field.kind));
    case "numeric":
      return matches((field) => field.kind === "number");
    case "time":
      return matches((field) => field.kind === "time");
    case "byFrameRefID":
    case "byRefId":
      return refIdTest(String(options ?? ""));
    case "firstTimeField":
      return matches((field, frame) => field === frame.fields.find(({ kind }) => kind === "time"));
    case "byValue":
      return matches(valueTest(options));
    case "anyMatch":
    case "allMatch":
      return combined(id, options);
    case "alwaysMatch":
      return matches(() => true);
    case "neverMatch":
      return matches(() => false);
    default:
      return { ok: false, say: `Fields cannot be chosen by ${JSON.stringify(id)}.` };
  }
}

/** By what people read, by the column's own name, or by the whole name of a series, as legends without a format have it. */
function nameTest(names: ReadonlySet<string>): FieldTest {
  const hasWholeNames = [...names].some((name) => name.includes("{"));
  return (field) =>
    names.has(field.display) ||
    names.has(field.name) ||
    (field.legend !== undefined && names.has(field.legend)) ||
    (hasWholeNames && names.has(formatLabels(field.labels)));
}

function namesTest(options: unknown): FieldTest {
  const { names, mode } = recordOf(options);
  const test = nameTest(new Set(listOf(names)));
  return mode === "exclude" ? (field, frame) => !test(field, frame) : test;
}

function patternTest(written: string): FieldTestResult {
  if (written === "") return matches(() => false);
  const compiled = compilePattern(written);
  return compiled.ok ? matches((field) => compiled.pattern.test(field.display)) : compiled;
}

/** `A`, `A|B`, or `/^(?:A|B)$/`. */
function refIdTest(written: string): FieldTestResult {
  if (!written.startsWith("/")) {
    const refIds = new Set(written.split("|"));
    return matches((_, frame) => refIds.has(frame.refId));
  }
  const compiled = compilePattern(written);
  return compiled.ok ? matches((_, frame) => compiled.pattern.test(frame.refId)) : compiled;
}

/** Fields whose reduced value is so: `{ reducer: "allIsZero", op: "gte", value: 0 }`. */
function valueTest(options: unknown): FieldTest {
  const { reducer, op, value } = recordOf(options);
  if (typeof reducer !== "string") return () => false;
  const isClaim = reducer === "allIsZero" || reducer === "allIsNull";
  return (field) => {
    const found = reduce(field, reducer);
    return isClaim ? found === 1 : compareValues(found, typeof op === "string" ? op : "eq", value);
  };
}

function combined(id: "anyMatch" | "allMatch", options: unknown): FieldTestResult {
  const tests: FieldTest[] = [];
  for (const one of Array.isArray(options) ? options : []) {
    const { id: innerId, options: inner } = recordOf(one);
    const made = fieldTest({ id: String(innerId), options: inner });
    if (!made.ok) return made;
    tests.push(made.test);
  }
  return matches((field, frame) =>
    id === "anyMatch" ? tests.some((test) => test(field, frame)) : tests.every((test) => test(field, frame)),
  );
}

/** An object's own entries, or none. */
export const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

export const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
