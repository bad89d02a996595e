// Which alerts a list shows, in which order.

import { compilePattern } from "#shared/dashboards/data/pattern";
import type { AlertListOptions } from "#shared/dashboards/options/alert-list";
import type { InboxAlert } from "#shared/model/alert";
import type { Labels } from "#shared/model/labels";
import { severities, severityOf } from "#shared/model/severity";
import { sinceOf } from "../../components/alert-words";

export interface AlertRows {
  rows: InboxAlert[];
  /** How many there are beyond the list's length. */
  more: number;
  /** What of the filter of labels is not understood, in a sentence. */
  problem: string | undefined;
}

export function alertRows(alerts: readonly InboxAlert[], options: AlertListOptions): AlertRows {
  const filter = labelFilter(options.alertInstanceLabelFilter);
  const word = options.alertName.trim().toLowerCase();
  const wanted = alerts.filter(
    (alert) => options.states[alert.state] && hasWord(alert, word) && filter.tests.every((test) => test(alert.labels)),
  );
  const sorted = wanted.sort(orders[options.sortOrder]);
  return {
    rows: sorted.slice(0, options.maxItems),
    more: Math.max(0, sorted.length - options.maxItems),
    problem: filter.problem,
  };
}

function hasWord({ name, labels }: InboxAlert, word: string): boolean {
  return word === "" || name.toLowerCase().includes(word) || labelOf(labels, "instance").toLowerCase().includes(word);
}

const labelOf = (labels: Labels, name: string): string => (Object.hasOwn(labels, name) ? (labels[name] ?? "") : "");

const stateRank = { firing: 0, pending: 1, resolved: 2 } as const;
const urgency = (alert: InboxAlert): number => severities.indexOf(severityOf(alert.labels));
const byName = (a: InboxAlert, b: InboxAlert): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const byNewest = (a: InboxAlert, b: InboxAlert): number => sinceOf(b) - sinceOf(a);

const orders: Record<AlertListOptions["sortOrder"], (a: InboxAlert, b: InboxAlert) => number> = {
  importance: (a, b) => stateRank[a.state] - stateRank[b.state] || urgency(a) - urgency(b) || byNewest(a, b) || byName(a, b),
  name: (a, b) => byName(a, b) || byNewest(a, b),
  newest: (a, b) => byNewest(a, b) || byName(a, b),
  oldest: (a, b) => byNewest(b, a) || byName(a, b),
};

type LabelTest = (labels: Labels) => boolean;

const matcher = /^\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|([^",}\s]*))\s*(?:,|$)/;

/** `severity="critical", job=~"node.*"`, perhaps in braces: all of them have to hold. */
export function labelFilter(text: string): { tests: LabelTest[]; problem: string | undefined } {
  const tests: LabelTest[] = [];
  let rest = text.trim().replace(/^\{(.*)\}$/s, "$1");
  while (rest.trim() !== "") {
    const found = matcher.exec(rest);
    const [whole = "", name = "", operator = "", quoted, bare = ""] = found ?? [];
    if (!found)
      return {
        tests: [],
        problem: `The filter of labels cannot be read at “${rest.trim().slice(0, 40)}”: write severity="critical", job=~"node.*".`,
      };
    const test = testOf(name, operator, quoted?.replace(/\\(.)/g, "$1") ?? bare);
    if (!test) return { tests: [], problem: `The pattern of ${name} is not a regular expression.` };
    tests.push(test);
    rest = rest.slice(whole.length);
  }
  return { tests, problem: undefined };
}

function testOf(name: string, operator: string, value: string): LabelTest | undefined {
  if (operator === "=") return (labels) => labelOf(labels, name) === value;
  if (operator === "!=") return (labels) => labelOf(labels, name) !== value;
  const compiled = compilePattern(`^(?:${value})$`);
  if (!compiled.ok) return undefined;
  const { pattern } = compiled;
  return operator === "=~" ? (labels) => pattern.test(labelOf(labels, name)) : (labels) => !pattern.test(labelOf(labels, name));
}
