// Templates of notifications: Go's text/template with Alertmanager's data and functions, so that what people have in their
// alertmanager.yml keeps its meaning. https://prometheus.io/docs/alerting/latest/notifications/
import type { GroupNotification } from "../model/notification";
import { alertmanagerFunctions } from "./alertmanager-functions";
import { evaluate } from "./evaluate";
import { HtmlSink } from "./html-sink";
import { notificationValue } from "./notification-data";
import { defaultHtmlBody, defaultSlackText, defaultSubject, defaultTextBody } from "./notification-defaults";
import { type Dialect, parseTemplate } from "./parser";
import { TextSink } from "./sink";
import type { TemplateMistake } from "./template";
import { TemplateError } from "./template-error";
import { text, type Value } from "./value";

export { defaultHtmlBody, defaultSlackText, defaultSlackTitle, defaultSubject, defaultTextBody } from "./notification-defaults";

const dialect: Dialect = { functions: alertmanagerFunctions, variables: [] };

/** The templates that Alertmanager brings along, by what they are for; the words are ours. */
const known = new Map<string, (notification: GroupNotification) => string>([
  ...["__subject", "email.default.subject", "slack.default.title", "slack.default.fallback", "pagerduty.default.description"].map(
    (name) => [name, defaultSubject] as const,
  ),
  ...["__alertmanager", "slack.default.username", "pagerduty.default.client"].map((name) => [name, () => "Watchdeck"] as const),
  ...["__alertmanagerURL", "slack.default.titlelink", "pagerduty.default.clientURL"].map(
    (name) => [name, (notification: GroupNotification) => notification.externalUrl] as const,
  ),
  ...["__text_alert_list", "pagerduty.default.instances", "email.default.text"].map((name) => [name, defaultTextBody] as const),
  ["__text_alert_list_markdown", defaultSlackText],
  ["slack.default.text", defaultSlackText],
  ["email.default.html", defaultHtmlBody],
  ...["__description", "slack.default.pretext", "slack.default.footer", "slack.default.iconemoji", "slack.default.iconurl"].map(
    (name) => [name, () => ""] as const,
  ),
]);

/** The template's text for a notification. Throws a TemplateError where it cannot be expanded. `isHtml` escapes what comes in. */
export function expandNotification(source: string, notification: GroupNotification, { isHtml = false } = {}): string {
  // Most fields are plain texts.
  if (!source.includes("{{")) return source;
  const sink = isHtml ? new HtmlSink() : new TextSink();
  const tree = parseTemplate(source, dialect);
  const given = (name: string): Value | undefined => {
    const written = known.get(name)?.(notification);
    if (written === undefined) return undefined;
    return name === "email.default.html" ? { type: "string", value: written, isSafe: "html" } : text(written);
  };
  evaluate(tree, {
    functions: alertmanagerFunctions,
    world: { externalUrl: notification.externalUrl, now: notification.at },
    dot: notificationValue(notification),
    variables: new Map(),
    sink,
    known: given,
  });
  return sink.text;
}

/** The first mistake in a template of a notification, or nothing. */
export function checkNotificationTemplate(source: string): TemplateMistake | undefined {
  try {
    const { calls, defined } = parseTemplate(source, dialect);
    const missing = calls.find(({ name }) => !defined.has(name) && !known.has(name));
    if (!missing) return undefined;
    const { name, from, to } = missing;
    return {
      message: `the template ${JSON.stringify(name)} is of a template file, which is not read: write its text here`,
      from,
      to,
    };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { message: error.message, from: error.from, to: error.to };
  }
}
