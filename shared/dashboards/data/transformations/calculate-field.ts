import { z } from "zod";
import { numberField, numberFieldsOf, timeFieldOf } from "../fields";
import type { Field, Frame } from "../frame";
import { fieldTest, recordOf } from "../matchers";
import { reduce, reducerTitle } from "../reduce";
import { binaryColumn, binaryOperators, cumulativeColumn, unaryColumn, unaryOperators, windowColumn } from "./column-arithmetic";
import { joinTables } from "./join-by-field";
import { defineTransformation, done, findField, type Outcome, type TransformationContext, unable } from "./transformation";

/** A column by its name, or a number: `"A"`, `"2"`, `{fixed: "2"}`, `{matcher: {id: "byName", options: "A"}}`. */
const operand = z.unknown();

const reducerOf = (id: string) => z.object({ reducer: z.string().catch(id), field: z.string().optional().catch(undefined) });

const options = z.object({
  mode: z.enum(["reduceRow", "binary", "unary", "windowFunctions", "cumulativeFunctions", "index"]).catch("reduceRow"),
  /** What the new column is called. */
  alias: z.string().catch(""),
  /** The time and the new column only. */
  replaceFields: z.boolean().catch(false),
  /** Series are first joined by their times, so that one can be reckoned with another. */
  timeSeries: z.boolean().catch(true),
  reduce: z
    .object({ reducer: z.string().catch("sum"), include: z.array(z.string()).catch([]) })
    .catch({ reducer: "sum", include: [] }),
  binary: z
    .object({ left: operand, operator: z.string().catch("+"), right: operand })
    .catch({ left: "", operator: "+", right: "" }),
  unary: z
    .object({ operator: z.string().catch("abs"), fieldName: z.string().catch("") })
    .catch({ operator: "abs", fieldName: "" }),
  window: reducerOf("mean")
    .extend({
      windowSize: z.number().positive().catch(0.1),
      windowSizeMode: z.enum(["percentage", "fixed"]).catch("percentage"),
      windowAlignment: z.enum(["trailing", "centered"]).catch("trailing"),
    })
    .catch({ reducer: "mean", windowSize: 0.1, windowSizeMode: "percentage", windowAlignment: "trailing" }),
  cumulative: reducerOf("sum").catch({ reducer: "sum" }),
  index: z.object({ asPercentile: z.boolean().catch(false) }).catch({ asPercentile: false }),
});
type Options = z.infer<typeof options>;

export const calculateField = defineTransformation({
  id: "calculateField",
  title: "Add field from calculation",
  about: "A new column out of others: their sum, one divided by another, a moving average.",
  options,
  run(frames, chosen, context) {
    const problem = problemOf(chosen);
    if (problem) return unable(problem);
    if (chosen.mode === "binary") return binaryOfMany(frames, chosen, context) ?? calculated(frames, chosen, context);
    return calculated(frames, chosen, context);
  },
});

function calculated(frames: readonly Frame[], chosen: Options, context: TransformationContext): Outcome {
  const name = fill(chosen.alias, context) || usualName(chosen, context);
  let isAny = false;
  const made = tablesFor(frames, chosen, context).flatMap((frame) => {
    const values = columnFor(frame, chosen, context);
    if (values) isAny = true;
    if (!values) return chosen.replaceFields ? [] : [frame];
    const config = chosen.mode === "index" && chosen.index.asPercentile ? { config: { unit: "percentunit" } } : {};
    const field = numberField(name, values, config);
    const time = chosen.timeSeries ? timeFieldOf(frame) : undefined;
    const others = chosen.replaceFields ? (time ? [time] : []) : frame.fields;
    return [{ ...frame, fields: [...others, field] }];
  });
  return isAny ? done(made) : unable("the columns it reckons with are not there");
}

function problemOf({ mode, binary, unary, window, cumulative }: Options): string | undefined {
  if (mode === "binary" && !binaryOperators.has(binary.operator))
    return `there is no operator ${JSON.stringify(binary.operator)}`;
  if (mode === "unary" && !unaryOperators.has(unary.operator)) return `there is no operator ${JSON.stringify(unary.operator)}`;
  if (mode === "windowFunctions" && !["mean", "variance", "stdDev"].includes(window.reducer)) {
    return `a window has no ${JSON.stringify(window.reducer)}`;
  }
  if (mode === "cumulativeFunctions" && !["sum", "mean"].includes(cumulative.reducer)) {
    return `${JSON.stringify(cumulative.reducer)} does not add up from row to row`;
  }
  return undefined;
}

/** Several series as one table of columns; what is reckoned with a number alone stays as it is. */
function tablesFor(frames: readonly Frame[], { mode, timeSeries, binary }: Options, context: TransformationContext): Frame[] {
  const isByNumber = mode === "binary" && constantOf(binary.right, context) !== undefined;
  const areSeries = frames.length > 1 && frames.every(timeFieldOf);
  if (!timeSeries || isByNumber || !areSeries) return [...frames];
  const joined = joinTables(frames);
  return joined ? [joined] : [...frames];
}

function columnFor(frame: Frame, chosen: Options, context: TransformationContext): Float64Array | undefined {
  const { mode, binary, unary, window, cumulative, index } = chosen;
  switch (mode) {
    case "reduceRow":
      return reducedRows(frame, chosen.reduce);
    case "binary": {
      const left = operandValues(frame, binary.left, context);
      const right = operandValues(frame, binary.right, context);
      return left && right && binaryColumn(left, binary.operator, right);
    }
    case "unary": {
      const field = findField(frame, fill(unary.fieldName, context));
      return field?.kind === "number" ? unaryColumn(field.values, unary.operator) : undefined;
    }
    case "windowFunctions": {
      const field = chosenNumbers(frame, window.field);
      const rows = Math.max(1, Math.ceil(window.windowSize * (window.windowSizeMode === "percentage" ? frame.length : 1)));
      return field && windowColumn(field.values, window.reducer, { rows, isCentered: window.windowAlignment === "centered" });
    }
    case "cumulativeFunctions": {
      const field = chosenNumbers(frame, cumulative.field);
      return field && cumulativeColumn(field.values, cumulative.reducer);
    }
    case "index":
      return Float64Array.from({ length: frame.length }, (_, row) => (index.asPercentile ? row / frame.length : row));
  }
}

/** The named column, or the first of numbers. */
function chosenNumbers(frame: Frame, name: string | undefined): (Field & { kind: "number" }) | undefined {
  const field = name ? findField(frame, name) : numberFieldsOf(frame)[0];
  return field?.kind === "number" ? field : undefined;
}

function reducedRows(frame: Frame, { reducer, include }: Options["reduce"]): Float64Array | undefined {
  const test = include.length > 0 ? fieldTest({ id: "byNames", options: { names: include } }) : undefined;
  const columns = numberFieldsOf(frame).filter((field) => !test?.ok || test.test(field, frame));
  if (columns.length === 0) return undefined;
  const row = numberField("", new Float64Array(columns.length)) as Field & { kind: "number" };
  return Float64Array.from({ length: frame.length }, (_, index) => {
    for (let column = 0; column < columns.length; column++) row.values[column] = columns[column]?.values[index] ?? Number.NaN;
    const value = reduce(row, reducer);
    return typeof value === "number" ? value : Number.NaN;
  });
}

/** Every column of one kind, each with the same operand: `{matcher: {id: "byType", options: "number"}} / B`. */
function binaryOfMany(frames: readonly Frame[], chosen: Options, context: TransformationContext): Outcome | undefined {
  const { binary, replaceFields, timeSeries } = chosen;
  const matcher = recordOf(recordOf(binary.left).matcher);
  if (matcher.id !== "byType") return undefined;
  const made = tablesFor(frames, chosen, context).map((frame) => {
    const right = operandValues(frame, binary.right, context);
    const time = timeSeries ? timeFieldOf(frame) : undefined;
    const fields = frame.fields.flatMap((field): Field[] => {
      const kept = replaceFields && field !== time ? [] : [field];
      if (field.kind !== "number" || matcher.options !== "number" || !right) return kept;
      const label = `${field.display} ${binary.operator} ${operandText(binary.right, context)}`;
      const values = binaryColumn(field.values, binary.operator, right);
      return [...kept, numberField(label, values, { labels: field.labels, config: field.config })];
    });
    return { ...frame, fields };
  });
  return done(made);
}

const fill = (text: string, context: TransformationContext): string =>
  text.includes("$") || text.includes("[[") ? context.fill(text) : text;

/** A column's name, or a number as text. */
function operandText(given: unknown, context: TransformationContext): string {
  if (typeof given === "string" || typeof given === "number") return fill(String(given), context);
  const { fixed, matcher } = recordOf(given);
  const text = fixed ?? recordOf(matcher).options;
  return typeof text === "string" || typeof text === "number" ? fill(String(text), context) : "";
}

function constantOf(given: unknown, context: TransformationContext): number | undefined {
  const text = operandText(given, context).trim();
  return text === "" || Number.isNaN(Number(text)) ? undefined : Number(text);
}

function operandValues(frame: Frame, given: unknown, context: TransformationContext): Float64Array | undefined {
  const field = findField(frame, operandText(given, context));
  if (field?.kind === "number" || field?.kind === "time") return field.values;
  if (field?.kind === "boolean") return Float64Array.from(field.values, (value) => (value === null ? Number.NaN : Number(value)));
  const constant = constantOf(given, context);
  return constant === undefined ? undefined : new Float64Array(frame.length).fill(constant);
}

/** What a column without a name of its own is called. */
function usualName({ mode, binary, unary, window, cumulative, ...rest }: Options, context: TransformationContext): string {
  switch (mode) {
    case "reduceRow":
      return reducerTitle(rest.reduce.reducer);
    case "binary":
      return `${operandText(binary.left, context)} ${binary.operator} ${operandText(binary.right, context)}`;
    case "unary":
      return `${unary.operator}(${unary.fieldName})`;
    case "windowFunctions":
      return `${window.windowAlignment} moving ${window.reducer}${window.field ? `(${window.field})` : ""}`;
    case "cumulativeFunctions":
      return `cumulative ${cumulative.reducer}${cumulative.field ? `(${cumulative.field})` : ""}`;
    case "index":
      return "Row";
  }
}
