// The snapshot as the rows of the table. An alert that is not known about is a row too: what cannot be seen is not fine.
import type { AlertsSnapshot } from "#shared/contract/alerts";
import { assertNever } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import type { Alert, Rule, RuleFile } from "#shared/model/rule";
import type { EpochMs } from "#shared/units/time";
import { type Severity, severities, severityOf } from "../../components/severity";
import { visibleText } from "../../components/visible-text";
import { isUnknownRule } from "../../stores/alerts";
import { describeLimit, thresholdOf } from "./threshold";

export interface AlertRow {
  /** The alert's id, or for an unknown rule the rule's. */
  id: string;
  name: string;
  state: Alert["state"] | "unknown";
  severity: Severity;
  /** The `summary` annotation, or the next best; for an unknown rule why nothing is known. */
  summary: string;
  source: string;
  /** Which of the source's things it is about, from the labels; empty when they do not say. */
  instance: string;
  value: string | undefined;
  /** The comparison of the expression, such as `> 85`; empty when it is of another shape. */
  limit: string;
  since: EpochMs | undefined;
  told: string;
  alert: Alert | undefined;
  rule: Rule;
  group: string;
  file: RuleFile;
}

export interface PlacedRule {
  file: RuleFile;
  group: string;
  rule: Rule;
}

/** Every rule with where it stands, in the order of the files. */
export const rulesOf = (snapshot: AlertsSnapshot): PlacedRule[] =>
  snapshot.files.flatMap((file) =>
    file.groups.flatMap((group) => group.rules.map((rule) => ({ file, group: group.name, rule }))),
  );

/** One row for each alert and each alerting rule of unknown state, of the files that are switched on: most urgent first, then the newest. */
export function toRows(snapshot: AlertsSnapshot): AlertRow[] {
  const evaluated = rulesOf(snapshot).filter(({ file }) => file.enabled);
  const rows = evaluated.flatMap((placed) => {
    const alerts = placed.rule.alerts.map((alert) => alertRow(alert, placed));
    if (!isUnknownRule(placed.rule, placed.file)) return alerts;
    const known = alerts.map((row) => (row.state === "resolved" ? row : asUnknown(row)));
    // Where alerts were active, they stand for their rule.
    return known.some(({ state }) => state === "unknown") ? known : [unknownRow(placed), ...known];
  });
  return rows.sort(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      (b.since ?? 0) - (a.since ?? 0) ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0),
  );
}

function alertRow(alert: Alert, { file, group, rule }: PlacedRule): AlertRow {
  return {
    id: alert.id,
    name: visibleText(alert.name),
    state: alert.state,
    severity: severityOf(alert.labels),
    summary: summaryOf(alert.annotations),
    source: alert.source,
    instance: instanceOf(alert.labels),
    value: alert.value,
    limit: limitOf(rule.expr),
    since: sinceOf(alert),
    told: alert.told?.outcome ?? "",
    alert,
    rule,
    group,
    file,
  };
}

/** What was pending or firing when its rule was last evaluated may be over or not: nobody knows, and the row says why. */
const asUnknown = (row: AlertRow): AlertRow => ({ ...row, state: "unknown", summary: reasonOf(row) });

const reasonOf = ({ rule, file }: Pick<AlertRow, "rule" | "file">): string => rule.error ?? file.problem ?? "";

function unknownRow({ file, group, rule }: PlacedRule): AlertRow {
  return {
    id: rule.id,
    name: visibleText(rule.name),
    state: "unknown",
    severity: severityOf(rule.labels),
    summary: reasonOf({ rule, file }),
    source: file.source,
    instance: instanceOf(rule.labels),
    value: undefined,
    limit: limitOf(rule.expr),
    since: undefined,
    told: "",
    alert: undefined,
    rule,
    group,
    file,
  };
}

function sinceOf(alert: Alert): EpochMs {
  switch (alert.state) {
    case "pending":
      return alert.activeAt;
    case "firing":
      return alert.firedAt ?? alert.activeAt;
    case "resolved":
      return alert.resolvedAt ?? alert.activeAt;
    default:
      return assertNever(alert.state);
  }
}

const own = (labels: Labels, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? "") : "");
const firstOf = (labels: Labels, names: readonly string[]): string => names.map((name) => own(labels, name)).find(Boolean) ?? "";

/** The words people write for one line about an alert, the usual one first. */
export const summaryOf = (annotations: Labels): string =>
  visibleText(firstOf(annotations, ["summary", "title", "message", "description"]).split("\n", 1)[0] ?? "");

const instanceOf = (labels: Labels): string =>
  visibleText(firstOf(labels, ["instance", "host", "hostname", "node", "service", "pod", "container", "job"]));

function limitOf(expr: string): string {
  const threshold = thresholdOf(expr);
  return threshold ? describeLimit(threshold) : "";
}
