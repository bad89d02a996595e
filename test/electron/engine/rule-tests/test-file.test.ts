import { expect, test } from "vitest";
import { readTestFile } from "../../../../electron/engine/rule-tests/test-file";

const mistakesOf = (text: string) =>
  readTestFile(text).diagnostics.map(({ message, place }) => `${place.line}:${place.column} ${message}`);

test("all mistakes of a file are found at once, each at its place", () => {
  expect(
    mistakesOf(`rule_files: rules.yml
evaluation_interval: often
group_eval_order: [a, b, a]
fuzzy_compare: maybe
tests:
  - interval: 1m
    start_timestamp: yesterday
    input_series:
      - series: up{job=node}
        values: "1 2 three"
      - series: up{job="node"} 1
        values: "{{schema:0}}"
      - values: 1x2000000
      - {}
    alert_rule_test:
      - eval_time: 5
        exp_alerts:
          - exp_labels: [a]
            labels: {}
    promql_expr_test:
      - eval_time: 1m
        expr: sum(up
        exp_samples:
          - value: one
            histogram: "{{}}"
  - rules: []
`),
  ).toEqual([
    "1:13 rule_files is a list, each entry beginning with a dash",
    '2:22 evaluation_interval: not a valid duration string: "often"; write it like 5m or 1h30m',
    '3:26 the group "a" stands in the order twice',
    "4:16 fuzzy_compare is true or false",
    "7:22 start_timestamp is a time such as 2026-11-21T08:00:00Z, or Unix seconds",
    "9:24 the value of the label job stands in quotes",
    '10:22 "three" is no value: 1, 1+2x3, _, _x3, stale and their like are',
    "11:32 behind the series nothing may follow",
    "12:18 Watchdeck keeps no native histograms: only numbers can be samples",
    '13:9 a series needs a name: series: up{job="node"}',
    "13:17 the series has more than 1000000 values",
    '14:9 a series needs a name: series: up{job="node"}',
    "14:9 a series needs values",
    "16:9 a test of alerts needs an alertname",
    '16:20 eval_time: not a valid duration string: "5"; write it like 5m or 1h30m',
    '18:25 exp_labels is a mapping of fields, such as "name: value"',
    '19:13 an expected alert has no field "labels"; it knows exp_labels, exp_annotations',
    "22:21 unclosed left parenthesis",
    "24:20 value is a number; the infinities are .inf and -.inf",
    "25:13 Watchdeck keeps no native histograms: only values can be expected",
    '26:5 a test has no field "rules"; it knows name, interval, start_timestamp, input_series, alert_rule_test, promql_expr_test, external_labels, external_url',
  ]);
});

test.each([
  { name: "text", text: "tests" },
  { name: "a list", text: "- tests: []" },
])("a file that is $name is no file of tests", ({ text }) => {
  expect(mistakesOf(text)).toEqual(['1:1 a unit-test file is a mapping of fields, such as "name: value"']);
});

test.each([
  { written: "2026-11-21T08:00:00Z", at: Date.UTC(2026, 10, 21, 8) },
  { written: "2026-11-21T08:00:00.5+01:00", at: Date.UTC(2026, 10, 21, 7, 0, 0, 500) },
  { written: "1600000000.5", at: 1_600_000_000_500 },
  { written: "", at: 0 },
])("a test may start at $written", ({ written, at }) => {
  const { file, diagnostics } = readTestFile(`tests: [{start_timestamp: ${written}}]`);
  expect(diagnostics).toEqual([]);
  expect(file.tests[0]?.startAt).toBe(at);
});

test.each([
  { written: ".inf", value: Number.POSITIVE_INFINITY },
  { written: "-.Inf", value: Number.NEGATIVE_INFINITY },
  { written: ".nan", value: Number.NaN },
  { written: "1e3", value: 1000 },
  { written: "1_000", value: 1000 },
  { written: "0x1F", value: 31 },
  { written: "-0o17", value: -15 },
])("a sample's value may be written $written", ({ written, value }) => {
  const { file, diagnostics } = readTestFile(`tests: [{promql_expr_test: [{expr: m, exp_samples: [{value: ${written}}]}]}]`);
  expect(diagnostics).toEqual([]);
  expect(file.tests[0]?.expressionTests[0]?.samples).toEqual([{ labels: {}, value }]);
});
