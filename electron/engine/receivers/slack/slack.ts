import type { IntegrationOf } from "#shared/contract/receivers";
import type { SendingType } from "../integration-type";
import { problemWithAddress } from "../web-address";

/** Slack, by an incoming webhook or as a bot. */
export const slack: SendingType<IntegrationOf<"slack">> = {
  label: ({ channel }) => (channel === "" ? "Slack" : `Slack ${channel}`),
  secretNames: ({ mode }) => [mode === "webhook" ? "webhookUrl" : "token"],
  destination: ({ apiUrl }) => apiUrl,
  problem({ mode, channel, apiUrl }) {
    if (mode === "webhook") return undefined;
    if (channel.trim() === "") return "A bot needs the channel that it writes to, such as #alerts.";
    return problemWithAddress(apiUrl);
  },
  templates: ["color", "title", "titleLink", "text"],
  open: async (options) => (await import("./channel")).createSlackChannel(options),
};
