import type { IntegrationOf } from "#shared/contract/receivers";
import type { SendingType } from "../integration-type";
import { problemWithAddress } from "../web-address";

export const pagerduty: SendingType<IntegrationOf<"pagerduty">> = {
  label: () => "PagerDuty",
  secretNames: () => ["routingKey"],
  destination: ({ url }) => url,
  problem: ({ url }) => problemWithAddress(url),
  templates: ["severity", "description", "component", "group", "class"],
  open: async (options) => (await import("./channel")).createPagerdutyChannel(options),
};
