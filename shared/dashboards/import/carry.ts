// Options that keep their names: each is checked by the schema of its panel, and what does not fit is taken out and told. What the
// schema does not know stays in, because the file may go back to where it came from.
import { z } from "zod";
import { pathOf } from "../plain-copy";
import { isRecord, type Json, numberOf } from "./lenient";
import type { Site } from "./site";

interface Place {
  site: Site;
  inside: string;
  /** Names that nothing is said about: they change nothing that is seen here, or are handled elsewhere. */
  silent: ReadonlySet<string>;
}

export function carry(given: Json, schema: z.ZodObject, place: Place): Json {
  const kept: Json = {};
  for (const [name, value] of Object.entries(given)) {
    const inside = pathOf(place.inside, name);
    const known = Object.hasOwn(schema.shape, name) ? bare(schema.shape[name]) : undefined;
    if (known === undefined) {
      if (!place.silent.has(name) && !saysNothing(value)) place.site.leftOut(inside, `${words(name)} has no counterpart here.`);
      kept[name] = value;
    } else if (value !== null && value !== undefined) {
      const fitting = carryValue(value, known, { ...place, inside });
      if (fitting !== undefined) kept[name] = fitting;
    }
  }
  return kept;
}

export function carryValue(value: unknown, schema: z.ZodType, place: Place): unknown {
  const known = bare(schema) ?? schema;
  if (known instanceof z.ZodObject) {
    if (isRecord(value)) return carry(value, known, place);
  } else {
    if (known.safeParse(value).success) return value;
    const near = nearest(value, known);
    if (near !== undefined && known.safeParse(near).success) return near;
  }
  if (saysNothing(value)) return undefined;
  place.site.leftOut(
    place.inside,
    `${shown(value)} means nothing here as ${words(place.inside.split(".").at(-1) ?? "a value")}.`,
  );
  return undefined;
}

const bared = new WeakMap<object, z.ZodType>();

/** A schema without what it does with values that do not fit. Remembered, because zod's `instanceof` is slow and panels are many. */
function bare(schema: unknown): z.ZodType | undefined {
  if (typeof schema !== "object" || schema === null) return undefined;
  const known = bared.get(schema);
  if (known) return known;
  let inner: unknown = schema;
  while (inner instanceof z.ZodCatch || inner instanceof z.ZodOptional || inner instanceof z.ZodDefault)
    inner = inner.def.innerType;
  if (!(inner instanceof z.ZodType)) return undefined;
  bared.set(schema, inner);
  return inner;
}

function nearest(value: unknown, schema: z.ZodType): unknown {
  const number = numberOf(value);
  if (schema instanceof z.ZodNumber && number !== undefined) {
    const bounded = Math.min(schema.maxValue ?? number, Math.max(schema.minValue ?? number, number));
    return schema.safeParse(bounded).success ? bounded : Math.round(bounded);
  }
  if (schema instanceof z.ZodString && typeof value === "number") return String(value);
  if (schema instanceof z.ZodBoolean && (value === "true" || value === "false")) return value === "true";
  return undefined;
}

/** What is written where nothing was chosen. */
export function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === "" || value === 0) return true;
  if (typeof value === "string") return ["auto", "none", "off", "default", "text", "null"].includes(value);
  return typeof value === "object" && Object.values(value).every(saysNothing);
}

const words = (name: string): string => `\`${name.slice(0, 60)}\``;

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};
