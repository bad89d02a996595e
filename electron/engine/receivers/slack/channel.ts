import type { IntegrationOf } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import type { GroupNotification } from "#shared/model/notification";
import type { Attempt, Channel, ChannelOptions } from "../channel";
import { withProblems } from "../field-text";
import { createHttpPoster, type HttpPoster } from "../http-post";
import { attemptFrom } from "../http-status";
import { addressOf, hostOf, secretPartsOf } from "../web-address";
import { blotted } from "../words";
import { readSlackAnswer, sayError, sayWebhookError } from "./answers";
import { sendByBot } from "./bot";
import { readableSlack } from "./escape";
import { type SlackMessage, slackMessage } from "./message";

/** Slack, by an incoming webhook or as a bot; Mattermost and Discord take what the webhook sends. */
export function createSlackChannel({
  integration,
  readSecret,
  conversations,
  clock,
}: ChannelOptions<IntegrationOf<"slack">>): Channel {
  let poster: HttpPoster | undefined;
  const { mode, apiUrl, updateMessage } = integration;

  const posterFor = (name: string) => {
    poster ??= createHttpPoster({ name, clock, skipVerify: false });
    return poster;
  };

  async function sendByWebhook(message: SlackMessage, signal: AbortSignal): Promise<Attempt> {
    const url = await addressOf("", () => readSecret("webhookUrl"));
    const name = hostOf(url);
    const secrets = secretPartsOf(url);
    const answer = await posterFor(name).post({ url, headers: [], body: JSON.stringify(message) }, signal);
    // An address of the API in place of a webhook's says with status 200 that it wants a token.
    const api = readSlackAnswer(answer.body);
    if (api?.ok === false) return { kind: "hopeless", say: `${name} refused it: ${sayError(api.error ?? "", secrets)}` };
    return attemptFrom(answer, { name, secrets, why: sayWebhookError });
  }

  async function asBot(notification: GroupNotification, message: SlackMessage, signal: AbortSignal): Promise<Attempt> {
    const token = (await readSecret("token"))?.trim();
    if (token === undefined || token === "" || !/^[\x21-\x7e]+$/.test(token)) {
      throw new AppError({ kind: "unauthorized", say: "no usable token is stored for this bot: enter it again" });
    }
    const base = await addressOf(apiUrl, async () => undefined);
    const name = hostOf(base);
    return sendByBot(notification, message, {
      name,
      secrets: [token],
      conversations,
      updateMessage,
      call: (method, parameters) =>
        posterFor(name).post(
          {
            url: `${base.replace(/\/$/, "")}/${method}`,
            headers: [["authorization", `Bearer ${token}`]],
            body: JSON.stringify(parameters),
          },
          signal,
        ),
    });
  }

  return {
    async preview(notification) {
      const { message, problems } = slackMessage(integration, notification);
      const [attachment] = message.attachments;
      return {
        to: mode === "bot" ? `POST ${apiUrl.replace(/\/$/, "")}/chat.postMessage` : "POST the webhook's secret address",
        head: [
          { name: "Content-Type", value: "application/json" },
          ...(mode === "bot" ? [{ name: "Authorization", value: `Bearer ${blotted}` }] : []),
          ...(message.channel === undefined ? [] : [{ name: "Channel", value: message.channel }]),
        ],
        text: readableSlack(`${attachment?.title ?? ""}\n${attachment?.text ?? ""}`),
        body: JSON.stringify(message, undefined, 2),
        problems,
      };
    },

    async send(notification, signal) {
      const { message, problems } = slackMessage(integration, notification);
      const attempt = mode === "webhook" ? await sendByWebhook(message, signal) : await asBot(notification, message, signal);
      return withProblems(attempt, problems);
    },

    close: async () => poster?.close(),
  };
}
