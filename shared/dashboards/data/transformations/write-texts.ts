import { z } from "zod";
import { formatDate } from "../../time/date-format";
import { isEmptyValue, textOf, withColumn } from "../fields";
import type { Field } from "../frame";
import { defineTransformation, each } from "./transformation";

const timeOptions = z.object({
  timeField: z.string().catch(""),
  outputFormat: z.string().catch("YYYY-MM-DD HH:mm:ss"),
  timezone: z.string().optional().catch(undefined),
});

const isNamed = (field: Field, name: string): boolean => field.display === name || field.name === name;

export const formatTime = defineTransformation({
  id: "formatTime",
  title: "Format time",
  about: "Writes a column of times as texts, by a pattern.",
  options: timeOptions,
  run: (frames, { timeField, outputFormat, timezone }) =>
    each(frames, (frame) => ({
      ...frame,
      fields: frame.fields.map((field) => {
        if (field.kind !== "time" || !isNamed(field, timeField)) return field;
        const values = Array.from(field.values, (at) =>
          Number.isNaN(at) ? null : formatDate(at, outputFormat, timezone || "browser"),
        );
        return withColumn(field, { kind: "string", values });
      }),
    })),
});

const stringOptions = z.object({
  stringField: z.string().catch(""),
  outputFormat: z.string().catch("Upper Case"),
  substringStart: z.number().catch(0),
  substringEnd: z.number().optional().catch(undefined),
});

export const formatString = defineTransformation({
  id: "formatString",
  title: "Format string",
  about: "Writes a column of texts in capitals, in small letters, or a part of them.",
  options: stringOptions,
  run: (frames, chosen) =>
    each(frames, (frame) => ({
      ...frame,
      fields: frame.fields.map((field) => {
        if (field.kind !== "string" || !isNamed(field, chosen.stringField)) return field;
        const values = field.values.map((value) => (isEmptyValue(value) ? null : written(textOf(value), chosen)));
        return withColumn(field, { kind: "string", values });
      }),
    })),
});

function written(text: string, { outputFormat, substringStart, substringEnd }: z.infer<typeof stringOptions>): string {
  const words = text.split(/[\s_-]+/).filter((word) => word !== "");
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
  switch (outputFormat) {
    case "Upper Case":
      return text.toUpperCase();
    case "Lower Case":
      return text.toLowerCase();
    case "Sentence Case":
      return text.charAt(0).toUpperCase() + text.slice(1);
    case "Title Case":
      return words.map(capital).join(" ");
    case "Pascal Case":
      return words.map(capital).join("");
    case "Camel Case":
      return words.map((word, index) => (index === 0 ? word.toLowerCase() : capital(word))).join("");
    case "Snake Case":
      return words.map((word) => word.toLowerCase()).join("_");
    case "Kebab Case":
      return words.map((word) => word.toLowerCase()).join("-");
    case "Trim":
      return text.trim();
    case "Substring":
      return text.slice(substringStart, substringEnd);
    default:
      return text;
  }
}
