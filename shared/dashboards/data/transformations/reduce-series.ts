import { z } from "zod";
import { fieldMatcherSchema } from "../../field-config";
import { columnOf, makeField, makeTable, textField } from "../fields";
import type { Field, Frame } from "../frame";
import { type FieldTest, fieldTest } from "../matchers";
import { isReducer, keepsUnit, reduce, reducerTitle } from "../reduce";
import { defineTransformation, done, entryOf, refIdsOf, unable } from "./transformation";

const options = z.object({
  reducers: z.array(z.string()).catch(["max"]).default(["max"]),
  mode: z.enum(["seriesToRows", "reduceFields"]).catch("seriesToRows"),
  labelsToFields: z.boolean().catch(false),
  includeTimeField: z.boolean().catch(false),
  fields: fieldMatcherSchema.optional().catch(undefined),
});

export const reduceSeries = defineTransformation({
  id: "reduce",
  title: "Reduce",
  about: "Each column or series to one value: its last, its mean, its maximum.",
  options,
  run(frames, { reducers, mode, labelsToFields, includeTimeField, fields }) {
    const unknown = reducers.find((id) => !isReducer(id));
    if (unknown !== undefined) return unable(`there is no calculation ${JSON.stringify(unknown)}`);
    const chosen = fields ? fieldTest(fields) : undefined;
    if (chosen && !chosen.ok) return unable(chosen.say);
    const withTime = includeTimeField && mode === "reduceFields";
    const test: FieldTest = chosen?.ok ? chosen.test : ({ kind }) => withTime || kind !== "time";
    if (mode === "reduceFields") return done(frames.flatMap((frame) => reducedFields(frame, test, reducers)));
    return done([reducedRows(frames, test, reducers, labelsToFields)]);
  },
});

/** A row for each column: its name, its labels when wanted, and what it comes to. */
function reducedRows(frames: readonly Frame[], test: FieldTest, reducers: readonly string[], withLabels: boolean): Frame {
  const columns = frames.flatMap((frame) => frame.fields.filter((field) => test(field, frame)));
  const names = new Set(withLabels ? columns.flatMap(({ labels }) => Object.keys(labels)) : []);
  const fields: Field[] = [
    textField(
      "Field",
      columns.map(({ name, display }) => (withLabels ? name : display)),
    ),
    ...[...names].map((name) =>
      textField(
        name,
        columns.map(({ labels }) => entryOf(labels, name) ?? null),
      ),
    ),
    ...reducers.map((id) => makeField(reducerTitle(id), columnOf(columns.map((column) => reduce(column, id))))),
  ];
  return makeTable(fields, { refId: refIdsOf(frames) });
}

/** The same columns with one row. */
function reducedFields(frame: Frame, test: FieldTest, reducers: readonly string[]): Frame[] {
  const fields = frame.fields
    .filter((field) => test(field, frame))
    .flatMap((field) =>
      reducers.map((id): Field => {
        const values = columnOf([reduce(field, id)]);
        const kind =
          field.kind === "time" && keepsUnit(id) && values.kind === "number" ? { ...values, kind: "time" as const } : values;
        const { range: _, ...rest } = field;
        const one = { ...rest, ...kind } as Field;
        return reducers.length === 1 ? one : { ...one, display: `${field.display} (${reducerTitle(id)})` };
      }),
    );
  return fields.length > 0 ? [{ ...frame, shape: "table", fields, length: 1 }] : [];
}
