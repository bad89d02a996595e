import { expect, test } from "vitest";
import { panelRange } from "#shared/dashboards/queries/panel-range";
import { scopeWith, single } from "../../../support/dashboard-scope";

const h = 3_600_000;
const from = Date.UTC(2026, 10, 21, 2);
const to = Date.UTC(2026, 10, 21, 8);

test.each([
  { name: "nothing of its own", options: {}, range: { from, to }, note: undefined },
  { name: "its own range", options: { timeFrom: "1h" }, range: { from: to - h, to }, note: "Last 1 hour" },
  {
    name: "a range to the begin of the day",
    options: { timeFrom: "now/d" },
    range: { from: Date.UTC(2026, 10, 21), to },
    note: "Today so far",
  },
  { name: "a range from a variable", options: { timeFrom: "$span" }, range: { from: to - 2 * h, to }, note: "Last 2 hours" },
  { name: "an earlier time", options: { timeShift: "1h" }, range: { from: from - h, to: to - h }, note: "1h earlier" },
  {
    name: "an earlier time as older files have it",
    options: { timeShift: "-1h" },
    range: { from: from - h, to: to - h },
    note: "1h earlier",
  },
  {
    name: "both, without words",
    options: { timeFrom: "1h", timeShift: "1h", hideTimeOverride: true },
    range: { from: to - 2 * h, to: to - h },
    note: undefined,
  },
  { name: "what cannot be read", options: { timeFrom: "soon", timeShift: "later" }, range: { from, to }, note: undefined },
])("$name", ({ options, range, note }) => {
  const found = panelRange(options, scopeWith({ span: single("2h") }));
  expect([found.range, found.note]).toEqual([range, note]);
});

test("while the user looks at a stretch of the past, the panel does too", () => {
  const scope = scopeWith({}, { rawRange: { from: String(from), to: String(to) } });
  expect(panelRange({ timeFrom: "1h" }, scope).range).toEqual({ from, to });
});
