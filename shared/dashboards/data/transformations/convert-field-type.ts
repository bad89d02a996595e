import { z } from "zod";
import { formatDate } from "../../time/date-format";
import { toNumber } from "../compare";
import { columnOf, isEmptyValue, textOf, withColumn } from "../fields";
import type { Column, Field } from "../frame";
import { defineTransformation, done, unable } from "./transformation";

const options = z.object({
  conversions: z
    .array(
      z.object({
        targetField: z.string().optional().catch(undefined),
        destinationType: z.string().optional().catch(undefined),
        dateFormat: z.string().optional().catch(undefined),
        joinWith: z.string().optional().catch(undefined),
      }),
    )
    .catch([]),
});
type Conversion = z.infer<typeof options>["conversions"][number];

const kinds = ["time", "number", "string", "boolean", "other"];

export const convertFieldType = defineTransformation({
  id: "convertFieldType",
  title: "Convert field type",
  about: "Reads a column's values as times, numbers, texts or yes and no.",
  options,
  run(frames, { conversions }) {
    const strange = conversions.find(({ destinationType }) => destinationType !== undefined && !kinds.includes(destinationType));
    if (strange) return unable(`a column cannot be made ${JSON.stringify(strange.destinationType)}`);
    return done(
      frames.map((frame) => ({
        ...frame,
        fields: frame.fields.map((field) => {
          const wanted = conversions.filter(
            ({ targetField, destinationType }) =>
              destinationType && (targetField === field.display || targetField === field.name),
          );
          return wanted.reduce((was, conversion) => withColumn(was, converted(was, conversion)), field);
        }),
      })),
    );
  },
});

function converted(field: Field, conversion: Conversion): Column {
  const values: readonly unknown[] = Array.from(field.values as ArrayLike<unknown>);
  switch (conversion.destinationType) {
    case "time":
      return { kind: "time", values: Float64Array.from(values, (value) => toTime(value, conversion.dateFormat)) };
    case "number":
      return { kind: "number", values: Float64Array.from(values, toPlainNumber) };
    case "boolean":
      return { kind: "boolean", values: values.map((value) => (isEmptyValue(value) ? false : Boolean(value))) };
    case "string":
      return { kind: "string", values: values.map((value) => toText(value, field, conversion)) };
    case "other":
      return columnOf(values.map(parsed));
    default:
      return field;
  }
}

/** Numbers are epoch ms, or seconds where the format says so (`X`); texts are dates. */
function toTime(value: unknown, dateFormat: string | undefined): number {
  if (isEmptyValue(value)) return Number.NaN;
  const number = toNumber(value);
  if (!Number.isNaN(number)) return dateFormat === "X" ? number * 1000 : number;
  return typeof value === "string" ? Date.parse(value) : Number.NaN;
}

/** `1,234.5` is a number too. */
function toPlainNumber(value: unknown): number {
  const number = toNumber(typeof value === "string" ? value.replaceAll(",", "") : value);
  return Number.isFinite(number) ? number : Number.NaN;
}

function toText(value: unknown, { kind }: Field, { dateFormat, joinWith }: Conversion): string | null {
  if (isEmptyValue(value)) return null;
  if (kind === "time") return formatDate(value as number, dateFormat || "YYYY-MM-DD HH:mm:ss", "utc");
  return Array.isArray(value) ? value.map(textOf).join(joinWith || ", ") : textOf(value);
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    // A text that is no JSON is no value of this kind.
    return null;
  }
}
