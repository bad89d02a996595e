import { expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import { alertChanges } from "../../../../electron/engine/dashboards/alert-changes";
import { createMemoryLedger } from "../../../../electron/engine/ledger/memory-ledger";
import { createFakeClock } from "../../../support/fake-clock";

const entry = (at: number, kind: LedgerEntry["kind"], more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  at,
  alertId: "a",
  alertName: "HighLoad",
  kind,
  text: `${kind} text`,
  ...more,
});

function ledgerWith(entries: LedgerEntry[]) {
  const ledger = createMemoryLedger({ clock: createFakeClock() });
  for (const one of entries) ledger.add(one);
  return ledger;
}

test("changes of state in the stretch are given, oldest first, with what is known of the alert", async () => {
  const known = { labels: { instance: "web-1" }, summary: "Load is high" };
  const ledger = ledgerWith([
    entry(5, "firing"),
    entry(10, "pending", known),
    entry(20, "resolved", known),
    entry(30, "dropped"),
    entry(40, "notified"),
    entry(50, "firing"),
  ]);
  expect(await alertChanges({ fromMs: 10, toMs: 40 }, ledger)).toEqual([
    { atMs: 10, name: "HighLoad", state: "pending", labels: { instance: "web-1" }, summary: "Load is high" },
    { atMs: 20, name: "HighLoad", state: "resolved", labels: { instance: "web-1" }, summary: "Load is high" },
    { atMs: 30, name: "HighLoad", state: "resolved", labels: {}, summary: "dropped text" },
  ]);
});

test("of very many the newest thousand are given", async () => {
  const ledger = ledgerWith(Array.from({ length: 5000 }, (_, index) => entry(index + 1, "firing")));
  const changes = await alertChanges({ fromMs: 0, toMs: 9999 }, ledger);
  expect([changes.length, changes.at(0)?.atMs, changes.at(-1)?.atMs]).toEqual([1000, 4001, 5000]);
});
