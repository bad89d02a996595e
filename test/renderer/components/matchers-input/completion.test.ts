import { describe, expect, test } from "vitest";
import { candidatesOf } from "../../../../renderer/components/matchers-input/candidates";
import { completeMatchers } from "../../../../renderer/components/matchers-input/completion";

const candidates = candidatesOf([
  { alertname: "DiskFull", severity: "critical", instance: "db-1", "cloud region": "eu" },
  { alertname: "DiskSlow", severity: "warning", instance: "db-2" },
  { alertname: "HostDown", severity: "critical", instance: 'a "b"\\c' },
]);

/** What is offered where the bar is, and the text after the first offer is taken. */
function offer(marked: string) {
  const cursor = marked.indexOf("¦");
  const text = marked.replace("¦", "");
  const completion = completeMatchers(text, cursor, candidates);
  if (!completion) return undefined;
  const [first] = completion.options;
  return {
    labels: completion.options.map(({ label }) => label),
    taken: text.slice(0, completion.from) + first?.insert + text.slice(completion.to),
  };
}

describe("completeMatchers", () => {
  test.each([
    {
      name: "every label at the beginning",
      text: "¦",
      labels: ["alertname", "cloud region", "instance", "severity"],
      taken: "alertname=",
    },
    {
      name: "labels that begin with the letters, then those that have them",
      text: "in¦",
      labels: ["instance"],
      taken: "instance=",
    },
    { name: "a label in quotes where its name needs them", text: "cl¦", labels: ["cloud region"], taken: '"cloud region"=' },
    {
      name: "a label after a comma",
      text: 'severity="critical", al¦',
      labels: ["alertname"],
      taken: 'severity="critical", alertname=',
    },
    { name: "a label behind a word of a filter", text: "disk sev¦", labels: ["severity"], taken: "disk severity=" },
    { name: "a label inside of braces", text: "{sev¦}", labels: ["severity"], taken: "{severity=}" },
    {
      name: "a label in the place of another that has its condition",
      text: 'sev¦x="critical"',
      labels: ["severity"],
      taken: 'severity="critical"',
    },
    {
      name: "the values right after the operator",
      text: "severity=¦",
      labels: ["critical", "warning"],
      taken: 'severity="critical"',
    },
    {
      name: "the values behind a blank too",
      text: "severity = ¦",
      labels: ["critical", "warning"],
      taken: 'severity="critical"',
    },
    {
      name: "values that have the letters, upper case or lower",
      text: "alertname!=disk¦",
      labels: ["DiskFull", "DiskSlow"],
      taken: 'alertname!="DiskFull"',
    },
    { name: "values inside of quotes that are open", text: 'severity="w¦', labels: ["warning"], taken: 'severity="warning"' },
    {
      name: "values in the place of the one that is there",
      text: 'severity="w¦rong", instance="db-1"',
      labels: ["warning"],
      taken: 'severity="warning", instance="db-1"',
    },
    {
      name: "a value with quotes in it, written so that it is read back",
      text: "instance=a¦",
      labels: ['a "b"\\c'],
      taken: 'instance="a \\"b\\"\\\\c"',
    },
    {
      name: "further alternatives of a pattern, and not those that it has",
      text: 'alertname=~"DiskFull|Di¦"',
      labels: ["DiskSlow"],
      taken: 'alertname=~"DiskFull|DiskSlow"',
    },
  ])("offers $name", ({ text, labels, taken }) => {
    expect(offer(text)).toEqual({ labels, taken });
  });

  test.each([
    { name: "behind a value that is closed", text: 'severity="critical"¦' },
    { name: "where the operator has to come", text: "severity!¦" },
    { name: "for a label that no alert has", text: "team=¦" },
    { name: "for letters that nothing has", text: "zz¦" },
    { name: "where the only offer stands there already", text: 'severity="warning¦"' },
  ])("offers nothing $name", ({ text }) => {
    expect(offer(text)).toBeUndefined();
  });
});

test("labels called like an object's own names are labels like others", () => {
  const hostile = candidatesOf([{ constructor: "x", toString: "y" }]);
  expect([...hostile]).toEqual([
    ["constructor", ["x"]],
    ["toString", ["y"]],
  ]);
});
