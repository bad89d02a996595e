// A group of alerts as one Slack attachment, the form that Mattermost and Discord (at its address ending in /slack) take too.
// https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments
import type { IntegrationOf } from "#shared/contract/receivers";
import type { GroupNotification } from "#shared/model/notification";
import { defaultSlackText, defaultSlackTitle } from "#shared/templates/notification";
import { createFieldTexts, escapedBy } from "../field-text";
import { isWebAddress, linkOf } from "../link";
import { worstSeverity } from "../words";
import { escapeSlack } from "./escape";

export interface SlackMessage {
  channel?: string;
  username?: string;
  icon_emoji?: string;
  text?: string;
  attachments: {
    color: string;
    title: string;
    title_link?: string;
    text: string;
    fallback: string;
    mrkdwn_in: string[];
  }[];
}

// Slack cuts longer ones somewhere; we cut them at a line and say so.
const mostText = 7000;
const mostTitle = 500;

export function slackMessage(
  integration: IntegrationOf<"slack">,
  plain: GroupNotification,
): { message: SlackMessage; problems: string[] } {
  const notification = escapedBy(escapeSlack, plain);
  const texts = createFieldTexts();
  const expand = (field: "color" | "title" | "titleLink" | "text", usual: () => string) =>
    texts.expand(words[field], integration[field], notification, usual);

  const title = expand("title", () => defaultSlackTitle(notification)).slice(0, mostTitle);
  const link = expand("titleLink", () => linkOf(notification) ?? "").trim();
  const text = cut(expand("text", () => defaultSlackText(plain)));
  const { channel, username, iconEmoji } = integration;
  return {
    problems: texts.problems,
    message: {
      ...(channel !== "" && { channel }),
      ...(username !== "" && { username }),
      ...(iconEmoji !== "" && { icon_emoji: iconEmoji }),
      attachments: [
        {
          color: expand("color", () => usualColour(notification)).trim(),
          title,
          ...(isWebAddress(link) && { title_link: link }),
          text,
          fallback: isWebAddress(link) ? `${title} | ${link}` : title,
          mrkdwn_in: ["fallback", "pretext", "text"],
        },
      ],
    },
  };
}

const words = { color: "the colour", title: "the title", titleLink: "the title's link", text: "the text" } as const;

/** `good`, `warning` and `danger` are Slack's own words. */
function usualColour(notification: GroupNotification): string {
  if (notification.status === "resolved") return "good";
  switch (worstSeverity(notification)) {
    case "critical":
      return "danger";
    case "warning":
    case "none":
      return "warning";
    case "info":
      return "#6aa6ff";
  }
}

function cut(text: string): string {
  if (text.length <= mostText) return text;
  const end = text.lastIndexOf("\n", mostText);
  return `${text.slice(0, end > 0 ? end : mostText)}\n…`;
}
