import { z } from "zod";
import { compareValues, toNumber } from "../compare";
import { isEmptyValue, takeRows, textOf, valueAt } from "../fields";
import type { Field, Frame } from "../frame";
import { compilePattern } from "../pattern";
import { defineTransformation, done, findField, unable } from "./transformation";

const options = z.object({
  filters: z
    .array(
      z.object({
        fieldName: z.string().catch(""),
        config: z.object({ id: z.string(), options: z.record(z.string(), z.unknown()).catch({}) }),
      }),
    )
    .catch([]),
  type: z.enum(["include", "exclude"]).catch("include"),
  match: z.enum(["any", "all"]).catch("any"),
});
type Filter = z.infer<typeof options>["filters"][number];
type ValueTest = (value: unknown) => boolean;

export const filterByValue = defineTransformation({
  id: "filterByValue",
  title: "Filter data by values",
  about: "Keeps the rows whose values are so, or takes them away.",
  options,
  run(frames, { filters, type, match }, { fill }) {
    if (filters.length === 0) return done([...frames]);
    const tests: { name: string; test: ValueTest }[] = [];
    for (const filter of filters) {
      const made = testOf(filter, fill);
      if (typeof made === "string") return unable(made);
      tests.push({ name: filter.fieldName, test: made });
    }
    return done(frames.map((frame) => filtered(frame, tests, { isAll: match === "all", isKept: type === "include" })));
  },
});

function filtered(
  frame: Frame,
  tests: readonly { name: string; test: ValueTest }[],
  { isAll, isKept }: { isAll: boolean; isKept: boolean },
): Frame {
  // A filter of a column that this table has not says nothing about its rows.
  const own = tests.flatMap(({ name, test }) => {
    const field = findField(frame, name);
    return field ? [{ field, test }] : [];
  });
  if (own.length === 0) return frame;
  const holds =
    (row: number) =>
    ({ field, test }: { field: Field; test: ValueTest }) =>
      test(valueAt(field, row));
  const rows: number[] = [];
  for (let row = 0; row < frame.length; row++) {
    const isMatch = isAll ? own.every(holds(row)) : own.some(holds(row));
    if (isMatch === isKept) rows.push(row);
  }
  return { ...frame, fields: frame.fields.map((field) => takeRows(field, rows)), length: rows.length };
}

const comparisons: ReadonlyMap<string, string> = new Map([
  ["greater", "gt"],
  ["greaterOrEqual", "gte"],
  ["lower", "lt"],
  ["lowerOrEqual", "lte"],
  ["equal", "eq"],
  ["notEqual", "neq"],
]);

/** What a filter asks of a value; or the sentence that says why it cannot. */
function testOf({ config: { id, options: given } }: Filter, fill: (text: string) => string): ValueTest | string {
  const optionOf = (name: string) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    return typeof value === "string" ? fill(value) : value;
  };
  const comparison = comparisons.get(id);
  if (comparison) {
    const other = optionOf("value");
    const isOrder = comparison.startsWith("g") || comparison.startsWith("l");
    return (value) => !(isOrder && isEmptyValue(value)) && compareValues(value, comparison, other);
  }
  switch (id) {
    case "isNull":
      return isEmptyValue;
    case "isNotNull":
      return (value) => !isEmptyValue(value);
    case "between": {
      const [from, to] = [toNumber(optionOf("from")), toNumber(optionOf("to"))];
      return (value) => toNumber(value) > from && toNumber(value) < to;
    }
    case "substring":
    case "notSubstring": {
      const part = textOf(optionOf("value")).toLowerCase();
      return (value) => textOf(value).toLowerCase().includes(part) === (id === "substring");
    }
    case "regex": {
      const compiled = compilePattern(`/${textOf(optionOf("value"))}/`);
      return compiled.ok ? (value) => !isEmptyValue(value) && compiled.pattern.test(textOf(value)) : compiled.say;
    }
    default:
      return `rows cannot be chosen by ${JSON.stringify(id)}`;
  }
}
