import { expect, test } from "vitest";
import { labelsOf, labelsText, readLabelsText } from "../../../../../../renderer/pages/alerts/routing/simulate/labels-text";

test("labels are written with the alert's name first, and read back as they are", () => {
  const labels = { severity: "critical", alertname: "DiskFull", path: 'C:\\ "x"' };
  expect(labelsText(labels)).toBe('alertname="DiskFull", path="C:\\\\ \\"x\\"", severity="critical"');
  expect(labelsOf(labelsText(labels))).toEqual(labels);
});

test.each([
  { name: "an empty text", text: " " },
  { name: "braces without anything", text: "{}" },
  { name: "what is half typed", text: "severity" },
  { name: "a condition", text: 'severity=~"critical|warning"' },
])("no labels are read from $name", ({ text }) => expect(labelsOf(text)).toBeUndefined());

test("a condition is told to be none of an alert's labels, at its place", () => {
  expect(readLabelsText('team="db", severity!="info"')).toEqual({
    ok: false,
    message: 'An alert has one value of severity: write severity="…".',
    from: 11,
    to: 27,
  });
});

test("a label called __proto__ changes no object", () => {
  const labels = labelsOf('constructor="x"');
  expect(Object.hasOwn(labels ?? {}, "constructor")).toBe(true);
  expect(labelsOf('__proto__="x"')).toBeUndefined();
});
