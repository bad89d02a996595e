import { expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import type { Alert } from "#shared/model/rule";
import { alertChanges } from "../../../../electron/engine/dashboards/alert-changes";

const entry = (at: number, kind: LedgerEntry["kind"], alertId = "a"): LedgerEntry => ({
  at,
  alertId,
  alertName: "HighLoad",
  kind,
  text: `${kind} text`,
});
const alert: Alert = {
  id: "a",
  ruleId: "r",
  name: "HighLoad",
  source: "local",
  labels: { instance: "web-1" },
  annotations: { summary: "Load is high" },
  state: "firing",
  value: "9",
  activeAt: 0,
};

test("changes of state in the stretch are given, oldest first, with what is known of the alert", () => {
  const entries = [
    entry(50, "firing"),
    entry(40, "notified"),
    entry(30, "dropped", "gone"),
    entry(20, "resolved"),
    entry(10, "pending"),
    entry(5, "firing"),
  ];
  expect(alertChanges({ fromMs: 10, toMs: 40 }, { entries, alerts: [alert] })).toEqual([
    { atMs: 10, name: "HighLoad", state: "pending", labels: { instance: "web-1" }, summary: "Load is high" },
    { atMs: 20, name: "HighLoad", state: "resolved", labels: { instance: "web-1" }, summary: "Load is high" },
    { atMs: 30, name: "HighLoad", state: "resolved", labels: {}, summary: "dropped text" },
  ]);
});

test("of an alert whose rule is gone the labels are those that it fired with", () => {
  const fired = { ...entry(5, "firing", "gone"), labels: { instance: "db-1" }, summary: "Disk full" };
  expect(alertChanges({ fromMs: 6, toMs: 9 }, { entries: [entry(7, "resolved", "gone"), fired], alerts: [] })).toEqual([
    { atMs: 7, name: "HighLoad", state: "resolved", labels: { instance: "db-1" }, summary: "Disk full" },
  ]);
});

test("of very many the newest thousand are given", () => {
  const entries = Array.from({ length: 5000 }, (_, index) => entry(5000 - index, "firing"));
  const changes = alertChanges({ fromMs: 0, toMs: 9999 }, { entries, alerts: [] });
  expect([changes.length, changes.at(0)?.atMs, changes.at(-1)?.atMs]).toEqual([1000, 4001, 5000]);
});
