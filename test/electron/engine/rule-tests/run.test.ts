import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runRuleTests } from "../../../../electron/engine/rule-tests/run";

const folder = join(import.meta.dirname, "../../../fixtures/rule-tests");
const path = (name: string) => join(folder, name);

// promtool's own verdicts are compared in test/integration/rule-tests-against-promtool.test.ts.
describe("a unit-test file has the verdict that its name says", () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith(".yml")))("%s", async (name) => {
    const run = await runRuleTests(path(name));
    expect(run.hasPassed, JSON.stringify(run, undefined, 1)).toBe(name.startsWith("pass-"));
  });
});

test.each([
  {
    name: "fail-other-label.yml",
    say: "HostDown at 10m: 1 alert expected to fire, 1 did",
    differences: [
      '  {alertname="HostDown", host="a", instance="a:9100", job="node", severity="warn"}',
      '  - label severity: "warn"',
      '  + label severity: "page"',
    ],
  },
  {
    name: "fail-other-annotation.yml",
    say: "HostDown at 10m: 1 alert expected to fire, 1 did",
    differences: [
      '  {alertname="HostDown", host="a", instance="a:9100", job="node", severity="page"}',
      '  - annotation value: "0.0"',
      '  + annotation value: "0"',
    ],
  },
  {
    name: "fail-alert-not-expected.yml",
    say: "HostDown at 10m: 0 alerts expected to fire, 1 did",
    differences: [
      '+ {alertname="HostDown", host="a", instance="a:9100", job="node", severity="page"}',
      '+   summary: "a:9100 of node is down"',
      '+   value: "0"',
    ],
  },
  {
    name: "fail-sample-value.yml",
    say: "job:up:avg at 3m: 1 sample expected, 1 came",
    differences: ['- job:up:avg{job="node"} 0.51', '+ job:up:avg{job="node"} 0.5'],
  },
  {
    name: "fail-limit.yml",
    say: "rule Many at 0s: exceeded limit of 1 with 2 alerts",
    differences: [],
  },
])("$name tells what was expected and what came", async ({ name, say, differences }) => {
  const { tests } = await runRuleTests(path(name));
  expect(tests.flatMap(({ failures }) => failures)).toEqual([{ line: expect.any(Number), say, differences }]);
});

test("only the wanted tests are run", async () => {
  const run = await runRuleTests(path("fail-other-label.yml"), (name) => name === "another");
  expect(run).toEqual({ diagnostics: [], tests: [], hasPassed: true });
});

test("a mistake in a rule file is placed in that file, and no test is run", async () => {
  const run = await runRuleTests(path("fail-broken-rules.yml"));
  expect(run.tests).toEqual([]);
  expect(run.diagnostics.map((each) => [each.path, each.diagnostic.place.line, each.diagnostic.place.column])).toEqual([
    [path("rules/broken.yml"), 5, 21],
  ]);
});

test("a rule file that is not there is remarked where it is named", async () => {
  const { diagnostics } = await runRuleTests(path("pass-no-such-rule-file.yml"));
  expect(diagnostics).toEqual([
    {
      path: path("pass-no-such-rule-file.yml"),
      diagnostic: {
        severity: "warning",
        message: "there is no file rules/none-*.yml",
        place: { from: 13, to: 29, line: 1, column: 14 },
      },
    },
  ]);
});
