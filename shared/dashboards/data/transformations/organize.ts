import { z } from "zod";
import type { Field, Frame } from "../frame";
import { defineTransformation, each, entryOf } from "./transformation";

const flags = z.record(z.string(), z.boolean().catch(false)).catch({});

const options = z.object({
  excludeByName: flags,
  includeByName: flags,
  indexByName: z.record(z.string(), z.number().catch(Number.MAX_SAFE_INTEGER)).catch({}),
  renameByName: z.record(z.string(), z.string().catch("")).catch({}),
  orderByMode: z.enum(["manual", "auto"]).catch("manual"),
  orderBy: z
    .array(
      z.object({ type: z.enum(["name", "label"]).catch("name"), name: z.string().catch(""), desc: z.boolean().catch(false) }),
    )
    .catch([]),
});
type Options = z.infer<typeof options>;

export const organize = defineTransformation({
  id: "organize",
  title: "Organize fields by name",
  about: "Hides, orders and renames columns.",
  aliases: ["order", "rename"],
  options,
  run: (frames, chosen) => each(frames, (frame) => organized(frame, chosen)),
});

function organized(frame: Frame, { excludeByName, includeByName, indexByName, renameByName, ...order }: Options): Frame {
  const flagOf = (record: Readonly<Record<string, boolean>>, field: Field) =>
    entryOf(record, field.display) ?? entryOf(record, field.name) ?? false;
  const isAnyIncluded = Object.values(includeByName).includes(true);
  const shown = frame.fields.filter((field) => !flagOf(excludeByName, field) && (!isAnyIncluded || flagOf(includeByName, field)));
  const placeOf = ({ display }: Field) => entryOf(indexByName, display) ?? Number.MAX_SAFE_INTEGER;
  const ordered =
    order.orderByMode === "auto" ? sortedByTexts(shown, order.orderBy) : shown.sort((a, b) => placeOf(a) - placeOf(b));
  return {
    ...frame,
    fields: ordered.map((field) => {
      const name = entryOf(renameByName, field.display);
      return name ? renamed(field, name) : field;
    }),
  };
}

/** Called otherwise, also where the panel says how its fields are called. */
export const renamed = (field: Field, name: string): Field => ({
  ...field,
  display: name,
  config: { ...field.config, displayName: name },
});

const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** By name or label, after the first column of times. */
function sortedByTexts(fields: readonly Field[], orderBy: Options["orderBy"]): Field[] {
  const time = fields.find(({ kind }) => kind === "time");
  const rest = fields.filter((field) => field !== time);
  rest.sort((a, b) => {
    for (const { type, name, desc } of orderBy) {
      const textOf = (field: Field) => (type === "name" ? field.display : (entryOf(field.labels, name) ?? ""));
      const difference = collator.compare(textOf(a), textOf(b));
      if (difference !== 0) return desc ? -difference : difference;
    }
    return 0;
  });
  return time ? [time, ...rest] : rest;
}
