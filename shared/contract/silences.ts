import { z } from "zod";
import { matcherSchema } from "../model/matcher";
import { momentSchema } from "../model/moment";
import { silenceSchema } from "../model/silence";

/** A silence as it is listed: with what it hides of the alerts that are pending or firing now. */
export const silenceRowSchema = silenceSchema.extend({
  hides: z.number(),
  /** What is wrong with it, in words: its server cannot be asked, so nobody knows whether it still holds. */
  problem: z.string().optional(),
});
export type SilenceRow = z.infer<typeof silenceRowSchema>;

const draftSchema = silenceSchema.omit({ id: true, updatedAt: true }).extend({
  startsAt: momentSchema,
  endsAt: momentSchema,
  /** Of the silence that is changed; absent: a new one. */
  id: z.string().optional(),
});
export type SilenceDraft = z.output<typeof draftSchema>;

export const silenceCalls = {
  /** Active ones first, then pending, then those that expired in the last five days. */
  "silences.list": { input: z.object({}), output: z.object({ silences: z.array(silenceRowSchema) }) },
  /**
   * Makes or changes a silence. As in Alertmanager, a change that says something else than before ends the old one and makes
   * another: the answer's id may be new. Fails as `bad-request` in words, as for matchers that fit every alert.
   */
  "silences.save": { input: draftSchema, output: silenceRowSchema },
  /** Ends it now. */
  "silences.expire": { input: z.object({ home: z.string(), id: z.string() }), output: z.object({}) },
  /** Which of the alerts that are pending or firing now the matchers hide; the first 200. */
  "silences.preview": {
    input: z.object({ matchers: z.array(matcherSchema).max(100) }),
    output: z.object({ total: z.number(), ids: z.array(z.string()), problem: z.string().optional() }),
  },
};

export const silenceEvents = {
  "silences.changed": z.object({ silences: z.array(silenceRowSchema) }),
};
