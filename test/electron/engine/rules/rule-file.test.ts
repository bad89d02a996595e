import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "#shared/model/failure";
import { parseRuleFile, type RuleFileOptions } from "../../../../electron/engine/rules/rule-file";

/** Stands for the PromQL check: marks every "BAD" in an expression. */
const checkExpr = (expr: string): Diagnostic[] =>
  [...expr.matchAll(/BAD/g)].map(({ index }) => ({
    severity: "error",
    message: "bad expression",
    place: { from: index, to: index + 3, line: 1, column: index + 1 },
  }));

const read = (text: string, options: Partial<RuleFileOptions> = {}) => parseRuleFile(text, { checkExpr, ...options });
const told = (text: string, options?: Partial<RuleFileOptions>) =>
  read(text, options).diagnostics.map(({ severity, message, place }) => `${place.line}:${place.column} ${severity}: ${message}`);
const fixture = (name: string) => readFileSync(join(import.meta.dirname, "../../../fixtures/rules", name), "utf8");

test("a rule file is read whole", () => {
  const text = `groups:
- name: g
  interval: 30s
  query_offset: 1m
  limit: 5
  labels: {team: a, severity: info}
  rules:
  - record: job:x:sum
    expr: sum by (job) (x)
    labels: {k: v}
  - alert: Name
    expr: up == 0
    for: 5m
    keep_firing_for: 1h30m
    labels: {severity: page, level: 3}
    annotations: {summary: "{{ $labels.job }} is down"}
`;
  expect(read(text)).toEqual({
    diagnostics: [],
    groups: [
      {
        name: "g",
        intervalMs: 30_000,
        queryOffsetMs: 60_000,
        limit: 5,
        rules: [
          {
            kind: "recording",
            name: "job:x:sum",
            expr: "sum by (job) (x)",
            forMs: 0,
            keepFiringForMs: 0,
            labels: { team: "a", severity: "info", k: "v" },
            annotations: {},
            line: 8,
          },
          {
            kind: "alerting",
            name: "Name",
            expr: "up == 0",
            forMs: 300_000,
            keepFiringForMs: 5_400_000,
            labels: { team: "a", severity: "page", level: "3" },
            annotations: { summary: "{{ $labels.job }} is down" },
            line: 11,
          },
        ],
      },
    ],
  });
});

describe("a mistake in an expression is placed inside the YAML", () => {
  const around = (expr: string) => `groups:\n- name: g\n  rules:\n  - alert: A\n    expr: ${expr}\n`;
  test.each([
    { style: "a plain scalar", text: around("up == BAD"), at: [5, 17] },
    { style: "a plain scalar over two lines", text: around("up ==\n      BAD"), at: [6, 7] },
    { style: "double quotes", text: around('"up == BAD"'), at: [5, 18] },
    { style: "double quotes with escapes before it", text: around('"up{a=\\"\\u00e9\\\\\\"} == BAD"'), at: [5, 34] },
    { style: "double quotes with an escaped line feed", text: around('"up\\n == BAD"'), at: [5, 20] },
    { style: "double quotes with a joined line", text: around('"up == \\\n      BAD"'), at: [6, 7] },
    { style: "single quotes", text: around("'up == BAD'"), at: [5, 18] },
    { style: "single quotes with a doubled quote before it", text: around("'up{a=''b''} == BAD'"), at: [5, 27] },
    { style: "a literal block", text: around("|\n      up\n        == BAD"), at: [7, 12] },
    { style: "a literal block with an indentation mark", text: around("|2-\n      up == BAD"), at: [6, 13] },
    { style: "a folded block", text: around(">-\n      up ==\n\n      BAD"), at: [8, 7] },
    { style: "Windows line ends", text: around("|\n      up\n      == BAD\n").replaceAll("\n", "\r\n"), at: [7, 10] },
    { style: "an alias", text: around("&e up == BAD\n  - alert: B\n    expr: *e"), at: [5, 20] },
  ])("in $style", ({ text, at }) => {
    const { diagnostics } = read(text);
    const message = expect.stringMatching(/^could not parse expression: \d+:\d+: parse error: bad expression$/);
    expect(diagnostics[0]).toMatchObject({ message, place: { line: at[0], column: at[1] } });
    expect(text.slice(diagnostics[0]?.place.from, diagnostics[0]?.place.to)).toBe("BAD");
  });
});

test("what is missing at the end of a block is missed behind its last word, not in the line of the next rule", () => {
  const text = "groups:\n- name: g\n  rules:\n  - alert: A\n    expr: |\n      sum(up\n  - alert: B\n    expr: up\n";
  const atTheEnd = (expr: string): Diagnostic[] => {
    const place = { from: expr.length, to: expr.length, line: 2, column: 1 };
    return expr.startsWith("sum") ? [{ severity: "error", message: "unclosed left parenthesis", place }] : [];
  };
  const [found] = read(text, { checkExpr: atTheEnd }).diagnostics;
  expect(found).toMatchObject({
    message: "could not parse expression: 2:1: parse error: unclosed left parenthesis",
    place: { from: text.indexOf("up\n  - alert: B") + 2, line: 6, column: 13 },
  });
});

test.each([
  { name: "a tab for indentation", text: "groups:\n\t- name: g", expected: ["2:1 error: Tabs are not allowed as indentation"] },
  {
    name: "a text instead of a file",
    text: "hello",
    expected: ['1:1 error: a rule file is a mapping of fields, such as "name: value"'],
  },
  {
    name: "an unknown top-level field",
    text: "groups: []\nroute: {}",
    expected: ['2:1 error: a rule file has no field "route"; it knows groups'],
  },
  {
    name: "groups that are no list",
    text: "groups: {name: g}",
    expected: ["1:9 error: groups is a list, each entry beginning with a dash"],
  },
  { name: "a group without a name", text: "groups:\n- rules: []", expected: ["2:3 error: a group needs a name"] },
  {
    name: "two groups of one name",
    text: "groups:\n- name: g\n- name: g",
    expected: ['3:9 error: the group name "g" is used twice in this file'],
  },
  { name: "nothing at all", text: "", expected: ["1:1 warning: there are no rules in this file"] },
  {
    name: "a second document",
    text: "groups: []\n---\ngroups: []",
    expected: ["3:1 warning: only the first document of a file with several (---) is read"],
  },
])("$name is told", ({ text, expected }) => expect(told(text)).toEqual(expected));

const rule = (fields: string) => `groups:\n- name: g\n  rules:\n  - ${fields.replaceAll("\n", "\n    ")}\n`;
test.each([
  {
    name: "both record and alert",
    text: rule("record: a\nalert: b\nexpr: x"),
    expected: ["5:5 error: a rule has either record or alert, not both"],
  },
  {
    name: "neither record nor alert",
    text: rule("expr: x"),
    expected: ["4:5 error: a rule needs a name: alert (or record, for a recording rule)"],
  },
  { name: "no expression", text: rule("alert: A"), expected: ["4:5 error: a rule needs an expr"] },
  { name: "an empty expression", text: rule("alert: A\nexpr:"), expected: ["5:9 error: a rule needs an expr"] },
  { name: "a number as expression", text: rule("alert: A\nexpr: 1"), expected: [] },
  {
    name: "a misspelt field",
    text: rule("alert: A\nexpr: x\nannotation: {}"),
    expected: [
      '6:5 error: an alerting rule has no field "annotation"; it knows alert, expr, for, keep_firing_for, labels, annotations',
    ],
  },
  {
    name: "a wrong duration",
    text: rule("alert: A\nexpr: x\nfor: 5 minutes"),
    expected: ['6:10 error: for: not a valid duration string: "5 minutes"; write it like 5m or 1h30m'],
  },
  { name: "a duration of 0", text: rule("alert: A\nexpr: x\nfor: 0"), expected: [] },
  {
    name: "what a recording rule cannot have",
    text: rule("record: a\nexpr: x\nfor: 5m\nannotations: {a: b}"),
    expected: ["6:5 error: a recording rule cannot have for", "7:5 error: a recording rule cannot have annotations"],
  },
  {
    name: "braces in a recording rule's name",
    text: rule('record: a{b="c"}\nexpr: x'),
    expected: ['4:13 error: invalid recording rule name "a{b=\\"c\\"}": braces go into labels'],
  },
  {
    name: "labels that cannot be",
    text: rule('alert: A\nexpr: x\nlabels: {__name__: a, __proto__: b, "": c}'),
    expected: [
      '6:14 error: "__name__" cannot be the name of a label',
      '6:27 error: "__proto__" cannot be the name of a label',
      '6:41 error: "" cannot be the name of a label',
    ],
  },
  {
    name: "a list where a text belongs",
    text: rule("alert: A\nexpr: x\nlabels: {a: [1]}"),
    expected: ["6:17 error: labels a is a text, not a list"],
  },
  {
    name: "a template that Prometheus refuses",
    text: rule('alert: A\nexpr: x\nannotations:\n  summary: "is {{ $value | humanise }}"'),
    expected: ['7:32 error: template: function "humanise" not defined'],
  },
  {
    name: "several mistakes at once, in the order of the file",
    text: rule("alert: A\nexpr: BAD or BAD\nfor: x\nfoo: 1"),
    expected: [
      "5:11 error: could not parse expression: 1:1: parse error: bad expression",
      "5:18 error: could not parse expression: 1:8: parse error: bad expression",
      '6:10 error: for: not a valid duration string: "x"; write it like 5m or 1h30m',
      '7:5 error: an alerting rule has no field "foo"; it knows alert, expr, for, keep_firing_for, labels, annotations',
    ],
  },
])("$name: every mistake is told with its place", ({ text, expected }) => expect(told(text)).toEqual(expected));

test("merge keys bring fields along, and written fields win", () => {
  const text = `groups:
- name: g
  rules:
  - alert: A
    expr: x
    labels: &base {severity: page, team: a}
  - alert: B
    expr: y
    labels:
      <<: *base
      team: b
`;
  expect(read(text).groups[0]?.rules[1]?.labels).toEqual({ severity: "page", team: "b" });
});

describe("what people paste", () => {
  const alert = "alert: A\nexpr: up == 0";
  const indent = (text: string, by: string) => text.replaceAll(/^/gm, by);
  const list = `- ${indent(alert, "  ").trimStart()}`;
  const group = `name: mine\nrules:\n${list}`;
  test.each([
    { name: "one rule", text: alert, group: "pasted" },
    { name: "a bare list of rules", text: list, group: "pasted" },
    { name: "an indented list of rules", text: indent(list, "    "), group: "pasted" },
    { name: "a single group", text: group, group: "mine" },
    { name: "a group without a name", text: `rules:\n${list}`, group: "pasted" },
    { name: "a list of groups", text: `- ${indent(group, "  ").trimStart()}`, group: "mine" },
    {
      name: "a PrometheusRule object",
      text: `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n  - ${indent(group, "    ").trimStart()}`,
      group: "mine",
    },
  ])("$name is taken when lenient and refused when strict", ({ text, group: name }) => {
    const lenient = read(text, { isLenient: true, name: "pasted" });
    expect(lenient.diagnostics).toEqual([]);
    expect(lenient.groups.map((one) => [one.name, one.rules[0]?.name])).toEqual([[name, "A"]]);
    expect(read(text).diagnostics.some(({ severity }) => severity === "error")).toBe(true);
  });
});

describe("the rule files of the guides", () => {
  test.each([
    { file: "dgdn.yml", rules: ["DGDNHighTrainingLoss", "DGDNGPUMemoryHigh"] },
    {
      file: "osmen.yml",
      rules: ["HighErrorRate", "ServiceDown", "HighResponseTime", "HighMemoryUsage", "DatabasePoolExhausted"],
    },
    { file: "daena.yml", rules: ["CustomAlert"] },
  ])("$file loads without a word", ({ file, rules }) => {
    const { groups, diagnostics } = read(fixture(file), { isLenient: true });
    expect(diagnostics).toEqual([]);
    expect(groups.flatMap((group) => group.rules.map((rule) => rule.name))).toEqual(rules);
  });

  test("hybrid-ai-stack.yml loads, and its Jinja leftovers are told", () => {
    const { groups, diagnostics } = read(fixture("hybrid-ai-stack.yml"));
    expect(groups[0]?.rules).toHaveLength(6);
    expect(diagnostics).toHaveLength(6);
    expect(diagnostics[0]).toMatchObject({
      severity: "warning",
      message: "{% raw %} is left over from Jinja and will be shown as it is: delete it",
      place: { line: 13, column: 59 },
    });
  });
});

describe("marks of Jinja on lines of their own", () => {
  const text = "{% raw %}\ngroups:\n- name: g\n  rules:\n  - alert: A\n    expr: BAD\n{% endraw %}\n";

  test("are left out when lenient, with a warning each, and every other place stays right", () => {
    const { groups, diagnostics } = parseRuleFile(text, { checkExpr, isLenient: true });
    expect(groups.map(({ name }) => name)).toEqual(["g"]);
    expect(diagnostics.map(({ severity, message, place }) => `${place.line}:${place.column} ${severity}: ${message}`)).toEqual([
      "1:1 warning: {% raw %} is left over from Jinja and is not read: delete it",
      "6:11 error: could not parse expression: 1:1: parse error: bad expression",
      "7:1 warning: {% endraw %} is left over from Jinja and is not read: delete it",
    ]);
  });

  test("are no YAML when strict", () => {
    expect(parseRuleFile(text, { checkExpr }).groups).toEqual([]);
  });
});
