// Which columns of the answers are drawn: all that have numbers and times, or the top of them where there are more than can be
// told apart.
import { isEmptyValue, timeFieldOf } from "#shared/dashboards/data/fields";
import type { Field, Frame } from "#shared/dashboards/data/frame";
import { reduce } from "#shared/dashboards/data/reduce";
import type { TimeseriesCustom } from "#shared/dashboards/options/timeseries";
import { timeseriesCustomSchema } from "#shared/dashboards/options/timeseries";
import { visibleText } from "../../components/visible-text";

/** More lines than this are a cloud. */
export const mostDrawn = 50;

export type Order = "mean" | "max" | "last" | "name";

export const orders: readonly { value: Order; label: string }[] = [
  { value: "mean", label: "Largest on average" },
  { value: "max", label: "Highest peak" },
  { value: "last", label: "Largest now" },
  { value: "name", label: "By name" },
];

export interface DrawnField {
  /** Stays the same from answer to answer. */
  id: string;
  /** Its name, with what cannot be seen of it made visible. */
  label: string;
  field: Field & { kind: "number" };
  frame: Frame;
  custom: TimeseriesCustom;
  /** Among all that could be drawn, for its colour. */
  place: number;
}

export interface PickedFields {
  drawn: readonly DrawnField[];
  /** How many could be. */
  total: number;
}

export function pickFields(frames: readonly Frame[], order: Order, most = mostDrawn): PickedFields {
  const all: { field: Field & { kind: "number" }; frame: Frame }[] = [];
  for (const frame of frames) {
    if (frame.length === 0 || !timeFieldOf(frame)) continue;
    for (const field of frame.fields) if (field.kind === "number") all.push({ field, frame });
  }
  const picked = all.length <= most ? all : top(all, order, most);
  const ids = new Map<string, number>();
  return {
    total: all.length,
    drawn: picked.map(({ field, frame }, place) => {
      const name = `${frame.refId}/${field.display}`;
      const count = ids.get(name) ?? 0;
      ids.set(name, count + 1);
      const id = count === 0 ? name : `${name}#${count}`;
      return { id, label: visibleText(field.display), field, frame, custom: customOf(field.config.custom), place };
    }),
  };
}

/** The largest of them, in the order in which they came: a line that gains a rank keeps its place in the legend. */
function top<T extends { field: Field }>(all: readonly T[], order: Order, most: number): T[] {
  if (order === "name") return all.toSorted((a, b) => compare(a.field.display, b.field.display)).slice(0, most);
  const ranks = all.map(({ field }, place) => ({ place, rank: rankOf(field, order) }));
  ranks.sort((a, b) => b.rank - a.rank || a.place - b.place);
  const places = ranks.slice(0, most).map(({ place }) => place);
  return places.sort((a, b) => a - b).map((place) => all[place] as T);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function rankOf(field: Field, order: Exclude<Order, "name">): number {
  const value = reduce(field, order === "last" ? "lastNotNull" : order);
  return typeof value === "number" && !isEmptyValue(value) ? value : Number.NEGATIVE_INFINITY;
}

const repaired = new WeakMap<object, TimeseriesCustom>();
const usual: TimeseriesCustom = timeseriesCustomSchema.parse({});

/** What is said of drawing a field, repaired. Ten thousand fields of which nothing else is said share one object, and one check. */
function customOf(custom: Readonly<Record<string, unknown>> | undefined): TimeseriesCustom {
  if (!custom) return usual;
  let known = repaired.get(custom);
  if (!known) {
    known = timeseriesCustomSchema.parse(custom);
    repaired.set(custom, known);
  }
  return known;
}
