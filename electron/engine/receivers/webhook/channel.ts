import type { IntegrationOf } from "#shared/contract/receivers";
import type { GroupNotification } from "#shared/model/notification";
import { defaultSubject, defaultTextBody } from "#shared/templates/notification";
import { readCaFile } from "../../sources/http/ca-file";
import { headersFor } from "../../sources/http/credentials";
import type { Channel, ChannelOptions } from "../channel";
import { createHttpPoster, type HttpPoster } from "../http-post";
import { attemptFrom } from "../http-status";
import { addressOf, hostOf, secretPartsOf } from "../web-address";
import { blotted } from "../words";
import { webhookBody } from "./body";

/** Posts Alertmanager's webhook message to an address. */
export function createWebhookChannel({ integration, readSecret, clock }: ChannelOptions<IntegrationOf<"webhook">>): Channel {
  let poster: HttpPoster | undefined;

  const bodyOf = (notification: GroupNotification) => webhookBody(notification, integration.maxAlerts);

  return {
    async preview(notification) {
      const { auth, headerNames, url } = integration;
      return {
        to: `POST ${url === "" ? "the secret address" : url}`,
        head: [
          { name: "Content-Type", value: "application/json" },
          { name: "User-Agent", value: "Watchdeck" },
          ...(auth.kind === "basic" ? [{ name: "Authorization", value: `Basic ${blotted}` }] : []),
          ...(auth.kind === "bearer" ? [{ name: "Authorization", value: `Bearer ${blotted}` }] : []),
          ...headerNames.map((name) => ({ name, value: blotted })),
        ],
        text: `${defaultSubject(notification)}\n\n${defaultTextBody(notification)}`,
        body: JSON.stringify(bodyOf(notification), undefined, 2),
        problems: [],
      };
    },

    async send(notification, signal) {
      const url = await addressOf(integration.url, () => readSecret("url"));
      const name = hostOf(url);
      const headers = await headersFor({ name, auth: integration.auth, headerNames: integration.headerNames }, readSecret);
      const { caFile, skipVerify } = integration.tls;
      poster ??= createHttpPoster({
        name,
        clock,
        skipVerify,
        ...(caFile !== undefined && { ca: await readCaFile(caFile) }),
      });
      const address = integration.url.trim() === "" ? secretPartsOf(url) : [];
      const answer = await poster.post({ url, headers, body: `${JSON.stringify(bodyOf(notification))}\n` }, signal);
      return attemptFrom(answer, { name, secrets: [...address, ...headers.map(([, value]) => value)] });
    },

    close: async () => poster?.close(),
  };
}
