import { expect, test } from "vitest";
import { chartSummary, type SummarySeries } from "../../../renderer/charts/chart-summary";

const hour = 3_600_000;
const start = Date.parse("2026-11-21T08:00:00Z");
const range = { from: start, to: start + hour };
const series = (name: string, ...values: number[]): SummarySeries => ({
  name,
  times: values.map((_, index) => start + index * 60_000),
  values,
  write: (value) => `${value}%`,
});
const said = (all: SummarySeries[], more: { total?: number; to?: number } = {}) =>
  chartSummary({ series: all, total: more.total, range: { ...range, ...(more.to && { to: more.to }) }, timeZone: "utc" });

test.each([
  {
    what: "one series",
    text: said([series("cpu", 1, 93, 40)]),
    expected: "1 series from 08:00 to 09:00; highest 93% at 08:01; latest 40%.",
  },
  {
    what: "several",
    text: said([series("node-1", 1, 2, 71), series("node-3", 5, 93, Number.NaN)]),
    expected: "2 series from 08:00 to 09:00; highest 93%, node-3 at 08:01; latest highest 93%, node-3.",
  },
  {
    what: "the top of many",
    text: said([series("a", 1), series("b", 2)], { total: 300 }),
    expected: "top 2 of 300 series from 08:00 to 09:00; highest 2%, b at 08:00; latest highest 2%, b.",
  },
  { what: "nothing but gaps", text: said([series("a", Number.NaN)]), expected: "1 series from 08:00 to 09:00; no values." },
  {
    what: "more than a day, with its dates",
    text: said([series("a", 1)], { to: start + 48 * hour }),
    expected: "1 series from 21 Nov 08:00 to 23 Nov 08:00; highest 1% at 21 Nov 08:00; latest 1%.",
  },
])("$what is summed up in a sentence", ({ text, expected }) => expect(text).toBe(expected));
