import { expect, test } from "vitest";
import type { InboxAlert } from "#shared/model/alert";
import { createBoardModel, keepLast } from "../../../../../renderer/pages/alerts/board/board-model";
import { readFilter } from "../../../../../renderer/pages/alerts/board/filter";
import { anAlert } from "../inbox-alerts";

test("a step that is asked the same again gives the very same answer, and anew when anything is another", () => {
  let made = 0;
  const step = keepLast((a: number, b: string | undefined) => {
    made++;
    return { a, b };
  });
  const first = step(1, undefined);
  expect([step(1, undefined) === first, made]).toEqual([true, 1]);
  expect([step(1, "x"), step(2, "x"), made]).toEqual([{ a: 1, b: "x" }, { a: 2, b: "x" }, 3]);
});

const alerts = new Map<string, InboxAlert>(
  [
    anAlert({ id: "1", name: "b", value: "5", firedAt: 10, labels: { severity: "info" } }),
    anAlert({ id: "2", name: "a", value: "NaN", firedAt: 30, labels: { severity: "critical" } }),
    anAlert({ id: "3", name: "c", value: "7", firedAt: 20, labels: { severity: "critical" }, source: "c1" }),
    anAlert({ id: "4", state: "resolved" }),
  ].map((alert) => [alert.id, alert]),
);
const nameOf = (id: string) => (id === "local" ? "this host" : "prod");

test.each([
  { sort: undefined, ids: ["2", "3", "1"] },
  { sort: { column: "name", isDescending: false }, ids: ["2", "1", "3"] },
  { sort: { column: "value", isDescending: true }, ids: ["3", "1", "2"] },
  { sort: { column: "since", isDescending: false }, ids: ["2", "3", "1"] },
  { sort: { column: "where", isDescending: false }, ids: ["3", "2", "1"] },
])("what fires is listed in the order of $sort", ({ sort, ids }) => {
  const model = createBoardModel();
  const listed = model.listed(model.rows(alerts, new Map()), "firing", readFilter(""), nameOf);
  expect(model.sorted(listed, sort, nameOf).map(({ id }) => id)).toEqual(ids);
});
