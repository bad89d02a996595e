import { z } from "zod";

/** One native notification. The same `tag` replaces the notice shown before under it. */
export const noticeSchema = z.object({
  id: z.string(),
  tag: z.string(),
  title: z.string(),
  body: z.string(),
  urgency: z.enum(["low", "normal", "critical"]),
  /** Where a click leads: a route of the console, such as `/alerts/<alert id>`. */
  route: z.string(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const noticeOutcomeSchema = z.enum(["shown", "failed", "clicked"]);

export const notificationCalls = {
  /** The shell that was handed a notice says what came of it; `reason` in words when it failed. */
  "notifications.report": {
    input: z.object({ id: z.string(), outcome: noticeOutcomeSchema, reason: z.string().max(1000).optional() }),
    output: z.object({}),
  },
  /** Whether this window can show notices (the browser asks its user first); sent on connect and when it changes. */
  "notifications.capability": {
    input: z.object({ permission: z.enum(["granted", "denied", "default", "unsupported"]) }),
    output: z.object({}),
  },
  /** Shows one notice now, by the path that real ones take. */
  "notifications.test": { input: z.object({}), output: z.object({ outcome: z.string() }) },
};

export const notificationEvents = {
  /** Browser shell only: sent to one window that holds the permission, never to two. */
  "notifications.show": noticeSchema,
  /** Somebody clicked a notice: go there. Sent to the window that is to follow it. */
  "navigation.open": z.object({ route: z.string() }),
};
