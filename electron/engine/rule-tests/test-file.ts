// Unit-test files of rules: https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/. All mistakes are found
// at once, each with its line and column.
import type { Node } from "yaml";
import type { Diagnostic } from "#shared/model/failure";
import type { Labels } from "#shared/model/labels";
import { checkPromql } from "#shared/promql/parse";
import type { SeriesValue } from "#shared/promql/series-notation";
import { type EpochMs, type Milliseconds, minutes } from "#shared/units/time";
import { type Field, type Stretch, YamlReader } from "../yaml/yaml-reader";
import { readBoolean, readLabels, readLength, readMoment, readNumber, readSampleLabels, readValues } from "./test-fields";

export interface InputSeries {
  labels: Labels;
  values: SeriesValue[];
}

export interface ExpectedAlert {
  labels: Labels;
  annotations: Labels;
}

/** Which alerts of a name fire at a moment: these and no others. */
export interface AlertTest {
  line: number;
  evalTimeMs: Milliseconds;
  alertname: string;
  alerts: ExpectedAlert[];
}

/** What an expression gives at a moment. */
export interface ExpressionTest {
  line: number;
  evalTimeMs: Milliseconds;
  expr: string;
  samples: { labels: Labels; value: number }[];
}

export interface TestCase {
  /** Empty for one without. */
  name: string;
  line: number;
  /** The distance of the samples of its series. */
  intervalMs: Milliseconds;
  startAt: EpochMs;
  series: InputSeries[];
  externalLabels: Labels;
  externalUrl: string;
  alertTests: AlertTest[];
  expressionTests: ExpressionTest[];
}

export interface TestFile {
  /** Paths and patterns as they are written, each with where. */
  ruleFiles: { pattern: string; stretch: Stretch }[];
  intervalMs: Milliseconds;
  groupOrder: string[];
  isFuzzy: boolean;
  tests: TestCase[];
}

const fileFields = ["rule_files", "evaluation_interval", "group_eval_order", "fuzzy_compare", "tests"];
const testFields = [
  ...["name", "interval", "start_timestamp", "input_series", "alert_rule_test", "promql_expr_test"],
  ...["external_labels", "external_url"],
];

/** The file and what is wrong with it. Only without an error is it fit to be run. */
export function readTestFile(text: string): { file: TestFile; reader: YamlReader; diagnostics: Diagnostic[] } {
  const reader = new YamlReader(text);
  const file = readWhole(reader);
  reader.diagnostics.sort((a, b) => a.place.from - b.place.from);
  return { file, reader, diagnostics: reader.diagnostics };
}

function readWhole(reader: YamlReader): TestFile {
  const file: TestFile = { ruleFiles: [], intervalMs: minutes(1), groupOrder: [], isFuzzy: false, tests: [] };
  if (!reader.root) return file;
  const whole = reader.stretchOf(reader.root);
  const start = { from: whole.from, to: whole.from };
  const fields = reader.fields(reader.root, "a unit-test file", start);
  if (!fields) return file;
  reader.onlyKnown(fields, "a unit-test file", fileFields);
  for (const { text, from, to } of texts(reader, fields.get("rule_files"), "rule_files")) {
    file.ruleFiles.push({ pattern: text, stretch: { from, to } });
  }
  // An interval of nothing is taken for none given.
  file.intervalMs = readLength(reader, fields.get("evaluation_interval"), "evaluation_interval") || file.intervalMs;
  file.isFuzzy = readBoolean(reader, fields.get("fuzzy_compare"), "fuzzy_compare") ?? false;
  for (const name of texts(reader, fields.get("group_eval_order"), "group_eval_order")) {
    if (file.groupOrder.includes(name.text))
      reader.error(`the group ${JSON.stringify(name.text)} stands in the order twice`, name);
    file.groupOrder.push(name.text);
  }
  file.tests = items(reader, fields.get("tests"), "tests").flatMap((node) => readTest(reader, node, file) ?? []);
  return file;
}

function readTest(reader: YamlReader, node: Node, { intervalMs }: TestFile): TestCase | undefined {
  const start = startOf(reader, node);
  const fields = reader.fields(node, "a test", start);
  if (!fields) return undefined;
  reader.onlyKnown(fields, "a test", testFields);
  return {
    name: reader.text(fields.get("name"), "name")?.text ?? "",
    line: reader.lineOf(start.from),
    intervalMs: readLength(reader, fields.get("interval"), "interval") || intervalMs,
    startAt: readMoment(reader, fields.get("start_timestamp")) ?? 0,
    series: readAllSeries(reader, fields.get("input_series")),
    externalLabels: readLabels(reader, fields.get("external_labels"), "external_labels"),
    externalUrl: reader.text(fields.get("external_url"), "external_url")?.text ?? "",
    alertTests: items(reader, fields.get("alert_rule_test"), "alert_rule_test").flatMap(
      (each) => readAlertTest(reader, each) ?? [],
    ),
    expressionTests: items(reader, fields.get("promql_expr_test"), "promql_expr_test").flatMap(
      (each) => readExpressionTest(reader, each) ?? [],
    ),
  };
}

/** Of a series that is given twice the last counts, as in Prometheus. */
function readAllSeries(reader: YamlReader, field: Field | undefined): InputSeries[] {
  return items(reader, field, "input_series").flatMap((node) => {
    const start = startOf(reader, node);
    const fields = reader.fields(node, "a series", start);
    if (!fields) return [];
    reader.onlyKnown(fields, "a series", ["series", "values"]);
    if (!fields.has("series")) reader.error('a series needs a name: series: up{job="node"}', start);
    const labels = readSampleLabels(reader, fields.get("series"), "series");
    const values = readValues(reader, fields.get("values"), start);
    return labels && values ? [{ labels, values }] : [];
  });
}

function readAlertTest(reader: YamlReader, node: Node): AlertTest | undefined {
  const start = startOf(reader, node);
  const fields = reader.fields(node, "a test of alerts", start);
  if (!fields) return undefined;
  reader.onlyKnown(fields, "a test of alerts", ["eval_time", "alertname", "exp_alerts"]);
  const name = reader.text(fields.get("alertname"), "alertname");
  if (!name?.text) reader.error("a test of alerts needs an alertname", name ?? start);
  return {
    line: reader.lineOf(start.from),
    evalTimeMs: readLength(reader, fields.get("eval_time"), "eval_time") ?? 0,
    alertname: name?.text ?? "",
    alerts: items(reader, fields.get("exp_alerts"), "exp_alerts").flatMap((each) => {
      const expected = reader.fields(each, "an expected alert", startOf(reader, each));
      if (!expected) return [];
      reader.onlyKnown(expected, "an expected alert", ["exp_labels", "exp_annotations"]);
      return [
        {
          labels: readLabels(reader, expected.get("exp_labels"), "exp_labels"),
          annotations: readLabels(reader, expected.get("exp_annotations"), "exp_annotations"),
        },
      ];
    }),
  };
}

function readExpressionTest(reader: YamlReader, node: Node): ExpressionTest | undefined {
  const start = startOf(reader, node);
  const fields = reader.fields(node, "a test of an expression", start);
  if (!fields) return undefined;
  reader.onlyKnown(fields, "a test of an expression", ["expr", "eval_time", "exp_samples"]);
  return {
    line: reader.lineOf(start.from),
    evalTimeMs: readLength(reader, fields.get("eval_time"), "eval_time") ?? 0,
    expr: readExpr(reader, fields.get("expr"), start),
    samples: items(reader, fields.get("exp_samples"), "exp_samples").flatMap((each) => readSample(reader, each) ?? []),
  };
}

function readExpr(reader: YamlReader, field: Field | undefined, owner: Stretch): string {
  const expr = reader.text(field, "expr");
  if (!expr) {
    if (!field) reader.error("a test of an expression needs an expr", owner);
    return "";
  }
  const end = expr.text.trimEnd().length;
  for (const { severity, message, place } of checkPromql(expr.text)) {
    const stretch = expr.place(Math.min(place.from, end), Math.min(place.to, end));
    if (severity === "error") reader.error(message, stretch);
    else reader.warn(message, stretch);
  }
  return expr.text;
}

function readSample(reader: YamlReader, node: Node): ExpressionTest["samples"][number] | undefined {
  const start = startOf(reader, node);
  const fields = reader.fields(node, "an expected sample", start);
  if (!fields) return undefined;
  reader.onlyKnown(fields, "an expected sample", ["labels", "value", "histogram"]);
  const histogram = fields.get("histogram");
  if (histogram) reader.error("Watchdeck keeps no native histograms: only values can be expected", histogram.key);
  // No labels at all are the labels of a number.
  const labels = fields.get("labels")?.node ? readSampleLabels(reader, fields.get("labels"), "labels") : {};
  return labels && { labels, value: readNumber(reader, fields.get("value"), "value") ?? 0 };
}

const startOf = (reader: YamlReader, node: Node): Stretch => {
  const { from } = reader.stretchOf(node);
  return { from, to: from };
};

const items = (reader: YamlReader, field: Field | undefined, what: string): Node[] =>
  field ? reader.list(field.node, what, field.key) : [];

const texts = (reader: YamlReader, field: Field | undefined, what: string) =>
  items(reader, field, what).flatMap((node) => {
    const key = { text: what, ...startOf(reader, node), place: () => startOf(reader, node) };
    return reader.text({ key, node }, `each of ${what}`) ?? [];
  });
