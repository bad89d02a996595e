import { expect, test } from "vitest";
import { tooltipRows } from "../../../renderer/charts/chart-tooltip";

test("the tooltip lists the largest first, marks the nearest, and leaves out what has no point", () => {
  const row = (label: string, value: number) => ({ label, value, colour: "#fff", height: value });
  const rows = tooltipRows([row("small", 10), row("absent", Number.NaN), row("large", 90)], 15, (height) => height);
  expect(rows.map(({ label, isNearest }) => [label, isNearest])).toEqual([
    ["large", false],
    ["small", true],
  ]);
});
