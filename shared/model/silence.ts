import { z } from "zod";
import { matcherSchema } from "./matcher";

/** A time in which alerts that match are not told of. Active when startsAt <= now <= endsAt, both epoch ms. */
export const silenceSchema = z.object({
  id: z.string(),
  /** Who keeps it: `local`, or the id of an Alertmanager's connection. */
  home: z.string(),
  matchers: z.array(matcherSchema).min(1).max(100),
  startsAt: z.number(),
  endsAt: z.number(),
  createdBy: z.string().max(1000),
  comment: z.string().max(10_000),
  updatedAt: z.number(),
});
export type Silence = z.infer<typeof silenceSchema>;

export const silenceStateAt = ({ startsAt, endsAt }: Pick<Silence, "startsAt" | "endsAt">, now: number) =>
  now < startsAt ? ("pending" as const) : now <= endsAt ? ("active" as const) : ("expired" as const);
