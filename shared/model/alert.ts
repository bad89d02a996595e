// An alert as the inbox shows it, wherever it comes from: a rule that is evaluated here, a Prometheus server's own rule, or an
// Alertmanager.
import { z } from "zod";
import { labelsSchema } from "./series";

/**
 * One place where an alert was seen; the same alert may be seen in several, as at a Prometheus and at the Alertmanager that it
 * sends to.
 */
export const alertOriginSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rule"), ruleId: z.string() }),
  z.object({ kind: z.literal("prometheus"), connection: z.string(), ruleId: z.string().optional() }),
  z.object({
    kind: z.literal("alertmanager"),
    connection: z.string(),
    fingerprint: z.string(),
    receivers: z.array(z.string()),
    silencedBy: z.array(z.string()),
    inhibitedBy: z.array(z.string()),
    generatorUrl: z.string().optional(),
  }),
]);
export type AlertOrigin = z.infer<typeof alertOriginSchema>;

/** What can keep an alert from being told. `server`: an Alertmanager that silences or inhibits it. */
export const mutedBySchema = z.enum(["silence", "inhibition", "interval", "acknowledged", "server"]);

export const mutedSchema = z.object({
  by: mutedBySchema,
  /** Ids of the silences or of the inhibiting alerts, names of the time intervals. */
  ids: z.array(z.string()),
  /** In words: "silenced by dana: disk is being replaced". */
  say: z.string(),
  untilMs: z.number().optional(),
});
export type Muted = z.infer<typeof mutedSchema>;

export const acknowledgedSchema = z.object({
  at: z.number(),
  comment: z.string(),
  /** Absent: until it resolves. */
  untilMs: z.number().optional(),
});
export type Acknowledged = z.infer<typeof acknowledgedSchema>;

export const inboxAlertSchema = z.object({
  /** Stable across restarts. Of a rule evaluated here it is made of source, file, group, rule name and labels. */
  id: z.string(),
  /** Its `alertname`. */
  name: z.string(),
  /** Whose numbers it is about: `local`, or the connection's id. */
  source: z.string(),
  /** At least one. */
  origins: z.array(alertOriginSchema),
  labels: labelsSchema,
  annotations: labelsSchema,
  state: z.enum(["pending", "firing", "resolved"]),
  /** Why nobody knows its state now: its rule fails, its server is silent. What `state` says is what was known last. */
  unknown: z.string().optional(),
  /** The expression's value when it last held. NaN and the infinities travel as text. */
  value: z.string().optional(),
  activeAt: z.number(),
  firedAt: z.number().optional(),
  resolvedAt: z.number().optional(),
  muted: mutedSchema.optional(),
  acknowledged: acknowledgedSchema.optional(),
  /** What came of telling the user last: "notified", "grouped with 3", "quiet hours". */
  told: z.object({ at: z.number(), isTold: z.boolean(), outcome: z.string() }).optional(),
});
export type InboxAlert = z.infer<typeof inboxAlertSchema>;

/** What all alerts come to, for the navigation, the tray and the window's title. */
export const alertSummarySchema = z.object({
  /** Firing and not muted, by severity. */
  critical: z.number(),
  warning: z.number(),
  info: z.number(),
  none: z.number(),
  pending: z.number(),
  /** Firing, but silenced, inhibited or acknowledged. */
  muted: z.number(),
  /** Of unknown state, rules that cannot be evaluated included. */
  unknown: z.number(),
  /** Rules that are evaluated here. */
  rules: z.number(),
  evaluatedAt: z.number().optional(),
  evaluationLagMs: z.number().optional(),
  /** How long the evaluation of all groups took, each at its latest round. */
  evaluationMs: z.number().optional(),
  /** Since when no round has run though two were due: nothing above can be trusted then. */
  stalledSince: z.number().optional(),
});
export type AlertSummary = z.infer<typeof alertSummarySchema>;

/** The worst thing that the summary tells, for one mark. */
export function worstOf(summary: AlertSummary): "stalled" | "critical" | "warning" | "info" | "unknown" | "fine" {
  if (summary.stalledSince !== undefined) return "stalled";
  if (summary.critical > 0) return "critical";
  if (summary.warning + summary.none > 0) return "warning";
  if (summary.info > 0) return "info";
  return summary.unknown > 0 ? "unknown" : "fine";
}
