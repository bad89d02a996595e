import { z } from "zod";

/** What a notice offers beside being clicked, where the system has buttons. */
export const noticeActionSchema = z.enum(["acknowledge", "silence-1h"]);
export type NoticeAction = z.infer<typeof noticeActionSchema>;

/** One native notification. The same `tag` replaces the notice shown before under it. */
export const noticeSchema = z.object({
  id: z.string(),
  tag: z.string(),
  title: z.string(),
  body: z.string(),
  urgency: z.enum(["low", "normal", "critical"]),
  /** Where a click leads: a route of the console, such as `/alerts/<alert id>`. */
  route: z.string(),
  actions: z.array(noticeActionSchema),
  /** Without a sound, whatever the system does with others. */
  isSilent: z.boolean(),
  /** Goes away by itself and is kept nowhere, as the word that all is well again. */
  isPassing: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** `held`: the system asked for quiet just now. */
export const noticeOutcomeSchema = z.enum(["shown", "held", "failed", "clicked"]);

export const notificationCalls = {
  /** The shell that was handed a notice says what came of it; `reason` in words when it was not shown. */
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
  /** Browser shell only: whichever window shows a notice of this tag takes it away. */
  "notifications.withdraw": z.object({ tag: z.string() }),
  /** Somebody clicked a notice: go there. Sent to the window that is to follow it. */
  "navigation.open": z.object({ route: z.string() }),
};
