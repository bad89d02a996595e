import { z } from "zod";
import { makeTable, textField } from "../fields";
import type { Field, Frame } from "../frame";
import { defineTransformation, done, entryOf } from "./transformation";

const options = z.object({
  mode: z.enum(["columns", "rows"]).catch("columns"),
  /** Only these labels; all of them when empty. */
  keepLabels: z.array(z.string()).catch([]),
  /** The label whose value is the name of the column of values. */
  valueLabel: z.string().optional().catch(undefined),
});
type Options = z.infer<typeof options>;

export const labelsToFields = defineTransformation({
  id: "labelsToFields",
  title: "Labels to fields",
  about: "Makes columns, or rows, of the labels of series.",
  options,
  run: (frames, chosen) =>
    done(
      chosen.mode === "rows"
        ? frames.flatMap((frame) => labelRows(frame, chosen))
        : frames.map((frame) => labelColumns(frame, chosen)),
    ),
});

function labelColumns(frame: Frame, { keepLabels, valueLabel }: Options): Frame {
  const found = new Map<string, Set<string>>();
  const fields = frame.fields.map((field) => {
    const names = Object.keys(field.labels);
    if (names.length === 0) return field;
    for (const name of names) {
      if (name === valueLabel || (keepLabels.length > 0 && !keepLabels.includes(name))) continue;
      const values = found.get(name) ?? new Set();
      found.set(name, values.add(field.labels[name] ?? ""));
    }
    return withoutLabels(field, valueLabel === undefined ? undefined : entryOf(field.labels, valueLabel));
  });
  const columns = [...found].flatMap(([name, values]) =>
    [...values].map((value) => textField(name, new Array<string>(frame.length).fill(value))),
  );
  return { ...frame, shape: "table", fields: [...fields, ...columns] };
}

/** What the labels said is in columns now, and no longer in the name. */
function withoutLabels({ legend: _, ...field }: Field, valueName: string | undefined): Field {
  const name = valueName || field.name;
  const { displayName: _name, ...config } = field.config;
  return { ...field, name, display: name, labels: {}, config } as Field;
}

/** A table of two columns for each series: its labels and their values. */
function labelRows(frame: Frame, { keepLabels }: Options): Frame[] {
  return frame.fields.flatMap((field) => {
    const own = Object.keys(field.labels);
    const names = keepLabels.length > 0 && own.length > 0 ? keepLabels : own;
    if (names.length === 0) return [];
    const values = names.map((name) => entryOf(field.labels, name) ?? null);
    return [makeTable([textField("label", names), textField("value", values)], { refId: frame.refId, name: field.display })];
  });
}
