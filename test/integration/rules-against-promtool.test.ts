// Random rules over random series for an hour: what fires, with which labels and annotations, what ALERTS, ALERTS_FOR_STATE and the
// recorded series are at each minute. We write all of it down as a unit test, and promtool has to find it true.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { formatLabels } from "#shared/model/labels";
import { checkPromql } from "#shared/promql/parse";
import { readSeries, readSeriesValues } from "#shared/promql/series-notation";
import { minutes } from "#shared/units/time";
import { createRuleRun } from "../../electron/engine/rule-tests/rule-run";
import { runRuleTests } from "../../electron/engine/rule-tests/run";
import { SampleMemory } from "../../electron/engine/rule-tests/sample-memory";
import { elements } from "../../electron/engine/rules/elements";
import { parseRuleFile } from "../../electron/engine/rules/rule-file";
import { isOnPath } from "../support/programs";
import { createRandom } from "../support/random-numbers";
import { randomGroups, randomInput } from "../support/random-rules";
import { suite } from "../support/suite";

const seeds = 16;
const observed = ["ALERTS", "ALERTS_FOR_STATE", "recorded"];
const versionOf = () =>
  Number(/version (\d+)\./.exec(String(spawnSync("promtool", ["--version"], { encoding: "utf8" }).stdout))?.[1] ?? 0);

// Older versions look at ranges that are closed on both sides.
const missing = [...(isOnPath("promtool") ? [] : ["promtool"]), ...(versionOf() >= 3 ? [] : ["promtool 3"])];

suite("rules evaluated by promtool and by us", missing, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-rules-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let fired = 0;

  test.each(Array.from({ length: seeds }, (_, seed) => ({ seed })))("in the hour of seed $seed", async ({ seed }) => {
    const random = createRandom(seed + 1);
    const rules = JSON.stringify({ groups: randomGroups(random) });
    const input = randomInput(random);
    const { groups, diagnostics } = parseRuleFile(rules, { checkExpr: checkPromql });
    expect(diagnostics).toEqual([]);

    const memory = new SampleMemory();
    const run = createRuleRun({ groups, memory, intervalMs: minutes(1), startAt: 0, externalLabels: {}, externalUrl: "" });
    const series = input.map((one) => ({ labels: readSeries(one.series).labels, values: readSeriesValues(one.values) }));
    const names = groups.flatMap((group) => group.rules.filter(({ kind }) => kind === "alerting").map(({ name }) => name));
    const alertTests: object[] = [];
    let minute = 0;
    let errors: string[] = [];
    for (; minute < 60; minute++) {
      const at = minute * 60_000;
      for (const { labels, values } of series) {
        const value = values[minute];
        if (typeof value === "number" || value === "stale") memory.append(labels, at, value);
      }
      errors = await run.evaluate(at);
      if (errors.length > 0) break;
      for (const alertname of names) {
        const alerts = run.firing(alertname);
        fired += alerts.length;
        const exp_alerts = alerts.map(({ labels, annotations }) => ({ exp_labels: labels, exp_annotations: annotations }));
        alertTests.push({ eval_time: `${minute}m`, alertname, exp_alerts });
      }
    }
    const expressionTests = observed.flatMap((expr) =>
      Array.from({ length: minute }, (_, index) => ({
        expr,
        eval_time: `${index}m`,
        exp_samples: elements(run.instant(expr, index * 60_000)).map(({ labels, value }) => ({
          labels: formatLabels(labels),
          value,
        })),
      })),
    );

    const path = join(folder, "test.yml");
    const promtool = (more: object[]) => {
      const tests = [
        { interval: "1m", input_series: input, alert_rule_test: [...alertTests, ...more], promql_expr_test: expressionTests },
      ];
      writeFileSync(
        path,
        JSON.stringify({ rule_files: ["rules.yml"], evaluation_interval: "1m", group_eval_order: ["g1", "g2"], tests }),
      );
      const { status, stdout, stderr } = spawnSync("promtool", ["test", "rules", path], { encoding: "utf8", maxBuffer: 1e8 });
      return { status, words: (stdout + stderr).slice(0, 5000) };
    };
    writeFileSync(join(folder, "rules.yml"), rules);
    const { status, words } = promtool([]);
    expect(status, `${rules}\n${words}`).toBe(0);
    expect((await runRuleTests(path)).hasPassed).toBe(true);
    if (errors.length === 0) return;

    // What cannot be evaluated with us cannot be there, and not a minute earlier.
    const after = promtool([{ eval_time: `${minute}m`, alertname: "A0" }]);
    const broken = (text: string) => Array.from(text.matchAll(/rule:? (\w+)/g), ([, name]) => name).sort();
    expect(broken(after.words), after.words).toEqual(broken(errors.join("\n")));
  });

  test("in which much has happened", () => expect(fired).toBeGreaterThan(seeds * 50));
});
