import { expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import { entryKeys } from "../../../../../renderer/pages/alerts/history/entry-keys";

const entry = (at: number, kind: LedgerEntry["kind"] = "firing"): LedgerEntry => ({
  at,
  kind,
  alertId: "a",
  alertName: "A",
  text: "",
});

test("every entry has a key of its own, also where two are alike", () => {
  const entries = [entry(3), entry(2), entry(2), entry(1), entry(1, "pending")];
  expect(new Set(entryKeys(entries).values()).size).toBe(5);
});

test("newer entries before it do not change an entry's key", () => {
  const [older, twin] = [entry(2), entry(2)];
  const before = entryKeys([twin, older]);
  const after = entryKeys([entry(3), entry(2, "resolved"), twin, older]);
  expect([after.get(older), after.get(twin)]).toEqual([before.get(older), before.get(twin)]);
});
