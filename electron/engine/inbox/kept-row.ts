// A row as it is kept for the next run of the engine.
import { z } from "zod";
import { inboxAlertSchema, mutedSchema } from "#shared/model/alert";
import type { Row } from "./row";

const keptSchema = z.object({
  version: z.literal(1),
  origin: z.string(),
  alert: inboxAlertSchema,
  serverMuted: mutedSchema.optional(),
});

export const keptRow = ({ origin, alert, serverMuted }: Row): unknown => ({ version: 1, origin, alert, serverMuted });

/** Undefined for what another version or a damaged disk left. */
export function readRow(value: unknown): Row | undefined {
  const kept = keptSchema.safeParse(value);
  if (!kept.success) return undefined;
  const { origin, alert, serverMuted } = kept.data;
  return { origin, alert, serverMuted };
}
