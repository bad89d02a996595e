import type { IntegrationOf } from "#shared/contract/receivers";
import { secretNames } from "../../connections/inherit";
import { problemWithHeaders } from "../../sources/http/credentials";
import type { SendingType } from "../integration-type";
import { problemWithAddress } from "../web-address";

/** Alertmanager's webhook. Its address is a secret where it holds a key. */
export const webhook: SendingType<IntegrationOf<"webhook">> = {
  label: ({ url }) => (URL.canParse(url) ? `webhook to ${new URL(url).host}` : "webhook"),
  secretNames: (integration) => [...(integration.url === "" ? ["url"] : []), ...secretNames(integration)],
  destination: ({ url }) => (url === "" ? undefined : url),
  problem: (integration) =>
    (integration.url === "" ? undefined : problemWithAddress(integration.url)) ?? problemWithHeaders(integration),
  templates: [],
  open: async (options) => (await import("./channel")).createWebhookChannel(options),
};
