// What a message says where its receiver has no text of its own.
import { type Labels, withoutLabels } from "../model/labels";
import type { GroupNotification, NotifiedAlert } from "../model/notification";
import { escapeHtml } from "./functions";
import { writeGoTime } from "./go-time";
import { humanizeDuration } from "./humanize";
import { sortedPairs } from "./notification-data";

/** A mail with ten thousand alerts in it helps nobody. */
const mostListed = 50;

/** `[FIRING:2] DiskFull (critical node)`: people filter their mail by this form. */
export function defaultSubject({ status, alerts, groupLabels, commonLabels }: GroupNotification): string {
  const count = status === "firing" ? `:${alerts.filter((alert) => alert.status === "firing").length}` : "";
  const group = valuesOf(groupLabels);
  const others = valuesOf(withoutLabels(commonLabels, Object.keys(groupLabels)));
  return [`[${status.toUpperCase()}${count}]`, group, others === "" ? "" : `(${others})`].filter((part) => part !== "").join(" ");
}

export const defaultSlackTitle = defaultSubject;

const valuesOf = (labels: Labels) =>
  sortedPairs(labels)
    .map(([, value]) => value)
    .join(" ");

interface Section {
  title: string;
  alerts: readonly NotifiedAlert[];
  left: number;
}

/** The firing ones, then those that are over; each part as far as it is listed. */
function sections({ alerts }: GroupNotification): Section[] {
  const firing = alerts.filter(({ status }) => status === "firing");
  const resolved = alerts.filter(({ status }) => status === "resolved");
  return [
    { title: `Firing (${firing.length})`, all: firing },
    { title: `Resolved (${resolved.length})`, all: resolved },
  ].flatMap(({ title, all }) =>
    all.length === 0 ? [] : [{ title, alerts: all.slice(0, mostListed), left: Math.max(0, all.length - mostListed) }],
  );
}

const annotationOf = ({ annotations }: NotifiedAlert, name: string): string =>
  Object.hasOwn(annotations, name) ? (annotations[name] ?? "") : "";

/** What the alert is about, in its author's words, or else its name. */
const headline = (alert: NotifiedAlert): string =>
  annotationOf(alert, "summary") ||
  annotationOf(alert, "message") ||
  (Object.hasOwn(alert.labels, "alertname") ? (alert.labels.alertname ?? "") : "") ||
  "An alert without a name";

/** What is said besides: the description, unless it is the headline already. */
function detail(alert: NotifiedAlert): string {
  const description = annotationOf(alert, "description");
  return description === headline(alert) ? "" : description;
}

function since({ startsAt, endsAt }: NotifiedAlert): string {
  const moment = (at: number) => writeGoTime({ at }, "2006-01-02 15:04:05 MST");
  if (endsAt === undefined) return `since ${moment(startsAt)}`;
  return `from ${moment(startsAt)} to ${moment(endsAt)} (${humanizeDuration(Math.max(0, Math.round((endsAt - startsAt) / 1000)))})`;
}

const labelList = (labels: Labels): string =>
  sortedPairs(labels)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ");

/** For mail, and wherever there is nothing but plain text. */
export function defaultTextBody(notification: GroupNotification): string {
  const lines: string[] = [];
  for (const { title, alerts, left } of sections(notification)) {
    lines.push(title, "");
    for (const alert of alerts) {
      lines.push(`* ${headline(alert)}`);
      const runbook = annotationOf(alert, "runbook_url");
      const more = [
        detail(alert),
        since(alert),
        alert.value === undefined ? "" : `value: ${alert.value}`,
        labelList(alert.labels),
      ];
      if (runbook !== "") more.push(`runbook: ${runbook}`);
      for (const line of more) if (line !== "") lines.push(...line.split("\n").map((each) => `  ${each}`));
      lines.push("");
    }
    if (left > 0) lines.push(`… and ${left} more`, "");
  }
  if (notification.externalUrl !== "") lines.push(notification.externalUrl);
  return `${lines.join("\n").trimEnd()}\n`;
}

/** Slack reads `&`, `<` and `>` as its own marks. */
const slackText = (plain: string): string => plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** One line for each alert, with its own labels: those that all have in common stand in the title. */
export function defaultSlackText(notification: GroupNotification): string {
  const lines: string[] = [];
  for (const { title, alerts, left } of sections(notification)) {
    lines.push(`*${title}*`);
    for (const alert of alerts) {
      const own = labelList(withoutLabels(alert.labels, Object.keys(notification.commonLabels)));
      lines.push(`• ${slackText(headline(alert))}${own === "" ? "" : ` \`${slackText(own).replaceAll("`", "'")}\``}`);
      const more = detail(alert);
      if (more !== "") lines.push(...more.split("\n").map((line) => `   ${slackText(line)}`));
    }
    if (left > 0) lines.push(`… and ${left} more`);
  }
  return lines.join("\n");
}

const colours = { firing: "#b42318", resolved: "#067647" };

/** Of tables and inline styles, which every mail program understands. */
export function defaultHtmlBody(notification: GroupNotification): string {
  const parts = sections(notification).map(({ title, alerts, left }) => {
    const rows = alerts.map((alert) => alertHtml(alert)).join("\n");
    const rest = left > 0 ? `\n<p style="color:#475467">… and ${left} more</p>` : "";
    return `<h2 style="font-size:16px;margin:24px 0 8px">${escapeHtml(title)}</h2>\n${rows}${rest}`;
  });
  const link = linkHtml(notification.externalUrl, "Open Watchdeck");
  return [
    "<!doctype html>",
    '<html><head><meta charset="utf-8"></head>',
    '<body style="font-family:system-ui,-apple-system,Segoe UI,sans-serif;font-size:14px;line-height:1.5;color:#101828">',
    `<h1 style="font-size:18px;margin:0;color:${colours[notification.status]}">${escapeHtml(defaultSubject(notification))}</h1>`,
    ...parts,
    ...(link === "" ? [] : [`<p>${link}</p>`]),
    "</body></html>",
    "",
  ].join("\n");
}

function alertHtml(alert: NotifiedAlert): string {
  const said = detail(alert);
  const lines = [
    `<strong>${escapeHtml(headline(alert))}</strong>`,
    ...(said === "" ? [] : [escapeHtml(said).replaceAll("\n", "<br>")]),
    `<span style="color:#475467">${escapeHtml(since(alert))}${alert.value === undefined ? "" : `, value ${escapeHtml(alert.value)}`}</span>`,
    `<code style="font-size:12px;color:#475467">${escapeHtml(labelList(alert.labels))}</code>`,
    linkHtml(annotationOf(alert, "runbook_url"), "Runbook"),
  ];
  const style = `border-left:4px solid ${colours[alert.status]};padding:4px 0 4px 12px;margin:0 0 12px`;
  return `<div style="${style}">${lines.filter((line) => line !== "").join("<br>")}</div>`;
}

/** Only what a browser opens: annotations are text from anywhere. */
const linkHtml = (url: string, say: string): string =>
  /^https?:\/\//i.test(url) ? `<a href="${escapeHtml(url)}">${say}</a>` : "";
