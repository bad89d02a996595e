import { z } from "zod";
import { byValue } from "../compare";
import { columnLike, isEmptyValue, makeTable, takeRows, textOf, timeFieldOf, valueAt } from "../fields";
import type { Field, Frame } from "../frame";
import { alignFrames } from "../join";
import { defineTransformation, done, findField, numbered, refIdsOf, unable } from "./transformation";

const options = z.object({
  /** A column that all have; the time when nothing is said. */
  byField: z.string().optional().catch(undefined),
  mode: z.enum(["outer", "outerTabular", "inner"]).catch("outer"),
});

export const joinByField = defineTransformation({
  id: "joinByField",
  title: "Join by field",
  about: "Puts tables side by side, rows with the same value in one column together.",
  aliases: ["seriesToColumns"],
  options,
  run(frames, { byField, mode }) {
    const tables = frames.filter(({ fields }) => fields.length > 0);
    if (tables.length <= 1) return done([...frames]);
    const joined = joinTables(tables, byField, mode === "inner");
    if (joined) return done([joined]);
    return unable(byField ? `no table has a column ${JSON.stringify(byField)}` : "the tables have no column in common");
  },
});

/** The tables by a column of theirs; by their times where none is said. Undefined when no table has such a column. */
export function joinTables(frames: readonly Frame[], byField?: string, isInner = false): Frame | undefined {
  const parts = frames.flatMap((frame) => {
    const by = keyOf(frame, byField);
    return by ? [{ frame, by }] : [];
  });
  const [first] = parts;
  if (!first || (isInner && parts.length < frames.length)) return undefined;
  if (!isInner && parts.every(isPlainSeries)) return joinedSeries(frames, first.by);
  const rows = new Map<string, { value: unknown; at: number[] }>();
  parts.forEach(({ frame, by }, part) => {
    for (let row = 0; row < frame.length; row++) {
      const value = valueAt(by, row);
      if (isEmptyValue(value)) continue;
      const key = textOf(value);
      let known = rows.get(key);
      if (!known) {
        known = { value, at: new Array(parts.length).fill(-1) };
        rows.set(key, known);
      }
      known.at[part] = row;
    }
  });
  const kept = [...rows.values()].filter(({ at }) => !isInner || !at.includes(-1));
  // Times and numbers in their order; texts in that in which they came.
  if (first.by.kind !== "string") kept.sort((a, b) => byValue(a.value, b.value));
  const key: Field = {
    ...first.by,
    ...columnLike(
      first.by.kind,
      kept.map(({ value }) => value),
    ),
  } as Field;
  const fields = parts.flatMap(({ frame, by }, part) => {
    const at = kept.map((row) => row.at[part] as number);
    return frame.fields.filter((field) => field !== by).map((field) => namedByFrame(takeRows(field, at), frame));
  });
  const table = makeTable(numbered([key, ...fields]), { refId: refIdsOf(frames) });
  return { ...table, length: kept.length };
}

/** Times and numbers: what ten thousand series are made of. */
const isPlainSeries = ({ frame, by }: { frame: Frame; by: Field }): boolean =>
  by === timeFieldOf(frame) && frame.fields.every((field) => field === by || field.kind === "number");

function joinedSeries(frames: readonly Frame[], time: Field): Frame {
  const { times, columns } = alignFrames(frames, { withGaps: false });
  const key: Field = { ...time, kind: "time", values: times };
  const fields = columns.map(({ field, values, frameIndex }) => namedByFrame({ ...field, values }, frames[frameIndex] as Frame));
  return { ...makeTable(numbered([key, ...fields]), { refId: refIdsOf(frames) }), length: times.length };
}

function keyOf(frame: Frame, byField: string | undefined): Field | undefined {
  if (!byField) return timeFieldOf(frame) ?? frame.fields[0];
  const found = findField(frame, byField);
  // Dashboards say "Time" for the column of times, whatever it is called.
  return found ?? (byField.toLowerCase() === "time" ? timeFieldOf(frame) : undefined);
}

/** A series' values are called as the series is. */
const namedByFrame = (field: Field, { name }: Frame): Field => (name && field.name === "Value" ? { ...field, name } : field);
