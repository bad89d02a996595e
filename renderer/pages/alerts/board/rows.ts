// The lines of the board. A rule that cannot be evaluated and has no alerts is a row too: what cannot be seen is not fine.
import type { InboxAlert } from "#shared/model/alert";
import type { Labels } from "#shared/model/labels";
import type { Rule } from "#shared/model/rule";
import { type Severity, severities, severityOf } from "#shared/model/severity";
import type { EpochMs } from "#shared/units/time";
import { instanceOf, type Standing, sinceOf, standingOf, summaryOf } from "../../../components/alert-words";
import { visibleText } from "../../../components/visible-text";
import { isUnknownRule, type PlacedRule } from "../../../stores/alerts";

export interface BoardRow {
  /** The alert's id, or for an unknown rule the rule's. */
  id: string;
  name: string;
  standing: Standing;
  severity: Severity;
  /** The `summary` annotation, or the next best; of what is unknown, why. */
  summary: string;
  source: string;
  /** Which of the source's things it is about; empty when its labels do not say. */
  instance: string;
  labels: Labels;
  value: string | undefined;
  since: EpochMs | undefined;
  /** Absent for a rule. */
  alert: InboxAlert | undefined;
  /** The smaller, the more urgent; of the equally urgent the newest first. */
  urgency: number;
}

// An alert that did not change is the same object in the next frame, and so is its row.
const alertRows = new WeakMap<InboxAlert, BoardRow>();
const ruleRows = new WeakMap<Rule, BoardRow>();

/** Every alert, and every rule of unknown state that has none which is active. */
export function rowsOf(alerts: Iterable<InboxAlert>, rules: Iterable<PlacedRule>): BoardRow[] {
  const rows: BoardRow[] = [];
  const told = new Set<string>();
  for (const alert of alerts) {
    rows.push(rowOf(alert));
    if (alert.state === "resolved") continue;
    for (const origin of alert.origins) if (origin.kind === "rule") told.add(origin.ruleId);
  }
  // Where alerts are active, they stand for their rule.
  for (const placed of rules) {
    if (!told.has(placed.rule.id) && isUnknownRule(placed.rule, placed.file)) rows.push(rowOfRule(placed));
  }
  return rows;
}

export function rowOf(alert: InboxAlert): BoardRow {
  let row = alertRows.get(alert);
  if (!row) {
    row = makeRow(alert);
    alertRows.set(alert, row);
  }
  return row;
}

function makeRow(alert: InboxAlert): BoardRow {
  const standing = standingOf(alert);
  const severity = severityOf(alert.labels);
  const since = sinceOf(alert);
  return {
    id: alert.id,
    name: visibleText(alert.name),
    standing,
    severity,
    summary: (standing === "unknown" && alert.unknown) || summaryOf(alert.annotations),
    source: alert.source,
    instance: instanceOf(alert.labels),
    labels: alert.labels,
    value: alert.value,
    since,
    alert,
    urgency: urgencyOf(severity, since),
  };
}

export function rowOfRule({ rule, file }: PlacedRule): BoardRow {
  let row = ruleRows.get(rule);
  if (!row) {
    const severity = severityOf(rule.labels);
    row = {
      id: rule.id,
      name: visibleText(rule.name),
      standing: "unknown",
      severity,
      summary: visibleText(rule.error ?? file.problem ?? ""),
      source: file.source,
      instance: instanceOf(rule.labels),
      labels: { ...rule.labels, alertname: rule.name },
      value: undefined,
      since: undefined,
      alert: undefined,
      urgency: urgencyOf(severity, 0),
    };
    ruleRows.set(rule, row);
  }
  return row;
}

/** Larger than any time, so that severity decides first. */
const apart = 1e14;
const urgencyOf = (severity: Severity, since: EpochMs): number => severities.indexOf(severity) * apart - since;

const byName = (a: BoardRow, b: BoardRow): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** In place: the most urgent first. */
export const sortByUrgency = (rows: BoardRow[]): BoardRow[] =>
  rows.sort((a, b) => a.urgency - b.urgency || byName(a, b) || (a.id < b.id ? -1 : 1));

/** The rule that makes an alert, as far as it is known here. */
export function ruleOf(alert: InboxAlert, rules: ReadonlyMap<string, PlacedRule>): PlacedRule | undefined {
  for (const origin of alert.origins) {
    const placed = origin.kind !== "alertmanager" && origin.ruleId !== undefined ? rules.get(origin.ruleId) : undefined;
    if (placed) return placed;
  }
  return undefined;
}

/** Where it is, in words: "prod · api-gateway". */
export function whereOf(
  { source, instance }: Pick<BoardRow, "source" | "instance">,
  nameOfSource: (id: string) => string,
): string {
  return instance === "" ? nameOfSource(source) : `${nameOfSource(source)} · ${instance}`;
}
