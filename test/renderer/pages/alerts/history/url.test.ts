import { expect, test } from "vitest";
import { findEntries } from "../../../../../renderer/pages/alerts/history/find";
import { historyQuestion, readHistory, writeHistory } from "../../../../../renderer/pages/alerts/history/url";

test("a link reproduces what the history lists", () => {
  const view = { kind: "not-told", period: "30d", words: "disk prod", alertId: "a1" } as const;
  expect(readHistory(writeHistory(view))).toEqual(view);
});

test.each(["", "kind=constructor&last=forever", "words="])("a link with %o lists everything of a week", (link) =>
  expect(readHistory(new URLSearchParams(link))).toEqual({ kind: "all", period: "7d", words: "", alertId: undefined }),
);

test("the engine is asked for the kinds and the time, the words are looked for here", () => {
  expect(historyQuestion({ kind: "told", period: "24h", words: "x", alertId: undefined }, 100_000_000)).toEqual({
    fromMs: 100_000_000 - 86_400_000,
    kinds: ["notified"],
  });
});

test("words are found in names, texts, receivers and labels", () => {
  const entry = {
    at: 1,
    alertId: "a",
    alertName: "DiskFull",
    kind: "firing",
    text: "after 2 m",
    labels: { job: "node" },
  } as const;
  const told = { at: 2, alertId: "a", alertName: "DiskFull", kind: "notified", text: "sent", receiver: "Slack" } as const;
  const found = (words: string) => findEntries([told, entry], words).map(({ kind }) => kind);
  expect([found(""), found("disk NODE"), found("slack"), found("nothing")]).toEqual([
    ["notified", "firing"],
    ["firing"],
    ["notified"],
    [],
  ]);
});
