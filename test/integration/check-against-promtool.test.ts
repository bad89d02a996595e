// `watchdeck check` against `promtool check rules`: the same files accepted, the same refused. Where the two differ on
// purpose, the reason stands in the table.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkRuleFile } from "../../electron/engine/rules/check-rule-file";
import { hasErrors } from "../../electron/engine/rules/rule-file";
import { isOnPath } from "../support/programs";
import { suite } from "../support/suite";

const alert = (fields: string) => `groups:\n- name: g\n  rules:\n  - alert: A\n${fields.replaceAll(/^/gm, "    ")}\n`;
const expr = (text: string) => alert(`expr: ${JSON.stringify(text)}`);
const summary = (text: string) => alert(`expr: up\nannotations:\n  summary: ${JSON.stringify(text)}`);
const group = (fields: string) => `groups:\n- name: g\n${fields.replaceAll(/^/gm, "  ")}\n`;
const record = (fields: string) =>
  `groups:\n- name: g\n  rules:\n  - record: r\n    expr: up\n${fields.replaceAll(/^/gm, "    ")}\n`;

interface Case {
  name: string;
  text: string;
  /** The first major version that accepts it, as we do; files that only older ones refuse are not compared with those. */
  since?: number;
  /** We say otherwise than promtool, and why. */
  differs?: string;
}

const cases: Case[] = [
  { name: "a plain rule", text: expr("up == 0") },
  { name: "an empty file", text: "" },
  { name: "only a comment", text: "# nothing yet\n" },
  { name: "groups without a value", text: "groups:\n" },
  { name: "an empty list of groups", text: "groups: []\n" },
  { name: "a list in place of a mapping", text: "- alert: A\n  expr: up\n" },
  { name: "an unknown field at the top", text: "groups: []\nrules: []\n" },
  { name: "a text for groups", text: "groups: none\n" },
  { name: "broken YAML", text: "groups:\n- name: [\n" },
  { name: "a tab as indentation", text: "groups:\n\t- name: g\n" },
  { name: "two documents", text: `${expr("up")}---\n${expr("down")}` },
  { name: "a duplicated key", text: "groups: []\ngroups: []\n" },
  { name: "a duplicated key in a rule", text: alert("expr: up\nexpr: down") },
  { name: "an alias", text: "groups:\n- name: g\n  rules:\n  - &a {alert: A, expr: up}\n  - *a\n" },
  { name: "a merge key", text: "groups:\n- name: g\n  rules:\n  - &a {alert: A, expr: up}\n  - {<<: *a, alert: B}\n" },
  { name: "JSON", text: '{"groups":[{"name":"g","rules":[{"alert":"A","expr":"up"}]}]}' },
  { name: "Windows line ends", text: expr("up").replaceAll("\n", "\r\n") },
  { name: "a byte order mark", text: `\ufeff${expr("up")}` },

  { name: "a group without a name", text: "groups:\n- rules:\n  - {alert: A, expr: up}\n" },
  { name: "an empty group name", text: 'groups:\n- name: ""\n  rules: []\n' },
  { name: "a group name twice", text: "groups:\n- name: g\n- name: g\n" },
  { name: "a group without rules", text: "groups:\n- name: g\n" },
  { name: "a number as group name", text: "groups:\n- name: 7\n" },
  { name: "an unknown group field", text: group("every: 1m") },
  { name: "an interval", text: group("interval: 1m30s") },
  { name: "an interval of nothing", text: group("interval: 0s") },
  { name: "an interval without a unit", text: group("interval: 30") },
  { name: "a negative interval", text: group("interval: -1m") },
  { name: "an empty interval", text: group('interval: ""') },
  { name: "a limit", text: group("limit: 10") },
  { name: "a limit that is a text", text: group("limit: ten") },
  { name: "a limit in quotes", text: group('limit: "10"'), differs: "it can only mean the number" },
  { name: "a negative limit", text: group("limit: -1") },
  { name: "a query_offset", text: group("query_offset: 1m"), since: 3 },
  { name: "group labels", text: group("labels: {team: infra}"), since: 3 },

  { name: "a rule without a name", text: "groups:\n- name: g\n  rules:\n  - expr: up\n" },
  { name: "alert and record at once", text: alert("record: r\nexpr: up") },
  { name: "no expression", text: alert("for: 1m") },
  { name: "an empty expression", text: expr("") },
  { name: "a number as expression", text: alert("expr: 1") },
  { name: "an expression over lines", text: alert("expr: |\n  up\n    == 0\n") },
  { name: "an unknown rule field", text: alert("expr: up\nfro: 5m") },
  { name: "for", text: alert("expr: up\nfor: 1h30m") },
  { name: "a for of 0", text: alert("expr: up\nfor: 0s") },
  { name: "a bare 0 for", text: alert("expr: up\nfor: 0") },
  { name: "units in the wrong order", text: alert("expr: up\nfor: 30m1h") },
  { name: "a for with a space", text: alert("expr: up\nfor: 5 m") },
  { name: "a for in words", text: alert("expr: up\nfor: 5min") },
  { name: "a for of years", text: alert("expr: up\nfor: 1y") },
  { name: "a for beyond what fits", text: alert("expr: up\nfor: 300y") },
  { name: "keep_firing_for", text: alert("expr: up\nkeep_firing_for: 5m") },
  { name: "a recording rule", text: record("labels: {a: b}") },
  { name: "a recording rule with for", text: record("for: 5m") },
  { name: "a recording rule with annotations", text: record("annotations: {a: b}") },
  { name: "a recording rule with keep_firing_for", text: record("keep_firing_for: 5m") },
  { name: "a recorded name that is none", text: "groups:\n- name: g\n  rules:\n  - {record: a b, expr: up}\n", since: 3 },
  { name: "a recorded name with braces", text: 'groups:\n- name: g\n  rules:\n  - {record: "a{b}", expr: up}\n' },
  { name: "a recorded name with colons", text: "groups:\n- name: g\n  rules:\n  - {record: 'job:up:sum', expr: up}\n" },

  { name: "labels", text: alert("expr: up\nlabels: {severity: page, _x: y}") },
  { name: "a label that is a number", text: alert("expr: up\nlabels: {tier: 1}") },
  { name: "a label that is true", text: alert("expr: up\nlabels: {on: true}") },
  { name: "an empty label", text: alert("expr: up\nlabels: {tier: }") },
  { name: "a label that is a list", text: alert("expr: up\nlabels: {tier: [1]}") },
  { name: "labels that are a list", text: alert("expr: up\nlabels: [a]") },
  { name: "a label with a dash", text: alert("expr: up\nlabels: {a-b: c}"), since: 3 },
  { name: "the label __name__", text: alert("expr: up\nlabels: {__name__: c}") },
  { name: "an annotation with a dash", text: alert("expr: up\nannotations: {a-b: c}"), since: 3 },
  { name: "an annotation with a dot", text: alert("expr: up\nannotations: {a.b: c}"), since: 3 },
  {
    name: "a label called __proto__",
    text: alert("expr: up\nlabels: {__proto__: c}"),
    differs: "no JavaScript object can be trusted with it",
  },

  { name: "an annotation with a template", text: summary("{{ $labels.instance }} is at {{ $value | humanize }}") },
  { name: "a template that is not closed", text: summary("{{ $value") },
  { name: "a template with an unknown function", text: summary("{{ $value | nice }}") },
  { name: "a template with an unknown variable", text: summary("{{ $vlaue }}") },
  { name: "an if without an end", text: summary("{{ if true }}x") },
  { name: "an end too many", text: summary("x{{ end }}") },
  { name: "a template with a query", text: summary('{{ with query "up" }}{{ . | first | value }}{{ end }}') },
  { name: "a template with reReplaceAll", text: summary('{{ reReplaceAll "a" "b" $labels.x }}') },
  { name: "a function of Alertmanager", text: summary('{{ stringSlice "a" }}') },
  { name: "a field that templates do not have", text: summary("{{ .Status }}") },
  { name: "Jinja's marks", text: summary("{% raw %}{{ $value }}{% endraw %}") },
  { name: "a template in a label", text: alert("expr: up\nlabels: {a: '{{ $value }'}") },
  { name: "a template in a recording rule's label", text: record("labels: {a: '{{ $value'}") },

  { name: "an expression that is not closed", text: expr("sum(up") },
  { name: "an unknown function", text: expr("rates(up[5m])") },
  { name: "a rate without a range", text: expr("rate(up)") },
  { name: "a range in place of a vector", text: expr("up[5m]") },
  { name: "a scalar", text: expr("1 + 1") },
  { name: "a text as expression", text: expr('"text"') },
  { name: "time()", text: expr("time() > 0") },
  { name: "comparing scalars without bool", text: expr("1 > 2") },
  { name: "a selector for everything", text: expr('{job=~".*"}') },
  { name: "a wrong regular expression", text: expr('up{job=~"("}') },
  { name: "a regular expression that only RE2 refuses", text: expr('up{job=~"(?=a)"}') },
  { name: "an unknown unit in a range", text: expr("rate(up[5x])") },
  { name: "a range of nothing", text: expr("rate(up[0s])") },
  { name: "a set operator with a scalar", text: expr("up and 1") },
  { name: "grouping on both sides", text: expr("a * on(x) group_left(x) b") },
  { name: "a subquery", text: expr("max_over_time(rate(up[1m])[5m:])") },
  { name: "offset before the range", text: expr("rate(up offset 5m [5m])") },
  { name: "a negative offset", text: expr("up offset -5m") },
  { name: "@ end()", text: expr("up @ end()") },
  { name: "a label list with a comma at its end", text: expr("sum by (job,) (up)") },
  { name: "keywords as label names", text: expr('sum by (on, by) (up{group_left="x"})') },
  { name: "an ellipsis left in", text: expr("histogram_quantile(0.95, ...)") },
  { name: "a comment in the expression", text: expr("up # really\n== 0") },
  { name: "hexadecimal", text: expr("up > 0x1F") },
  { name: "durations as numbers", text: expr("up > 5m"), since: 3 },
  { name: "names in quotes", text: expr('{"my.metric"} > 0'), since: 3 },
  { name: "an experimental function", text: expr('sort_by_label(up, "job")'), differs: "a server may be set to know it" },
  { name: "the metric name twice", text: expr('up{__name__="down"}') },
  { name: "count_values without a label", text: expr("count_values(up)") },
  { name: "topk with a vector", text: expr("topk(up, up)") },
  { name: "label_replace with a wrong name", text: expr('label_replace(up, "a b", "$1", "c", "(.*)")') },
];

const versionOf = () => /version (\d+)\./.exec(String(spawnSync("promtool", ["--version"], { encoding: "utf8" }).stdout))?.[1];

suite("rule files checked by promtool and by us", isOnPath("promtool") ? [] : ["promtool"], () => {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-promtool-"));
  const version = Number(versionOf() ?? 0);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(cases.filter(({ since = 0 }) => version >= since))("$name", ({ text, differs }) => {
    const path = join(folder, "rules.yml");
    writeFileSync(path, text);
    const { status, stdout, stderr } = spawnSync("promtool", ["check", "rules", "--lint=none", path], { encoding: "utf8" });
    const diagnostics = checkRuleFile(text);
    const words = `promtool: ${stdout}${stderr}\nwe: ${diagnostics.map(({ severity, message }) => `${severity} ${message}`).join("; ")}`;
    expect(hasErrors(diagnostics), words).toBe((status !== 0) !== (differs !== undefined));
  });
});
