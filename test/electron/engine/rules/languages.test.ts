import { describe, expect, test } from "vitest";
import { checkRuleFile } from "../../../../electron/engine/rules/check-rule-file";
import { createRuleLanguages } from "../../../../electron/engine/rules/languages";

const languages = createRuleLanguages((id) => (id === "prod" ? "prometheus" : id === "logs" ? "loki" : undefined));

/** The mistakes in one line each: where, and what. */
async function said(source: string, expr: string): Promise<string[]> {
  const check = await languages.checker(source);
  return check(expr).map(({ severity, message, place }) => `${severity} ${place.from}-${place.to} ${message}`);
}

test("a Loki is asked in LogQL, this host and servers in PromQL, and of a source that is gone nobody knows", () => {
  expect(["local", "prod", "logs", "gone"].map(languages.of)).toEqual(["PromQL", "PromQL", "LogQL", undefined]);
});

const errorRate = 'sum(rate({service="gateway"} |= "ERROR" [5m])) > 1';

describe("against a Loki", () => {
  test.each([
    { name: "a rate of lines", expr: errorRate },
    {
      name: "a count of what a parser finds",
      expr: 'sum by (agent) (count_over_time({service="gateway"} | json | duration_ms > 5000 [5m])) > 0',
    },
    { name: "what both languages have", expr: 'sum(rate({job="a"}[5m])) > 0' },
    { name: "a number", expr: "vector(1) > 0" },
  ])("$name is right", async ({ expr }) => expect(await said("logs", expr)).toEqual([]));

  test("a query that finds lines is refused with how to count them", async () => {
    expect(await said("logs", '{service="gateway"} |= "ERROR"')).toEqual([
      'error 0-30 this finds lines, and a rule needs numbers: count them, as in sum(count_over_time({service="gateway"} |= "ERROR" [5m])) > 0',
    ]);
    const [long] = await said("logs", `{service="${"x".repeat(200)}"}`);
    expect(long).toContain('sum(count_over_time({…} |= "…" [5m])) > 0');
  });

  test("an expression of the other language is told as what it is", async () => {
    expect(await said("logs", "up == 0")).toEqual([
      "error 0-7 this is PromQL, which a Loki does not answer: choose this host or a Prometheus as the source of this file",
    ]);
  });

  test("a mistake is told at its place", async () => {
    const [first] = await said("logs", 'sum(rate({service="gateway"} |= [5m]))');
    expect(first).toMatch(/^error 3\d-3\d /);
  });
});

describe("against this host or a Prometheus", () => {
  test.each([
    { name: "a line filter", expr: errorRate },
    { name: "a parser", expr: 'sum(count_over_time({a="b"} | json [1m]))' },
    { name: "a label filter", expr: 'sum(count_over_time({a="b"} | level="error" [1m]))' },
    { name: "an excluded text", expr: 'rate({a="b"} != `x` [1m])' },
    { name: "a function of its own", expr: 'bytes_rate({a="b"} [1m]) > }' },
    { name: "lines", expr: '{a="b"} |~ "x"' },
  ])("$name is told to be LogQL", async ({ expr }) => {
    const expected = [
      `error 0-${expr.length} this is LogQL, which only a Loki answers: choose a Loki as the source of this file`,
    ];
    expect(await said("local", expr)).toEqual(expected);
    expect(await said("prod", expr)).toEqual(expected);
  });

  test("PromQL with a mistake is still told as PromQL", async () => {
    const [first] = await said("prod", 'sum(rate(up{job="a"}[5m]) by (job)');
    expect(first).not.toContain("LogQL");
  });

  test("`watchdeck check` says so of a rule file", () => {
    const text = `groups:\n- name: g\n  rules:\n  - alert: A\n    expr: ${errorRate}\n`;
    expect(checkRuleFile(text).map(({ message, place }) => `${place.line}:${place.column} ${message}`)).toEqual([
      "5:11 could not parse expression: 1:1: parse error: this is LogQL, which only a Loki answers: choose a Loki as the source of this file",
    ]);
  });
});

describe("against a source that is gone", () => {
  test.each(["up == 0", errorRate])("%s is kept, whatever it was for", async (expr) =>
    expect(await said("gone", expr)).toEqual([]),
  );

  test("what is right nowhere is wrong there too", async () => expect(await said("gone", "up ==")).toHaveLength(1));
});
