import { expect, test } from "vitest";
import { countFiring, isUnknownRule, rulesById } from "../../../renderer/stores/alerts";
import { aFile, aRule, aSnapshot } from "../pages/alerts/alert-snapshots";

test.each([
  { name: "was evaluated", rule: aRule({ state: "firing" }), file: {}, isUnknown: false },
  { name: "could not be evaluated", rule: aRule({ state: "unknown", error: "the source is gone" }), file: {}, isUnknown: true },
  { name: "waits for its first round", rule: aRule({ state: "unknown" }), file: {}, isUnknown: false },
  { name: "is in a file in trouble", rule: aRule({ state: "unknown" }), file: { problem: "it cannot be read" }, isUnknown: true },
  { name: "records", rule: aRule({ kind: "recording", state: "unknown", error: "not yet" }), file: {}, isUnknown: false },
  { name: "is switched off", rule: aRule({ state: "unknown", error: "x" }), file: { enabled: false }, isUnknown: false },
])("of a rule that $name nothing is known: $isUnknown", ({ rule, file, isUnknown }) =>
  expect(isUnknownRule(rule, aFile([rule], file))).toBe(isUnknown),
);

test("a rule is found by its id, with where it stands", () => {
  const rule = aRule({ id: "r7" });
  const file = aFile([rule]);
  expect(rulesById(aSnapshot(file)).get("r7")).toEqual({ rule, group: "host", file });
  expect(rulesById(undefined).size).toBe(0);
});

test("what fires is counted over all severities, without what is muted", () => {
  const summary = { critical: 1, warning: 2, info: 3, none: 4, pending: 9, muted: 9, unknown: 9, rules: 9 };
  expect(countFiring(summary)).toBe(10);
});
