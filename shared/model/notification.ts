// What a group of alerts hands to a receiver, whichever kind it is.
import { z } from "zod";
import { labelsSchema } from "./series";

export const notifiedAlertSchema = z.object({
  /** Of the inbox's alert. */
  id: z.string(),
  status: z.enum(["firing", "resolved"]),
  labels: labelsSchema,
  annotations: labelsSchema,
  startsAt: z.number(),
  /** Absent while it fires. */
  endsAt: z.number().optional(),
  value: z.string().optional(),
  generatorUrl: z.string(),
  /** 16 hex digits over the labels, as Alertmanager makes them. */
  fingerprint: z.string(),
});
export type NotifiedAlert = z.infer<typeof notifiedAlertSchema>;

/** Why a group is told now, in Alertmanager's words. */
export const notificationReasonSchema = z.enum([
  "first notification",
  "new alerts added",
  "some alerts resolved",
  "all alerts resolved",
  "repeat interval elapsed",
  "test",
]);

export const groupNotificationSchema = z.object({
  /** Of this one notification; a retry keeps it. */
  id: z.string(),
  at: z.number(),
  receiver: z.string(),
  /** Stable for the group: `{}/{severity="critical"}:{alertname="X"}`. */
  groupKey: z.string(),
  groupLabels: labelsSchema,
  commonLabels: labelsSchema,
  commonAnnotations: labelsSchema,
  /** Firing as long as one alert fires. */
  status: z.enum(["firing", "resolved"]),
  /** Sorted as Alertmanager sorts them. */
  alerts: z.array(notifiedAlertSchema).min(1),
  reason: notificationReasonSchema,
  /** Where the console can be reached, when it can: the base of links. */
  externalUrl: z.string(),
});
export type GroupNotification = z.infer<typeof groupNotificationSchema>;
