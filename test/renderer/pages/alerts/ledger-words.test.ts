import { expect, test } from "vitest";
import { ledgerTitle } from "../../../../renderer/pages/alerts/ledger-words";

test.each([
  { told: undefined, title: "What has happened" },
  { told: { at: 1, outcome: "notified 12:12" }, title: "Why you were told" },
  { told: { at: 1, outcome: "not notified: do not disturb" }, title: "Why you were not told" },
  { told: { at: 1, outcome: "silenced" }, title: "Why you were not told" },
])("the history of an alert with $told is called $title", ({ told, title }) => expect(ledgerTitle(told)).toBe(title));
