import { expect, test } from "vitest";
import type { AlertSummary } from "#shared/model/alert";
import { describeSummary, tookWords } from "../../../../renderer/pages/alerts/headline";

const none: AlertSummary = { critical: 0, warning: 0, info: 0, none: 0, pending: 0, muted: 0, unknown: 0, rules: 1 };

test("the headline counts what wants a look, and never says nothing", () => {
  expect(describeSummary({ ...none, critical: 2, pending: 1, unknown: 1 })).toBe("2 critical · 1 pending · 1 unknown");
  expect(describeSummary(none)).toBe("nothing firing");
});

test.each([
  { ms: 0.44, words: "in 0.4 ms" },
  { ms: 12.3, words: "in 12 ms" },
])("$ms ms are written $words", ({ ms, words }) => expect(tookWords(ms)).toBe(words));
