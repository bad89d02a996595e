// A group of alerts as one event of PagerDuty's Events API v2: the group is one incident, opened by its first message, changed by
// later ones and closed by the last. https://developer.pagerduty.com/docs/send-alert-event
import { createHash } from "node:crypto";
import type { IntegrationOf } from "#shared/contract/receivers";
import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import { severityOf } from "#shared/model/severity";
import { defaultSubject } from "#shared/templates/notification";
import { createFieldTexts } from "../field-text";
import { linkOf } from "../link";
import { goTime } from "../webhook/body";
import { worstSeverity } from "../words";

/** PagerDuty refuses larger ones with 400. */
export const mostEventBytes = 512 * 1024;
const mostSummary = 1024;

export interface PagerdutyEvent {
  routing_key: string;
  dedup_key: string;
  event_action: "trigger" | "resolve";
  payload: Record<string, unknown>;
  client: string;
  client_url?: string;
  links?: { href: string; text: string }[];
}

export function pagerdutyEvent(
  integration: IntegrationOf<"pagerduty">,
  notification: GroupNotification,
  routingKey: string,
): { event: PagerdutyEvent; problems: string[] } {
  const texts = createFieldTexts();
  const expand = (what: string, template: string, usual: string) =>
    texts.expand(what, template, notification, () => usual).trim();
  const { component, group, class: kind } = integration;
  const named = {
    component: expand("the component", component, ""),
    group: expand("the group", group, ""),
    class: expand("the class", kind, ""),
  };
  const problems = texts.problems;
  const link = linkOf(notification);
  const eventOf = (alerts: readonly NotifiedAlert[]): PagerdutyEvent => ({
    routing_key: routingKey,
    dedup_key: dedupKey(notification),
    event_action: notification.status === "firing" ? "trigger" : "resolve",
    payload: {
      summary: summary.slice(0, mostSummary),
      source: sourceOf(notification),
      severity,
      timestamp: new Date(notification.at).toISOString(),
      ...Object.fromEntries(Object.entries(named).filter(([, text]) => text !== "")),
      custom_details: details(notification, alerts),
    },
    client: "Watchdeck",
    ...(link !== undefined && { client_url: link }),
  });
  const summary = expand("the description", integration.description, defaultSubject(notification));
  const severity = severityWord(expand("the severity", integration.severity, ""), notification, problems);
  return { event: fitting(notification.alerts, eventOf), problems };
}

/**
 * The same for all messages of a group, as Alertmanager makes it, so that an incident is closed though its receiver is called
 * otherwise by then. A test must not close or change one.
 */
const dedupKey = ({ groupKey, reason, id }: GroupNotification): string =>
  createHash("sha256")
    .update(reason === "test" ? id : groupKey)
    .digest("hex");

/** With as many of the alerts as go into one event. */
function fitting(all: readonly NotifiedAlert[], eventOf: (alerts: readonly NotifiedAlert[]) => PagerdutyEvent): PagerdutyEvent {
  let alerts = all;
  for (;;) {
    const event = eventOf(alerts);
    if (alerts.length === 0 || Buffer.byteLength(JSON.stringify(event)) <= mostEventBytes) return event;
    alerts = alerts.slice(0, Math.floor(alerts.length / 2));
  }
}

function details({ alerts, reason }: GroupNotification, shown: readonly NotifiedAlert[]) {
  const left = alerts.length - shown.length;
  const withStatus = (status: NotifiedAlert["status"]) => shown.filter((alert) => alert.status === status).map(detail);
  const count = (status: NotifiedAlert["status"]) => alerts.filter((alert) => alert.status === status).length;
  return {
    firing: withStatus("firing"),
    resolved: withStatus("resolved"),
    num_firing: count("firing"),
    num_resolved: count("resolved"),
    reason,
    ...(left > 0 && { left_out: `${left} more alerts did not fit into the event` }),
  };
}

const detail = ({ labels, annotations, startsAt, endsAt, value, generatorUrl }: NotifiedAlert) => ({
  labels,
  annotations,
  startsAt: goTime(startsAt),
  ...(endsAt !== undefined && { endsAt: goTime(endsAt) }),
  ...(value !== undefined && { value }),
  ...(generatorUrl !== "" && { generatorURL: generatorUrl }),
});

/** What the alerts are about: PagerDuty wants one host, and a group may have many. */
function sourceOf({ commonLabels }: GroupNotification): string {
  for (const name of ["instance", "host", "hostname", "node", "job", "service"]) {
    const value = Object.hasOwn(commonLabels, name) ? commonLabels[name] : undefined;
    if (value !== undefined && value !== "") return value;
  }
  return "Watchdeck";
}

const ownWords: ReadonlySet<string> = new Set(["critical", "error", "warning", "info"]);

function severityWord(written: string, notification: GroupNotification, problems: string[]): string {
  if (ownWords.has(written.toLowerCase())) return written.toLowerCase();
  if (written !== "") {
    const known = severityOf({ severity: written });
    if (known !== "none") return known;
    problems.push(`PagerDuty knows no severity ${JSON.stringify(written.slice(0, 50))}: error is sent in its place.`);
    return "error";
  }
  const worst = worstSeverity(notification);
  return worst === "none" ? "error" : worst;
}
