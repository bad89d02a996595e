import { z } from "zod";
import type { IntegrationOf } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import { defaultTextBody } from "#shared/templates/notification";
import type { Channel, ChannelOptions } from "../channel";
import { withProblems } from "../field-text";
import { createHttpPoster, type HttpPoster } from "../http-post";
import { attemptFrom } from "../http-status";
import { addressOf, hostOf } from "../web-address";
import { blotted, excerpt } from "../words";
import { pagerdutyEvent } from "./event";

/** PagerDuty, by its Events API v2. */
export function createPagerdutyChannel({ integration, readSecret, clock }: ChannelOptions<IntegrationOf<"pagerduty">>): Channel {
  let poster: HttpPoster | undefined;
  return {
    async preview(notification) {
      const { event, problems } = pagerdutyEvent(integration, notification, blotted);
      return {
        to: `POST ${integration.url}`,
        head: [
          { name: "Content-Type", value: "application/json" },
          { name: "Event", value: event.event_action },
        ],
        text: `${String(event.payload.summary)}\n\n${defaultTextBody(notification)}`,
        body: JSON.stringify(event, undefined, 2),
        problems,
      };
    },

    async send(notification, signal) {
      const key = (await readSecret("routingKey"))?.trim();
      if (key === undefined || key === "") {
        throw new AppError({ kind: "unauthorized", say: "no integration key is stored for PagerDuty: enter it again" });
      }
      const url = await addressOf(integration.url, async () => undefined);
      const name = hostOf(url);
      poster ??= createHttpPoster({ name, clock, skipVerify: false });
      const { event, problems } = pagerdutyEvent(integration, notification, key);
      const answer = await poster.post({ url, headers: [], body: JSON.stringify(event) }, signal);
      const attempt = attemptFrom(answer, { name, secrets: [key], why: (body) => sayRefusal(body, key) });
      if (attempt.kind === "sent" && notification.reason === "test") {
        return { ...attempt, say: `${attempt.say} and opened an incident for the test, which has to be resolved there` };
      }
      return withProblems(attempt, problems);
    },

    close: async () => poster?.close(),
  };
}

const refusalSchema = z.object({ message: z.string().optional(), errors: z.array(z.string()).optional() });

/** `{"status":"invalid event","message":"Event object is invalid","errors":["'routing_key' is invalid"]}` */
function sayRefusal(body: string, key: string): string | undefined {
  let read: z.infer<typeof refusalSchema>;
  try {
    read = refusalSchema.parse(JSON.parse(body));
  } catch {
    // Not PagerDuty's form: the caller quotes it.
    return undefined;
  }
  const [first] = read.errors ?? [];
  const said = first ?? read.message;
  if (said === undefined) return undefined;
  const advice = /routing_key/.test(said) ? "; enter the integration key of a service with Events API v2 (32 characters)" : "";
  return `${excerpt(said, [key])}${advice}`;
}
