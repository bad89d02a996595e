import { z } from "zod";
import { fieldTest } from "../matchers";
import { defineTransformation, done, unable } from "./transformation";

const options = z.object({
  /** `A`, `A|B`, or `/^(?:A|B)$/`. */
  include: z.string().optional().catch(undefined),
  exclude: z.string().optional().catch(undefined),
});

export const filterByRefId = defineTransformation({
  id: "filterByRefId",
  title: "Filter data by query",
  about: "Keeps the answers of some queries only.",
  options,
  run(frames, { include, exclude }) {
    let kept = [...frames];
    for (const [written, isWanted] of [[include, true] as const, [exclude, false] as const]) {
      if (!written) continue;
      const made = fieldTest({ id: "byRefId", options: written });
      if (!made.ok) return unable(made.say);
      kept = kept.filter((frame) => frame.fields.some((field) => made.test(field, frame)) === isWanted);
    }
    return done(kept);
  },
});
