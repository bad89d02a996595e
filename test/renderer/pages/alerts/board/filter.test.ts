import { expect, test } from "vitest";
import { compileFilter, readFilter, readForInput } from "../../../../../renderer/pages/alerts/board/filter";
import { rowOf } from "../../../../../renderer/pages/alerts/board/rows";
import { anAlert } from "../inbox-alerts";

const row = rowOf(
  anAlert({
    name: "DiskFull",
    source: "c1",
    labels: { alertname: "DiskFull", severity: "critical", instance: "db-7:9100", team: "storage crew" },
    annotations: { summary: "/var is 95 % full" },
  }),
);
const passes = (text: string) => compileFilter(readFilter(text), () => "prod")(row);

test.each([
  { text: "", found: true },
  { text: 'severity="critical"', found: true },
  { text: "severity=critical", found: true },
  { text: '{severity="critical", instance=~"db-.*"}', found: true },
  { text: 'severity="critical" instance=~"web.*"', found: false },
  { text: 'severity!="critical"', found: false },
  { text: 'missing=""', found: true },
  { text: "disk", found: true },
  { text: "DISK 95", found: true },
  { text: "disk web", found: false },
  { text: '"storage crew"', found: true },
  { text: '"crew storage"', found: false },
  { text: "prod", found: true },
  { text: '__source__="prod"', found: true },
  { text: '__source__="other"', found: false },
  { text: 'severity="critical", full', found: true },
  { text: 'team="storage crew" disk', found: true },
  { text: 'constructor="x"', found: false },
])("the filter $text finds the alert: $found", ({ text, found }) => expect(passes(text)).toBe(found));

test("words and matchers are told apart, quotes keep words together", () => {
  expect(readFilter('Disk severity="critical" "two words"')).toEqual({
    matchers: [{ name: "severity", value: "critical", isRegex: false, isEqual: true }],
    words: ["disk", "two words"],
    problem: undefined,
  });
});

test("a matcher that is not understood is told with its place, and filters nothing", () => {
  const text = 'disk instance=~"("';
  const read = readForInput(text);
  expect(read.ok).toBe(false);
  if (!read.ok) expect(text.slice(read.from, read.to)).toContain("(");
  expect(passes(text)).toBe(true);
});
