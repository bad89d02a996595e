// What Slack says when it does not take a message, in words that name the thing to do. Errors of its API come with status 200 and
// `"ok": false`; those of incoming webhooks as a word in the body. https://docs.slack.dev/reference/methods/chat.postMessage#errors
import { z } from "zod";
import { excerpt } from "../words";

const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  ts: z.string().optional(),
  channel: z.string().optional(),
});
export type SlackAnswer = z.infer<typeof answerSchema>;

/** Undefined when it is no answer of Slack's API. */
export function readSlackAnswer(body: string): SlackAnswer | undefined {
  try {
    return answerSchema.parse(JSON.parse(body));
  } catch {
    // Not JSON, or other JSON: no answer of Slack's.
    return undefined;
  }
}

const sentences: ReadonlyMap<string, string> = new Map([
  ["invalid_auth", "the token is not valid; enter the bot's token again (it starts with xoxb-)"],
  ["not_authed", "no token was sent; enter the bot's token"],
  ["token_revoked", "the token was revoked; make a new one in Slack's settings of the app"],
  ["token_expired", "the token has expired; make a new one in Slack's settings of the app"],
  ["account_inactive", "the bot's account is switched off, or its workspace is gone"],
  ["missing_scope", "the bot may not do this; give it the scope chat:write and install it again"],
  ["not_in_channel", "the bot is not in the channel; invite it there with /invite"],
  ["channel_not_found", "there is no such channel, or the bot cannot see it; check the channel and invite the bot"],
  ["is_archived", "the channel is archived; choose another"],
  ["channel_is_archived", "the channel is archived; choose another"],
  ["restricted_action", "the workspace does not allow the bot to write there"],
  ["action_prohibited", "the workspace does not allow this webhook to write there"],
  ["posting_to_general_channel_denied", "the workspace does not allow the bot to write to its general channel"],
  ["msg_too_long", "the message is too long; make the text's template shorter"],
  ["no_text", "the message is empty; look at the text's template"],
  ["invalid_payload", "it does not understand the message; look at the templates"],
  ["invalid_blocks", "it does not understand the message; look at the templates"],
  ["no_service", "the webhook was removed or switched off; make a new one in Slack"],
  ["no_team", "the webhook's workspace does not exist any more"],
  ["user_not_found", "there is no such user; check the channel"],
]);

const passing: ReadonlySet<string> = new Set([
  "ratelimited",
  "rate_limited",
  "internal_error",
  "fatal_error",
  "request_timeout",
  "service_unavailable",
  "rollup_error",
]);

export const mayPass = (error: string): boolean => passing.has(error);

/** Slack's word for what went wrong as a part of a sentence. */
export const sayError = (error: string, secrets: readonly string[]): string => sentences.get(error) ?? excerpt(error, secrets);

/** The same for the body of a webhook's refusal; undefined where it is none of Slack's words. */
export const sayWebhookError = (body: string): string | undefined => sentences.get(body.trim());
