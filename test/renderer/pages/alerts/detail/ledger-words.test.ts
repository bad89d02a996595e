import { expect, test } from "vitest";
import type { LedgerEntry } from "#shared/contract/alerts";
import { entryText, ledgerTitle, timelineOf } from "../../../../../renderer/pages/alerts/detail/ledger-words";

const entry = (kind: LedgerEntry["kind"], at: number, parts: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ kind, at, alertId: "a", alertName: "HighLoad", text: "" },
  ...parts,
});

test.each([
  { told: undefined, title: "What has happened" },
  { told: { at: 1, isTold: true, outcome: "notified" }, title: "Why you were told" },
  { told: { at: 1, isTold: false, outcome: "quiet hours" }, title: "Why you were not told" },
])("the history of an alert with $told is called $title", ({ told, title }) => expect(ledgerTitle(told)).toBe(title));

test("the timeline is a story: oldest first, with the wait for the group where there was one", () => {
  const newestFirst = [
    entry("not-notified", 72_000, { text: "sent 46 s ago", why: "dedup" }),
    entry("notified", 26_000, { text: "native notification shown" }),
    entry("firing", 16_000, { text: "after 2 m" }),
    entry("pending", 0, { text: "85.2" }),
  ];
  expect(timelineOf(newestFirst, 10_000).map(({ at, word, text }) => [at, word, text])).toEqual([
    [0, "pending", "85.2"],
    [16_000, "firing", "after 2 m"],
    [26_000, "waited", "10\u00a0s for its group"],
    [26_000, "told", "native notification shown"],
    [72_000, "not told", "sent 46 s ago"],
  ]);
});

test.each([
  { name: "told at once", entries: [entry("notified", 10_100), entry("firing", 10_000)] },
  { name: "silenced", entries: [entry("not-notified", 30_000, { why: "silence" }), entry("firing", 10_000)] },
  { name: "that a server fired long before it was seen here", entries: [entry("notified", 1_600_000), entry("firing", 10_000)] },
  { name: "of which the firing is on an earlier page", entries: [entry("notified", 30_000)] },
])("an alert $name waited for nothing", ({ entries }) =>
  expect(timelineOf(entries, 60_000).map(({ word }) => word)).not.toContain("waited"),
);

test.each([
  { given: entry("firing", 0, { text: "firing after 2 m" }), text: "after 2 m" },
  { given: entry("firing", 0, { text: "Firing" }), text: "" },
  { given: entry("resolved", 0, { text: "resolved-ish" }), text: "resolved-ish" },
  { given: entry("pending", 0, { text: "value 7.193185698120297", value: "7.193185698120297" }), text: "value 7.193" },
  { given: entry("unobserved", 60_000, { fromMs: 0 }), text: "for 1\u00a0m" },
])("an entry's text does not repeat its word: $text", ({ given, text }) => expect(entryText(given)).toBe(text));
