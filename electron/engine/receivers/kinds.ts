// The kinds of integrations. To add one: its folder, and a line here.
import type { Integration, IntegrationKind, IntegrationOf } from "#shared/contract/receivers";
import type { Channel, ChannelOptions } from "./channel";
import { email } from "./email/email";
import type { IntegrationType, SendingType } from "./integration-type";
import { native } from "./native-receiver";
import { pagerduty } from "./pagerduty/pagerduty";
import { slack } from "./slack/slack";
import { webhook } from "./webhook/webhook";

const sending: { [K in Exclude<IntegrationKind, "native">]: SendingType<IntegrationOf<K>> } = {
  webhook,
  slack,
  email,
  pagerduty,
};
const types: { [K in IntegrationKind]: IntegrationType<IntegrationOf<K>> } = { ...sending, native };

export type SendingIntegration = Exclude<Integration, { kind: "native" }>;

// The tables above give each kind the type for its own integrations; TypeScript cannot follow that through `kind`.
export const typeOf = (integration: Integration): IntegrationType => types[integration.kind] as IntegrationType;

export const labelOf = (integration: Integration): string => typeOf(integration).label(integration);

export const openChannel = (options: ChannelOptions<SendingIntegration>): Promise<Channel> =>
  (sending[options.integration.kind] as SendingType<SendingIntegration>).open(options);
