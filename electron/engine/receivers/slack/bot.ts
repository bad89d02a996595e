// Messages by Slack's API, where a message can be changed later: a group has one message that always says how things are, and what
// happens to the group meanwhile stands in its thread.
import { z } from "zod";
import type { GroupNotification } from "#shared/model/notification";
import type { Attempt } from "../channel";
import type { Conversations } from "../conversations";
import type { HttpAnswer } from "../http-post";
import { attemptFrom } from "../http-status";
import { mayPass, readSlackAnswer, type SlackAnswer, sayError } from "./answers";
import type { SlackMessage } from "./message";

export interface BotOptions {
  name: string;
  secrets: readonly string[];
  /** Calls a method of the API. */
  call(method: string, parameters: object): Promise<HttpAnswer>;
  conversations: Conversations;
  /** Whether the group's first message is changed instead of sending another. */
  updateMessage: boolean;
}

/** Where a group's first message stands. */
const placeSchema = z.object({ channel: z.string(), ts: z.string() });
type Place = z.infer<typeof placeSchema>;

type Called = { ok: true; answer: SlackAnswer } | { ok: false; error: string; attempt: Attempt };

export async function sendByBot(notification: GroupNotification, message: SlackMessage, options: BotOptions): Promise<Attempt> {
  const { conversations, updateMessage, name } = options;
  const { groupKey, status, reason } = notification;
  const first = updateMessage && reason !== "test" ? placeOf(conversations.get(groupKey)) : undefined;
  if (first) {
    const changed = await call("chat.update", { attachments: message.attachments, ...first }, options);
    if (changed.ok) {
      const answered = await call("chat.postMessage", { ...message, ...inThreadOf(first, reason) }, options);
      if (!answered.ok) return answered.attempt;
      if (status === "resolved") conversations.end(groupKey);
      return { kind: "sent", say: `${name} changed the group's message and added to its thread` };
    }
    // Somebody deleted it, or it is too old to be changed: the group gets a new one.
    if (!lost.has(changed.error)) return changed.attempt;
    conversations.end(groupKey);
  }
  const posted = await call("chat.postMessage", message, options);
  if (!posted.ok) return posted.attempt;
  const { channel, ts } = posted.answer;
  if (updateMessage && status === "firing" && reason !== "test" && channel !== undefined && ts !== undefined) {
    conversations.note(groupKey, JSON.stringify({ channel, ts } satisfies Place));
  }
  return { kind: "sent", say: `${name} took it` };
}

/** A reminder is to be seen: it is shown in the channel as well. */
const inThreadOf = ({ channel, ts }: Place, reason: GroupNotification["reason"]) => ({
  channel,
  thread_ts: ts,
  ...((reason === "repeat interval elapsed" || reason === "new alerts added") && { reply_broadcast: true }),
});

const lost: ReadonlySet<string> = new Set([
  "message_not_found",
  "cant_update_message",
  "edit_window_closed",
  "channel_not_found",
  "is_inactive",
]);

async function call(method: string, parameters: object, { name, secrets, call: post }: BotOptions): Promise<Called> {
  const answer = await post(method, parameters);
  const read = readSlackAnswer(answer.body);
  if (read?.ok && answer.status < 300) return { ok: true, answer: read };
  if (!read || read.ok || read.error === undefined || answer.status === 429) {
    const attempt = attemptFrom(answer, { name, secrets });
    if (attempt.kind !== "sent") return { ok: false, error: "", attempt };
    const say = `${name} took the message, but its answer is not one of Slack's API; check the address of the API`;
    return { ok: false, error: "", attempt: { kind: "hopeless", say } };
  }
  const kind = mayPass(read.error) ? ("again" as const) : ("hopeless" as const);
  return { ok: false, error: read.error, attempt: { kind, say: `${name} refused it: ${sayError(read.error, secrets)}` } };
}

function placeOf(noted: string | undefined): Place | undefined {
  if (noted === undefined) return undefined;
  try {
    return placeSchema.parse(JSON.parse(noted));
  } catch {
    // Written by another version: the group gets a new message.
    return undefined;
  }
}
