// Who is told: receivers, each with one or more integrations. Their secrets go in by `receivers.save` and never come out.
import { z } from "zod";
import { groupNotificationSchema } from "../model/notification";
import { authSchema, connectionSchema } from "./connections";

/** Go templates over the notification, as Alertmanager's; empty: the default of the field. */
const template = z.string().max(50_000).default("");

const common = {
  /** Also the owner's name of its secrets. */
  id: z.string().min(1).max(200),
  /** Whether it hears of ends too. */
  sendResolved: z.boolean().default(true),
};

/** Secret: `url`, when it is one (it may hold a token in its path); else `url` stands here. */
const webhookSchema = z.object({
  ...common,
  kind: z.literal("webhook"),
  url: z.string().max(4000),
  auth: authSchema.prefault({ kind: "none" }),
  headerNames: connectionSchema.shape.headerNames,
  tls: connectionSchema.shape.tls,
  /** Alerts in one message; 0: all. */
  maxAlerts: z.number().int().min(0).default(0),
});

/** Secrets: `webhookUrl` (kind of use `webhook`), `token` (`bot`). */
const slackSchema = z.object({
  ...common,
  kind: z.literal("slack"),
  mode: z.enum(["webhook", "bot"]).default("webhook"),
  /** Of a bot: where its API is, for those who have one of their own. */
  apiUrl: z.string().max(4000).default("https://slack.com/api"),
  channel: z.string().max(1000).default(""),
  username: z.string().max(1000).default(""),
  iconEmoji: z.string().max(1000).default(""),
  color: template,
  title: template,
  titleLink: template,
  text: template,
  /** Answers to a message go into its thread, and the message changes its colour when all is over; only a bot can. */
  updateMessage: z.boolean().default(true),
});

/** Secret: `password`. */
const emailSchema = z.object({
  ...common,
  kind: z.literal("email"),
  to: z.string().max(10_000),
  from: z.string().max(1000),
  host: z.string().max(1000),
  port: z.number().int().min(1).max(65_535).default(587),
  /** `starttls` insists on it; `opportunistic` takes it where it is offered, and never sends a password without it. */
  security: z.enum(["starttls", "tls", "opportunistic", "none"]).default("starttls"),
  username: z.string().max(1000).default(""),
  caFile: z.string().max(4096).optional(),
  skipVerify: z.boolean().default(false),
  subject: template,
  text: template,
  html: template,
});

/** Secret: `routingKey`. */
const pagerdutySchema = z.object({
  ...common,
  kind: z.literal("pagerduty"),
  url: z.string().max(4000).default("https://events.pagerduty.com/v2/enqueue"),
  severity: template,
  description: template,
  component: template,
  group: template,
  class: template,
});

/** Native notifications on this machine. */
const nativeSchema = z.object({ ...common, kind: z.literal("native") });

export const integrationSchema = z.discriminatedUnion("kind", [
  nativeSchema,
  webhookSchema,
  slackSchema,
  emailSchema,
  pagerdutySchema,
]);
export type Integration = z.infer<typeof integrationSchema>;
export type IntegrationKind = Integration["kind"];
export type IntegrationOf<K extends IntegrationKind> = Extract<Integration, { kind: K }>;

export const receiverSchema = z.object({
  name: z.string().trim().min(1, "a receiver needs a name").max(200),
  integrations: z.array(integrationSchema).max(50),
});
export type Receiver = z.infer<typeof receiverSchema>;

/** The receiver that every Watchdeck has: native notifications. It can be neither removed nor renamed. */
export const nativeReceiver = "This computer";

/** How an integration has been doing. */
export const integrationStateSchema = z.object({
  kind: z.enum(["unused", "ok", "failing"]),
  at: z.number().optional(),
  say: z.string().optional(),
  /** Messages that wait for another try. */
  waiting: z.number(),
});

export const receiverRowSchema = receiverSchema.extend({
  integrations: z.array(
    z.intersection(
      integrationSchema,
      z.object({ state: integrationStateSchema, storedSecrets: z.array(z.string()), lockedSecrets: z.array(z.string()) }),
    ),
  ),
  /** How many routes name it: it cannot be removed while there are any. */
  usedBy: z.number(),
});
export type ReceiverRow = z.infer<typeof receiverRowSchema>;

/** By the integration's id, then by the secret's name. Absent: keep the stored one; empty text: forget it. */
const secretsSchema = z.record(z.string(), z.record(z.string().max(200), z.string().max(100_000)));
const draftSchema = z.object({ receiver: receiverSchema, secrets: secretsSchema.default({}) });

/** What would leave this machine, with secrets blotted out. */
export const previewSchema = z.object({
  /** "POST https://hooks.slack.com/…", "e-mail to a@example.org by smtp.example.org:587". */
  to: z.string(),
  /** Header lines that matter, in order. */
  head: z.array(z.object({ name: z.string(), value: z.string() })),
  /** What a person reads first: the message as it will look, as plain text. */
  text: z.string(),
  /** The body as it is sent: JSON or a MIME text. */
  body: z.string(),
  problems: z.array(z.string()),
});
export type Preview = z.infer<typeof previewSchema>;

export const receiverCalls = {
  "receivers.list": { input: z.object({}), output: z.object({ receivers: z.array(receiverRowSchema) }) },
  /** Adds or changes a receiver; `was`: its name before. */
  "receivers.save": { input: draftSchema.extend({ was: z.string().optional() }), output: receiverRowSchema },
  "receivers.remove": { input: z.object({ name: z.string() }), output: z.object({}) },
  /** What one integration of a draft would send for a made-up group, or for `notification`. */
  "receivers.preview": {
    input: draftSchema.extend({ integrationId: z.string(), notification: groupNotificationSchema.optional() }),
    output: previewSchema,
  },
  /** Sends a test message by the very path that real ones take, as the draft says (missing secrets are the stored ones). */
  "receivers.test": {
    input: draftSchema.extend({ integrationId: z.string() }),
    output: z.object({ isSent: z.boolean(), say: z.string() }),
  },
};
export type ReceiverDraft = z.output<typeof draftSchema>;

export const receiverEvents = { "receivers.changed": z.object({ receivers: z.array(receiverRowSchema) }) };
