// Random templates of annotations, expanded by promtool and by us. One run of promtool expands hundreds: each is an alert of its
// own in one file of rules, and a test that expects none of them to fire makes promtool print all that do.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkTemplate, createTemplate } from "#shared/templates/template";
import { isOnPath } from "../support/programs";
import { createRandom } from "../support/random-numbers";
import { randomTemplate } from "../support/random-templates";
import { suite } from "../support/suite";

const count = 500;
const values = [0, 1, 0.123456, 12345.678, 1e9, -2.5];
const versionOf = () =>
  Number(/version (\d+)\./.exec(String(spawnSync("promtool", ["--version"], { encoding: "utf8" }).stdout))?.[1] ?? 0);

const rulesOf = (alerts: readonly { name: string; template: string }[]) =>
  JSON.stringify({
    groups: [
      { name: "g", rules: alerts.map(({ name, template }) => ({ alert: name, expr: "m", annotations: { a: template } })) },
    ],
  });

/** What Go wrote in double quotes. */
function unquoted(quoted: string): string {
  const json = quoted
    .replaceAll(/\\x([0-9a-f]{2})/g, "\\u00$1")
    .replaceAll(/\\U([0-9a-f]{8})/g, (_, code: string) =>
      JSON.stringify(String.fromCodePoint(Number.parseInt(code, 16))).slice(1, -1),
    )
    .replaceAll("\\a", "\\u0007")
    .replaceAll("\\v", "\\u000b");
  return JSON.parse(json) as string;
}

// Older versions are built with an older Go, whose templates know less.
const missing = [...(isOnPath("promtool") ? [] : ["promtool"]), ...(versionOf() >= 3 ? [] : ["promtool 3"])];

suite("random templates expanded by promtool and by us", missing, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "watchdeck-templates-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(values.map((value, seed) => ({ value, seed })))("with the value $value", ({ value, seed }) => {
    const random = createRandom(seed + 1);
    const alerts = Array.from({ length: count }, (_, index) => ({ name: `T${index}`, template: randomTemplate(random) }));
    const right = alerts.filter(({ template }) => !checkTemplate(template));
    const wrong = alerts.filter(({ template }) => checkTemplate(template));

    writeFileSync(join(folder, "wrong.yml"), rulesOf(wrong));
    const refused = spawnSync("promtool", ["check", "rules", "--lint=none", join(folder, "wrong.yml")], { encoding: "utf8" });
    const words = refused.stdout + refused.stderr;
    expect(wrong.filter(({ name }) => !words.includes(`"${name}"`)).map(({ template }) => template)).toEqual([]);

    writeFileSync(join(folder, "right.yml"), rulesOf(right));
    const testFile = {
      rule_files: ["right.yml"],
      tests: [
        {
          interval: "1m",
          external_labels: { region: "eu" },
          external_url: "http://h:9090/prom",
          input_series: [{ series: 'm{instance="h:9100",job="node"}', values: String(value) }],
          alert_rule_test: right.map(({ name }) => ({ eval_time: "0s", alertname: name })),
        },
      ],
    };
    writeFileSync(join(folder, "test.yml"), JSON.stringify(testFile));
    const { stdout, stderr } = spawnSync("promtool", ["test", "rules", join(folder, "test.yml")], {
      encoding: "utf8",
      maxBuffer: 1e8,
    });
    const expanded = new Map<string, string>();
    for (const [, name = "", quoted = ""] of (stdout + stderr).matchAll(/alertname="(T\d+)".*\n\s*Annotations:\{a=(".*")\}/g)) {
      expanded.set(name, unquoted(quoted));
    }
    expect(expanded.size, stdout + stderr).toBe(right.length);

    const data = {
      labels: { __name__: "m", instance: "h:9100", job: "node" },
      externalLabels: { region: "eu" },
      externalUrl: "http://h:9090/prom",
    };
    const different = right.flatMap(({ name, template }) => {
      const ours = createTemplate(template, name).expand({ ...data, value, now: 0 });
      const theirs = expanded.get(name);
      return ours === theirs ? [] : [{ template, ours, theirs }];
    });
    expect(different).toEqual([]);
  });
});
