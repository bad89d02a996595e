import { expect, test } from "vitest";
import { countOf, rowsIn } from "../../../renderer/pages/alerts/headline";
import { toRows } from "../../../renderer/pages/alerts/rows";
import { countUrgent } from "../../../renderer/stores/alerts";
import { aFile, anAlert, aRule, aSnapshot } from "../pages/alerts/alert-snapshots";

const two = [anAlert({ id: "a1" }), anAlert({ id: "a2", state: "pending" })];
const old = anAlert({ id: "a3", state: "resolved", resolvedAt: 5 });

test.each([
  { name: "a rule that was evaluated", file: aFile([aRule({ state: "firing", alerts: two })]), firing: 1, unknown: 0 },
  {
    name: "a rule that could not be evaluated, whose alerts were active",
    file: aFile([aRule({ state: "unknown", error: "the source is gone", alerts: two })]),
    firing: 0,
    unknown: 2,
  },
  {
    name: "a rule that could not be evaluated, whose alerts had resolved",
    file: aFile([aRule({ state: "unknown", error: "the source is gone", alerts: [old] })]),
    firing: 0,
    unknown: 1,
  },
  { name: "a rule that waits for its first round", file: aFile([aRule({ state: "unknown" })]), firing: 0, unknown: 0 },
  {
    name: "a rule of a file in trouble",
    file: aFile([aRule({ state: "unknown" })], { problem: "it cannot be read" }),
    firing: 0,
    unknown: 1,
  },
  {
    name: "a recording rule that failed",
    file: aFile([aRule({ kind: "recording", state: "unknown", error: "not yet" })]),
    firing: 0,
    unknown: 0,
  },
  {
    name: "a file that is switched off",
    file: aFile([aRule({ state: "firing", alerts: two })], { enabled: false }),
    firing: 0,
    unknown: 0,
  },
])("the navigation, the headline and the list count the same for $name", ({ file, firing, unknown }) => {
  const snapshot = aSnapshot(file);
  expect(countUrgent(snapshot)).toEqual({ firing, unknown });
  expect(countOf(snapshot)).toMatchObject({ firing, unknown });
  const listed = rowsIn(toRows(snapshot), "firing");
  expect(listed.filter(({ state }) => state === "firing")).toHaveLength(firing);
  expect(listed.filter(({ state }) => state === "unknown")).toHaveLength(unknown);
});
