import { z } from "zod";
import { alertSummarySchema, inboxAlertSchema } from "../model/alert";
import { momentSchema } from "../model/moment";
import { ruleFileSchema, ruleSchema } from "../model/rule";
import { labelsSchema } from "../model/series";

/** Everything the Alerts page shows. `evaluationLagMs`: how late the latest evaluation ran; absent before the first. */
export const alertsSnapshotSchema = z.object({
  files: z.array(ruleFileSchema),
  evaluationLagMs: z.number().optional(),
  evaluatedAt: z.number().optional(),
});
export type AlertsSnapshot = z.infer<typeof alertsSnapshotSchema>;

/** Why something was not said. */
export const whyNotSchema = z.enum([
  "silence",
  "inhibition",
  "interval",
  "acknowledged",
  "server",
  "do-not-disturb",
  "dedup",
  "budget",
  "switched-off",
  "no-receiver",
  "failed",
]);
export type WhyNot = z.infer<typeof whyNotSchema>;

/** One line of the history: what happened, and what was said or why not. */
export const ledgerEntrySchema = z.object({
  at: z.number(),
  /** Empty for what is about no single alert: `unobserved`. */
  alertId: z.string(),
  alertName: z.string(),
  /**
   * `dropped`: forgotten before it ever fired, or with its rule. `unknown`, `known`: its rule could not be evaluated from then
   * on, or again. `unobserved`: from `fromMs` to `at` nobody looked: the machine slept, or the console did not run.
   */
  kind: z.enum([
    "pending",
    "firing",
    "resolved",
    "dropped",
    "unknown",
    "known",
    "unobserved",
    "notified",
    "not-notified",
    "clicked",
    "acknowledged",
    "unacknowledged",
  ]),
  /** In words. */
  text: z.string(),
  fromMs: z.number().optional(),
  /** Of `not-notified`. */
  why: whyNotSchema.optional(),
  /** Of `notified` and `not-notified`: whom it was for, in which group, with how many others, in which notification. */
  receiver: z.string().optional(),
  groupKey: z.string().optional(),
  together: z.number().optional(),
  notificationId: z.string().optional(),
  /** Of changes of state, for telling later which alert it was: by then its rule may be gone. */
  source: z.string().optional(),
  value: z.string().optional(),
  labels: labelsSchema.optional(),
  summary: z.string().optional(),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** A stretch of an alert's past. `unobserved`: nobody looked; `unknown`: its rule could not be evaluated. */
export const alertBandSchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  state: z.enum(["inactive", "pending", "firing", "unknown", "unobserved"]),
});
export type AlertBand = z.infer<typeof alertBandSchema>;

const alertIdSchema = z.string().min(1).max(500);

export const alertCalls = {
  "alerts.snapshot": { input: z.object({}), output: alertsSnapshotSchema },
  "alerts.summary": { input: z.object({}), output: alertSummarySchema },
  /** One alert with its rule, when that is known. Fails as `not-found` for one that is not kept any more. */
  "alerts.get": {
    input: z.object({ id: alertIdSchema }),
    output: z.object({
      alert: inboxAlertSchema,
      rule: z
        .object({ rule: ruleSchema, group: z.string(), intervalMs: z.number(), fileId: z.string(), file: z.string() })
        .optional(),
    }),
  },
  /** Newest first. `before` is the `next` of an earlier answer; absent there: the end. */
  "alerts.ledger": {
    input: z.object({
      alertId: z.string().optional(),
      kinds: z.array(ledgerEntrySchema.shape.kind).optional(),
      fromMs: z.number().optional(),
      toMs: z.number().optional(),
      before: z.string().optional(),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    output: z.object({ entries: z.array(ledgerEntrySchema), next: z.string().optional() }),
  },
  /** The past of some alerts as bands, oldest first, without holes; and how often each fired in that time and for how long. */
  "alerts.bands": {
    input: z.object({ ids: z.array(alertIdSchema).max(200), fromMs: z.number(), toMs: z.number() }),
    output: z.object({
      alerts: z.array(
        z.object({
          id: z.string(),
          bands: z.array(alertBandSchema),
          fired: z.number(),
          acknowledged: z.number(),
          medianFiringMs: z.number().optional(),
        }),
      ),
    }),
  },
  /** Says that somebody cares for them: they are not told again until then (absent: until they resolve). */
  "alerts.acknowledge": {
    input: z.object({
      ids: z.array(alertIdSchema).min(1).max(10_000),
      comment: z.string().max(10_000),
      untilMs: momentSchema.optional(),
    }),
    output: z.object({}),
  },
  "alerts.unacknowledge": { input: z.object({ ids: z.array(alertIdSchema).min(1).max(10_000) }), output: z.object({}) },
};

export const alertStreams = {
  /**
   * The inbox: all alerts at first (`isWhole`), then those that changed since the last frame that this reader was sent, at most
   * once a second.
   */
  "alerts.watch": {
    input: z.object({}),
    frame: z.object({ isWhole: z.boolean(), changed: z.array(inboxAlertSchema), removed: z.array(z.string()) }),
  },
};

export const alertEvents = {
  /** The whole snapshot after each round in which something changed; at most one a second. */
  "alerts.changed": alertsSnapshotSchema,
  /** Whenever it changed; at most one a second. */
  "alerts.summaryChanged": alertSummarySchema,
};
