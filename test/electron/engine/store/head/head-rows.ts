import { type Column, row } from "../../../../../electron/engine/store/codec/column";
import type { HeadRows } from "../../../../../electron/engine/store/head/head";

/** Rows as pairs of time and value; a stale marker as the word. */
export const points = ({ times, values, stale }: HeadRows): (number | string)[][] =>
  [...times].map((time, index) => [time, stale?.[index] ? "stale" : (values[index] ?? "no value")]);

/** What each row of a column holds. */
export function columnPoints({ values, flags }: Column): (number | string)[] {
  return [...values].map((value, index) => {
    if (!flags || flags[index] === row.value) return value;
    return flags[index] === row.stale ? "stale" : "absent";
  });
}
