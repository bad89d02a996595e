// What a transformation is: frames in, frames out, by options that come from a file and repair themselves.
import type { z } from "zod";
import type { Field, Frame } from "../frame";

export interface TransformationContext {
  /** Puts the dashboard's variables into a text. */
  fill(text: string): string;
}

/** What became of the frames; or the sentence that says why nothing did. */
export type Outcome = { ok: true; frames: Frame[] } | { ok: false; say: string };

export interface TransformationKind {
  id: string;
  title: string;
  /** One line for those who choose among them. */
  about: string;
  /** Other ids that dashboards know it by. */
  aliases?: readonly string[];
  /** Every option mends itself, so that one wrong one does not cost the rest. */
  options: z.ZodObject;
  run(frames: readonly Frame[], options: unknown, context: TransformationContext): Outcome;
}

interface Definition<Options extends z.ZodObject> extends Omit<TransformationKind, "options" | "run"> {
  options: Options;
  run(frames: readonly Frame[], options: z.infer<Options>, context: TransformationContext): Outcome;
}

/** A transformation whose `run` is given options that were checked. */
export function defineTransformation<Options extends z.ZodObject>(definition: Definition<Options>): TransformationKind {
  return {
    ...definition,
    run(frames, raw, context) {
      const options = definition.options.safeParse(raw ?? {});
      if (!options.success) return unable("its options are not an object");
      return definition.run(frames, options.data, context);
    },
  };
}

export const done = (frames: Frame[]): Outcome => ({ ok: true, frames });
/** `say` goes on after "The transformation … was left out:". */
export const unable = (say: string): Outcome => ({ ok: false, say });

/** Another transformation of each frame on its own. */
export const each = (frames: readonly Frame[], change: (frame: Frame) => Frame): Outcome => done(frames.map(change));

/** An entry of an object from a file, and nothing that every object has. */
export const entryOf = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

/** By what people read, or by the column's own name. */
export const findField = (frame: Frame, name: string): Field | undefined =>
  frame.fields.find((field) => field.display === name) ?? frame.fields.find((field) => field.name === name);

/** What frames put together are answers to: `A-B`. */
export const refIdsOf = (frames: readonly Frame[]): string => [...new Set(frames.map(({ refId }) => refId))].join("-");

/** Columns of one name as `Time 1`, `Time 2`: so dashboards know them after a join. Series have their legends. */
export function numbered(fields: readonly Field[]): Field[] {
  const total = new Map<string, number>();
  for (const { name } of fields) total.set(name, (total.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return fields.map((field) => {
    if ((total.get(field.name) ?? 0) < 2) return field;
    const number = (seen.get(field.name) ?? 0) + 1;
    seen.set(field.name, number);
    return field.display === field.name ? { ...field, display: `${field.name} ${number}` } : field;
  });
}
