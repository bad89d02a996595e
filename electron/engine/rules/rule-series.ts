// The series that rules write into the local store: what a recording rule computes, and ALERTS and ALERTS_FOR_STATE, the states
// of an alert, under the names and labels that Prometheus gives them.
//
// Series of rules against a connection lie beside those of this host, so they carry the label `source` with the connection's
// name; a label `source` of their own becomes `exported_source`, as a scrape would rename it.
import { AppError } from "#shared/model/failure";
import { type Labels, labelsKey } from "#shared/model/labels";
import { gauge, type Reading } from "#shared/model/sample";
import type { InstantResult } from "#shared/model/series";
import type { Alerts } from "./alert-state";
import { elements } from "./elements";
import type { ParsedRule } from "./rule-file";

/** By `seriesKey`. */
export type Written = ReadonlyMap<string, Reading>;

/** A rule that gives more series than this is a mistake, and would fill the store with it. */
export const mostRecordedSeries = 10_000;
/** Of so many alerts of one rule the store keeps the states; the inbox has them all. */
export const mostAlertsWritten = 1000;

/** What a recording rule's answer is written as. Series that were written before keep their object, which the store knows at a glance. */
export function recordedSeries(
  { name, labels: ruleLabels }: Pick<ParsedRule, "name" | "labels">,
  result: InstantResult,
  before: Written,
  source?: string,
): Map<string, Reading> {
  const all = elements(result);
  if (all.length > mostRecordedSeries) {
    throw new AppError({
      kind: "refused",
      say: `The rule gives ${all.length} series; no more than ${mostRecordedSeries} are recorded here: aggregate more in its expression.`,
    });
  }
  const written = new Map<string, Reading>();
  for (const { labels, value } of all) put(written, before, name, recordedLabels(labels, ruleLabels, source), value);
  if (written.size < all.length) {
    throw new AppError({ kind: "bad-query", say: "vector contains metrics with the same labelset after applying rule labels" });
  }
  return written;
}

/** The states of a rule's alerts as series. */
export function alertSeries(name: string, alerts: Alerts, before: Written, source?: string): Map<string, Reading> {
  const written = new Map<string, Reading>();
  let count = 0;
  for (const { state, labels, activeAt } of alerts.values()) {
    if (state === "resolved") continue;
    if (count++ === mostAlertsWritten) break;
    const own = recordedLabels(labels, { alertname: name }, source);
    put(written, before, "ALERTS", { ...own, alertstate: state }, 1);
    put(written, before, "ALERTS_FOR_STATE", own, Math.floor(activeAt / 1000));
  }
  return written;
}

/** What was written and is not any more. */
export function* goneFrom(before: Written, now: { has(key: string): boolean }): Iterable<Reading> {
  for (const [key, reading] of before) if (!now.has(key)) yield reading;
}

function put(written: Map<string, Reading>, before: Written, name: string, labels: Labels, value: number): void {
  const key = `${name}\u0000${labelsKey(labels)}`;
  const known = before.get(key);
  if (known) known.value = value;
  written.set(key, known ?? gauge(name, value, labels));
}

function recordedLabels(labels: Labels, over: Labels, source: string | undefined): Labels {
  const all = new Map([...Object.entries(labels), ...Object.entries(over)]);
  all.delete("__name__");
  all.delete("__proto__");
  if (source !== undefined) {
    const own = all.get("source");
    if (own) all.set("exported_source", own);
    all.set("source", source);
  }
  for (const [label, value] of all) if (value === "") all.delete(label);
  return Object.fromEntries(all);
}
