import { z } from "zod";
import { columnLike, isEmptyValue, makeField, makeTable, textOf, valueAt } from "../fields";
import type { Field, Frame } from "../frame";
import { defineTransformation, done, refIdsOf, unable } from "./transformation";

export const merge = defineTransformation({
  id: "merge",
  title: "Merge series/tables",
  about: "Puts tables into one; rows that agree in all shared columns become one row.",
  options: z.object({}),
  run(frames) {
    const tables = frames.filter(({ fields }) => fields.length > 0);
    if (tables.length <= 1) return done([...frames]);
    const merged = mergeTables(tables);
    return merged ? done([merged]) : unable("the tables have no column in common");
  },
});

interface Row {
  /** By column of the merged table; undefined where the row says nothing. */
  cells: unknown[];
}

function mergeTables(frames: readonly Frame[]): Frame | undefined {
  const columns = new Map<string, { field: Field; frames: number }>();
  for (const frame of frames) {
    for (const name of new Set(frame.fields.map((field) => field.name))) {
      const known = columns.get(name);
      if (known) known.frames++;
      else columns.set(name, { field: frame.fields.find((field) => field.name === name) as Field, frames: 1 });
    }
  }
  const names = [...columns.keys()];
  const shared = names.filter((name) => columns.get(name)?.frames === frames.length);
  if (shared.length === 0) return undefined;
  const rows: Row[] = [];
  const byKey = new Map<string, Row[]>();
  for (const frame of frames) {
    const own = names.map((name) => frame.fields.find((field) => field.name === name));
    const keys = shared.map((name) => frame.fields.find((field) => field.name === name) as Field);
    for (let index = 0; index < frame.length; index++) {
      const key = keys.map((field) => textOf(valueAt(field, index))).join("\u0001");
      const cells = own.map((field) => (field ? valueAt(field, index) : undefined));
      const known = byKey.get(key);
      const same = known?.find((row) => agrees(row.cells, cells));
      if (same) {
        cells.forEach((cell, column) => {
          if (cell !== undefined) same.cells[column] = cell;
        });
        continue;
      }
      const row = { cells };
      rows.push(row);
      if (known) known.push(row);
      else byKey.set(key, [row]);
    }
  }
  const fields = names.map((name, column) => {
    const { field } = columns.get(name) as { field: Field };
    const values = columnLike(
      field.kind,
      rows.map(({ cells }) => cells[column]),
    );
    const { displayName: _, ...config } = field.config;
    return makeField(name, values, { config });
  });
  return makeTable(fields, { refId: refIdsOf(frames) });
}

/** Nothing that both say differs. */
const agrees = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.every((cell, column) => isEmptyValue(cell) || b[column] === undefined || cell === b[column]);
