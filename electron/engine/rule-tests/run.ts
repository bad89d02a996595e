// Runs a unit-test file of rules, with the verdicts of `promtool test rules`.
import { dirname } from "node:path";
import { formatDuration } from "#shared/format/duration";
import { AppError, type Diagnostic } from "#shared/model/failure";
import type { EpochMs } from "#shared/units/time";
import { elements } from "../rules/elements";
import { checkPromqlExpr } from "../rules/languages";
import { hasErrors, type ParsedGroup, parseRuleFile } from "../rules/rule-file";
import { readNamedFile } from "../yaml/read-file";
import type { YamlReader } from "../yaml/yaml-reader";
import { alertDifferences, sampleDifferences } from "./differences";
import { matchingFiles } from "./matching-files";
import { createRuleRun, type RuleRun } from "./rule-run";
import { SampleMemory } from "./sample-memory";
import { type AlertTest, type ExpressionTest, readTestFile, type TestCase, type TestFile } from "./test-file";

/** What one test did not find as it should be. */
export interface TestFailure {
  /** The line of the file that expects it. */
  line: number;
  say: string;
  /** `-` what was expected, `+` what came. */
  differences: string[];
}

export interface TestVerdict {
  name: string;
  line: number;
  failures: TestFailure[];
}

export interface TestRun {
  /** Mistakes of the file itself and of the rule files it names; with an error among them no test was run. */
  diagnostics: { path: string; diagnostic: Diagnostic }[];
  tests: TestVerdict[];
  hasPassed: boolean;
}

/** Runs the tests whose names `isWanted` accepts; all of them unless given. */
export async function runRuleTests(path: string, isWanted: (name: string) => boolean = () => true): Promise<TestRun> {
  const { file, reader } = readTestFile((await readNamedFile(path)).toString("utf8"));
  const groups: ParsedGroup[] = [];
  const paths = await rulePaths(file, path, reader);
  const diagnostics = reader.diagnostics.map((diagnostic) => ({ path, diagnostic }));
  for (const rulePath of paths) {
    const parsed = parseRuleFile((await readNamedFile(rulePath)).toString("utf8"), { checkExpr: checkPromqlExpr });
    groups.push(...parsed.groups);
    for (const diagnostic of parsed.diagnostics) diagnostics.push({ path: rulePath, diagnostic });
  }
  if (hasErrors(diagnostics.map(({ diagnostic }) => diagnostic))) return { diagnostics, tests: [], hasPassed: false };

  const ordered = inOrder(groups, file.groupOrder);
  const tests: TestVerdict[] = [];
  for (const test of file.tests) {
    if (!isWanted(test.name)) continue;
    tests.push({ name: test.name, line: test.line, failures: await runTest(test, file, ordered) });
  }
  return { diagnostics, tests, hasPassed: tests.every(({ failures }) => failures.length === 0) };
}

async function rulePaths({ ruleFiles }: TestFile, path: string, reader: YamlReader): Promise<Set<string>> {
  const paths = new Set<string>();
  for (const { pattern, stretch } of ruleFiles) {
    const found = await matchingFiles(pattern, dirname(path));
    for (const one of found) paths.add(one);
    if (found.length === 0) reader.warn(`there is no file ${pattern}`, stretch);
  }
  return paths;
}

/** Groups that the order does not name come with the first. */
function inOrder(groups: readonly ParsedGroup[], order: readonly string[]): ParsedGroup[] {
  const rank = ({ name }: ParsedGroup) => Math.max(0, order.indexOf(name));
  return [...groups].sort((a, b) => rank(a) - rank(b));
}

/** More than a test of ten years by the minute. */
const mostSteps = 5_000_000;

async function runTest(
  test: TestCase,
  { intervalMs, isFuzzy }: TestFile,
  groups: readonly ParsedGroup[],
): Promise<TestFailure[]> {
  const { startAt, externalLabels, externalUrl } = test;
  const length = Math.max(0, ...[...test.alertTests, ...test.expressionTests].map(({ evalTimeMs }) => evalTimeMs));
  const steps = Math.floor(length / intervalMs);
  if (steps > mostSteps) {
    return [
      {
        line: test.line,
        say: `this takes ${steps} evaluations, which are too many: raise the evaluation_interval`,
        differences: [],
      },
    ];
  }
  const memory = new SampleMemory();
  const run = createRuleRun({ groups, memory, intervalMs, startAt, externalLabels, externalUrl });
  const load = createLoader(test, memory);
  const failures: TestFailure[] = [];
  for (let count = 0; count <= steps; count++) {
    const elapsed = count * intervalMs;
    load(startAt + elapsed);
    const errors = await run.evaluate(startAt + elapsed);
    // What cannot be evaluated makes everything after it meaningless.
    if (errors.length > 0) return [...failures, ...errors.map((say) => ({ line: test.line, say, differences: [] }))];
    for (const alertTest of test.alertTests) {
      const isNow = alertTest.evalTimeMs >= elapsed && alertTest.evalTimeMs < elapsed + intervalMs;
      if (isNow) failures.push(...checkAlerts(alertTest, run));
    }
  }
  for (const expressionTest of test.expressionTests) failures.push(...checkExpression(expressionTest, run, startAt, isFuzzy));
  return failures;
}

/** Gives the function that makes the series' samples up to a time visible. */
function createLoader({ series, intervalMs, startAt }: TestCase, memory: SampleMemory): (until: EpochMs) => void {
  // Of a series that is given twice the last counts.
  const bySeries = new Map(series.map((one) => [JSON.stringify(Object.entries(one.labels).sort()), one]));
  let next = 0;
  return (until) => {
    for (; startAt + next * intervalMs <= until && hasMore(next); next++) {
      for (const { labels, values } of bySeries.values()) {
        const value = values[next];
        if (typeof value === "number" || value === "stale") memory.append(labels, startAt + next * intervalMs, value);
      }
    }
  };
  function hasMore(index: number): boolean {
    return series.some(({ values }) => index < values.length);
  }
}

function checkAlerts({ line, alertname, evalTimeMs, alerts }: AlertTest, run: RuleRun): TestFailure[] {
  const expected = alerts.map(({ labels, annotations }) => ({ labels: { ...labels, alertname }, annotations }));
  const got = run.firing(alertname);
  const differences = alertDifferences(expected, got);
  if (!differences) return [];
  const say = `${alertname} at ${formatDuration(evalTimeMs)}: ${countOf(expected.length, "alert")} expected to fire, ${got.length} did`;
  return [{ line, say, differences }];
}

function checkExpression(test: ExpressionTest, run: RuleRun, startAt: EpochMs, isFuzzy: boolean): TestFailure[] {
  const { line, expr, evalTimeMs, samples } = test;
  const where = `${oneLine(expr)} at ${formatDuration(evalTimeMs)}`;
  try {
    const got = elements(run.instant(expr, startAt + evalTimeMs));
    const differences = sampleDifferences(samples, got, isFuzzy);
    if (!differences) return [];
    return [{ line, say: `${where}: ${countOf(samples.length, "sample")} expected, ${got.length} came`, differences }];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [{ line, say: `${where}: ${error.failure.say}`, differences: [] }];
  }
}

const countOf = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
const oneLine = (text: string) => text.trim().replaceAll(/\s+/g, " ");
