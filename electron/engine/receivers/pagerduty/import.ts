// https://prometheus.io/docs/alerting/latest/configuration/#pagerduty_config
import type { IntegrationOf } from "#shared/contract/receivers";
import { type Imported, type KindReader, notThere } from "../import/kind-reader";

export const importPagerduty: KindReader = {
  known: [
    ...["send_resolved", "http_config", "service_key", "service_key_file", "routing_key", "routing_key_file", "url", "client"],
    ...[
      "client_url",
      "description",
      "details",
      "images",
      "links",
      "source",
      "severity",
      "class",
      "component",
      "group",
      "timeout",
    ],
  ],
  read(section, global): Imported<IntegrationOf<"pagerduty">> | undefined {
    section.leaveAll(["client", "client_url", "details", "images", "links", "source"], notThere);
    if (section.has("service_key") || section.has("service_key_file")) {
      section.leaveWhole("it uses the Events API v1: make an integration of Events API v2 in PagerDuty and enter its key");
      return undefined;
    }
    const key = section.secret("routing_key");
    if (key === undefined && !section.has("routing_key") && !section.has("routing_key_file"))
      section.error("PagerDuty needs a routing_key");
    const secrets = new Map<string, string>();
    if (key !== undefined) secrets.set("routingKey", key);
    return {
      secrets,
      integration: {
        kind: "pagerduty",
        sendResolved: section.flag("send_resolved") ?? true,
        url: section.text("url") ?? global.text("pagerduty_url") ?? "https://events.pagerduty.com/v2/enqueue",
        severity: section.template("severity"),
        description: section.template("description"),
        component: section.template("component"),
        group: section.template("group"),
        class: section.template("class"),
      },
    };
  },
};
