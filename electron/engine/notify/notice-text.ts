// What a notice says: a title and a body that fit two short lines.

import type { Notice } from "#shared/contract/notifications";
import { formatDuration } from "#shared/format/duration";
import { formatLabels, type Labels, withoutLabels } from "#shared/model/labels";
import type { Alert } from "#shared/model/rule";

type Words = Pick<Notice, "title" | "body" | "urgency">;
/** At least one alert, all of one rule. */
export type AlertList = [Alert, ...Alert[]];

export function firingText(alerts: AlertList): Words {
  const [first] = alerts;
  return {
    title:
      alerts.length === 1 ? `Firing: ${oneLine(first.name, 60)}` : `${oneLine(first.name, 60)}: ${alerts.length} alerts firing`,
    body: alerts.length === 1 ? about(first) : listed(alerts),
    urgency: alerts.map(urgencyOf).sort((a, b) => weight[b] - weight[a])[0] ?? "normal",
  };
}

export function resolvedText(alerts: AlertList): Words {
  const [first] = alerts;
  const longest = Math.max(...alerts.map(({ firedAt, resolvedAt }) => (resolvedAt ?? 0) - (firedAt ?? resolvedAt ?? 0)));
  const fired = `fired for ${formatDuration(Math.round(longest / 1000) * 1000)}`;
  return {
    title: `Resolved: ${oneLine(first.name, 60)}${alerts.length === 1 ? "" : ` (${alerts.length} alerts)`}`,
    body:
      alerts.length === 1
        ? oneLine(`${fired[0]?.toUpperCase()}${fired.slice(1)}. ${about(first)}`, bodyLength)
        : `The longest ${fired}. ${listed(alerts)}`,
    urgency: "low",
  };
}

const bodyLength = 160;
const weight = { critical: 2, normal: 1, low: 0 };

function urgencyOf({ labels }: Alert): Notice["urgency"] {
  switch (labelOf(labels, "severity").toLowerCase()) {
    case "critical":
    case "page":
      return "critical";
    case "info":
    case "none":
      return "low";
    default:
      return "normal";
  }
}

/** The alert in one line: its summary, else its description, else its labels. */
function about({ labels, annotations, value }: Alert): string {
  const words = labelOf(annotations, "summary") || labelOf(annotations, "description");
  const rest = withoutLabels(labels, ["alertname", "severity"]);
  return oneLine(words || (Object.keys(rest).length > 0 ? formatLabels(rest) : `value ${value}`), bodyLength);
}

/** The first few by what tells them apart. */
function listed(alerts: AlertList): string {
  const [first] = alerts;
  const names = [...new Set(alerts.flatMap(({ labels }) => Object.keys(labels)))].sort();
  const telling = names.filter((name) => alerts.some(({ labels }) => labelOf(labels, name) !== labelOf(first.labels, name)));
  const shown = alerts.slice(0, 3).map(({ labels }) =>
    oneLine(
      telling
        .map((name) => labelOf(labels, name))
        .filter(Boolean)
        .join(" "),
      40,
    ),
  );
  const more = alerts.length > shown.length ? ` and ${alerts.length - shown.length} more` : "";
  return `${shown.join(", ")}${more}`;
}

const labelOf = (labels: Labels, name: string) => (Object.hasOwn(labels, name) ? (labels[name] ?? "") : "");

/** Texts come from rule files and label values: no control characters, no line feeds, no more than fits. */
function oneLine(text: string, most: number): string {
  const line = text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join("")}…`;
}
