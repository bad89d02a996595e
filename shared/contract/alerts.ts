import { z } from "zod";
import { diagnosticSchema } from "../model/failure";
import { ruleFileSchema } from "../model/rule";
import { labelsSchema } from "../model/series";
import { sourceIdSchema } from "./query";

/** Everything the Alerts page shows. `evaluationLagMs`: how late the latest evaluation ran; absent before the first. */
export const alertsSnapshotSchema = z.object({
  files: z.array(ruleFileSchema),
  evaluationLagMs: z.number().optional(),
  evaluatedAt: z.number().optional(),
});
export type AlertsSnapshot = z.infer<typeof alertsSnapshotSchema>;

/** One line of an alert's history: what happened, and what was said or why not. */
export const ledgerEntrySchema = z.object({
  at: z.number(),
  alertId: z.string(),
  alertName: z.string(),
  kind: z.enum(["pending", "firing", "resolved", "dropped", "notified", "not-notified", "clicked"]),
  text: z.string(),
  /** Of one that fires, for telling later which it was: by then its rule may be gone. */
  labels: labelsSchema.optional(),
  summary: z.string().optional(),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

export const alertCalls = {
  "alerts.snapshot": { input: z.object({}), output: alertsSnapshotSchema },
  /** Newest first; of one alert when given. */
  "alerts.ledger": {
    input: z.object({ alertId: z.string().optional(), limit: z.number().int().min(1).max(1000).default(200) }),
    output: z.object({ entries: z.array(ledgerEntrySchema) }),
  },
  /** What is wrong with a rule file's text, all of it at once; an empty list means it would load. */
  "rules.check": {
    input: z.object({ text: z.string().max(5_000_000) }),
    output: z.object({ diagnostics: z.array(diagnosticSchema) }),
  },
  /**
   * Loads a rule file: by path (read in place, and again whenever it changes) or as text (kept in the data folder under
   * `name`). A file with errors is refused as `bad-file` with all its diagnostics, and nothing changes.
   */
  "rules.load": {
    input: z.discriminatedUnion("from", [
      z.object({ from: z.literal("path"), path: z.string().min(1).max(4096), source: sourceIdSchema }),
      z.object({
        from: z.literal("text"),
        name: z.string().min(1).max(200),
        text: z.string().max(5_000_000),
        source: sourceIdSchema,
      }),
    ]),
    output: ruleFileSchema,
  },
  /** Changes where a rule file is evaluated, or whether. */
  "rules.update": {
    input: z.object({ id: z.string(), source: sourceIdSchema.optional(), enabled: z.boolean().optional() }),
    output: ruleFileSchema,
  },
  /** Forgets the rule file and its alerts. A file loaded by path is not touched. */
  "rules.remove": { input: z.object({ id: z.string() }), output: z.object({}) },
  /** The file's text as it is now, for showing. */
  "rules.text": { input: z.object({ id: z.string() }), output: z.object({ text: z.string() }) },
};

export const alertEvents = {
  /** The whole snapshot after each round in which something changed; at most one a second. */
  "alerts.changed": alertsSnapshotSchema,
};
