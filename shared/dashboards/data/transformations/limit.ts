import { z } from "zod";
import { takeRows } from "../fields";
import { defineTransformation, each } from "./transformation";

const options = z.object({
  /** The first so many rows; the last ones when below zero. May hold a variable. */
  limitField: z.union([z.number(), z.string()]).catch(10).default(10),
});

export const limit = defineTransformation({
  id: "limit",
  title: "Limit",
  about: "Keeps the first rows of each table, or the last.",
  options,
  run(frames, { limitField }, { fill }) {
    const given = typeof limitField === "string" ? Number.parseInt(fill(limitField), 10) : Math.trunc(limitField);
    const most = Number.isNaN(given) ? 10 : given;
    return each(frames, (frame) => {
      const length = Math.min(frame.length, Math.abs(most));
      if (length === frame.length) return frame;
      const first = most < 0 ? frame.length - length : 0;
      const rows = Array.from({ length }, (_, index) => first + index);
      return { ...frame, fields: frame.fields.map((field) => takeRows(field, rows)), length };
    });
  },
});
