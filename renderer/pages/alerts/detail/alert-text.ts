// An alert as plain text, for a chat or a ticket.
import { formatMoment } from "#shared/format/clock-time";
import type { InboxAlert } from "#shared/model/alert";
import type { Labels } from "#shared/model/labels";
import { alertWords, sinceOf, summaryOf } from "../../../components/alert-words";
import type { RuleFacts } from "./rule-facts";

export function alertText(alert: InboxAlert, rule: RuleFacts | undefined, source: string): string {
  const lines = [
    `${alert.name}: ${alertWords(alert)} since ${formatMoment(sinceOf(alert))} (${source})`,
    summaryOf(alert.annotations),
    alert.unknown === undefined ? "" : `unknown: ${alert.unknown}`,
    alert.value === undefined ? "" : `value: ${alert.value}`,
    ...(rule ? [`rule: ${rule.rule.expr.trim()}`, `file: ${rule.file}:${rule.rule.line}, group ${rule.group}`] : []),
    ...pairs("labels", alert.labels),
    ...pairs("annotations", alert.annotations),
  ];
  return `${lines.filter(Boolean).join("\n")}\n`;
}

const pairs = (title: string, labels: Labels): string[] => {
  const names = Object.keys(labels).sort();
  return names.length === 0 ? [] : [`${title}:`, ...names.map((name) => `  ${name}: ${labels[name]}`)];
};
