import { z } from "zod";
import { compilePattern } from "../pattern";
import { renamed } from "./organize";
import { defineTransformation, each, unable } from "./transformation";

const options = z.object({
  regex: z.string().catch("(.*)"),
  /** `$1` is what the first group matched. */
  renamePattern: z.string().catch("$1"),
});

export const renameByRegex = defineTransformation({
  id: "renameByRegex",
  title: "Rename fields by regex",
  about: "Renames columns and series by a regular expression.",
  options,
  run(frames, { regex, renamePattern }) {
    const compiled = compilePattern(regex);
    if (!compiled.ok) return unable(compiled.say);
    const { pattern } = compiled;
    return each(frames, (frame) => ({
      ...frame,
      fields: frame.fields.map((field) => {
        const name = pattern.replace(field.display, renamePattern);
        return name === field.display ? field : renamed(field, name);
      }),
    }));
  },
});
