import { expect, test } from "vitest";
import type { AlertSummary } from "#shared/model/alert";
import { emptyList } from "../../../../../renderer/pages/alerts/board/empty-list";
import { countLists } from "../../../../../renderer/pages/alerts/board/lists";
import { aFile, aRule, aSnapshot } from "../alert-snapshots";

const summary: AlertSummary = { critical: 0, warning: 0, info: 0, none: 0, pending: 0, muted: 0, unknown: 0, rules: 1 };
const none = countLists([]);
const fine = aSnapshot(aFile([aRule({ state: "inactive" })]));
const facts = { view: { list: "firing", filter: "" }, counts: none, snapshot: fine, summary } as const;

test.each([
  { name: "without rules", facts: { ...facts, snapshot: aSnapshot() }, kind: "rules", title: "No rules loaded" },
  { name: "when all rules were evaluated", facts, kind: "fine", title: "Nothing is firing" },
  {
    name: "when a rule waits",
    facts: { ...facts, snapshot: aSnapshot(aFile([aRule({ state: "unknown" })])) },
    kind: "unknown",
    title: "Not known yet",
  },
  {
    name: "when evaluation stands still",
    facts: { ...facts, summary: { ...summary, stalledSince: 5 } },
    kind: "unknown",
    title: "Not known",
  },
  {
    name: "when nothing was heard of the evaluation",
    facts: { ...facts, summary: undefined },
    kind: "unknown",
    title: "Not known",
  },
  {
    name: "behind a filter",
    facts: { ...facts, view: { list: "firing", filter: "x" }, counts: { ...none, firing: 3 } },
    kind: "filter",
    title: "Nothing passes the filter",
  },
  {
    name: "of muted ones",
    facts: { ...facts, view: { list: "silenced", filter: "" } },
    kind: "none",
    title: "Nothing is muted",
  },
] as const)("an empty list $name says: $title", ({ facts: given, kind, title }) =>
  expect(emptyList(given)).toMatchObject({ kind, title }),
);
