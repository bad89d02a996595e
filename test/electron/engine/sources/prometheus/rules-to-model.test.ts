import { describe, expect, test } from "vitest";
import { readExternalLabels } from "../../../../../electron/engine/sources/prometheus/external-labels";
import { toRuleGroup } from "../../../../../electron/engine/sources/prometheus/rules-to-model";
import { ruleGroupSchema, rulesSchema } from "../../../../../electron/engine/sources/prometheus/rules-wire";
import { recorded, recordedVersions } from "../../../../support/recorded";

const read = (data: unknown) => (rulesSchema.parse(data).groups ?? []).flatMap((it) => toRuleGroup(ruleGroupSchema.parse(it)));

describe.each(recordedVersions)("the rules of Prometheus %s", (version) => {
  const groups = read(JSON.parse(recorded(version, "rules").answer.body).data);

  test("come without recording rules, in their groups", () => {
    expect(groups.map(({ name, intervalMs, rules }) => [name, intervalMs, rules.map((rule) => rule.name)])).toEqual([
      ["demo", 2000, ["TargetDown", "PendingOne", "NeverOne", "Broken"]],
    ]);
  });

  test("have their alerts with plain numbers and times in milliseconds", () => {
    const [down, pending] = groups[0]?.rules ?? [];
    expect(down).toMatchObject({ expr: "up == 0", keepFiringForMs: 60_000, isEvaluated: true });
    expect(down?.alerts).toEqual([
      {
        labels: expect.objectContaining({ alertname: "TargetDown", instance: "127.0.0.1:1", job_upper: "DOWN" }),
        annotations: { summary: "127.0.0.1:1 is down", value: "0" },
        state: "firing",
        activeAt: expect.any(Number),
        value: "0",
      },
    ]);
    expect(Number.isInteger(down?.alerts[0]?.activeAt)).toBe(true);
    expect(pending).toMatchObject({ forMs: 3_600_000, alerts: [{ state: "pending", value: "1" }] });
  });

  test("tell why one of them fails", () => {
    expect(groups[0]?.rules[3]?.error).toMatch(/^found duplicate series for the match group/);
  });

  test("go out with the external labels of its configuration", () => {
    const { yaml } = JSON.parse(recorded(version, "status-config").answer.body).data;
    expect(readExternalLabels(yaml)).toEqual({ region: "eu" });
  });
});

const group = (rule: object) => ({ groups: [{ name: "g", rules: [{ name: "R", type: "alerting", ...rule }] }] });
const zero = "0001-01-01T00:00:00Z";

test.each([
  { name: "Prometheus before its first evaluation", rule: { health: "unknown", lastEvaluation: zero }, isEvaluated: false },
  { name: "a server that says well and never", rule: { health: "ok", lastEvaluation: zero }, isEvaluated: false },
  { name: "a server that tells no times", rule: { health: "ok" }, isEvaluated: true },
  { name: "Prometheus", rule: { health: "ok", lastEvaluation: "2026-11-21T04:17:20.887713735Z" }, isEvaluated: true },
])("a rule of $name is evaluated: $isEvaluated", ({ rule, isEvaluated }) =>
  expect(read(group(rule))[0]?.rules[0]?.isEvaluated).toBe(isEvaluated),
);

test("what is no alert any more, or has no beginning, is left out", () => {
  const alerts = [
    { state: "inactive", activeAt: "2026-11-21T04:17:20Z" },
    { state: "firing", activeAt: zero },
    { state: "FIRING", activeAt: "2026-11-21T04:17:20Z", value: 3 },
  ];
  expect(read(group({ alerts }))[0]?.rules[0]?.alerts).toEqual([
    { labels: {}, annotations: {}, state: "firing", activeAt: Date.UTC(2026, 10, 21, 4, 17, 20), value: "3" },
  ]);
});

test.each([{ data: { groups: null } }, { data: {} }, { data: { groups: [{ name: "g", rules: null }] } }])(
  "a server without rules has none: %j",
  ({ data }) => expect(read(data)).toEqual([]),
);

test.each([
  { name: "no configuration", yaml: "", labels: {} },
  { name: "no global part", yaml: "scrape_configs: []\n", labels: {} },
  { name: "no external labels", yaml: "global:\n  scrape_interval: 1s\nrule_files: []\n", labels: {} },
  {
    name: "numbers and yes, which are text",
    yaml: 'global:\n  external_labels:\n    a: 01\n    b: yes\n    c: ""\n',
    labels: { a: "01", b: "yes", c: "" },
  },
  { name: "a name that is not safe", yaml: "global:\n  external_labels:\n    __proto__: x\n    a: b\n", labels: { a: "b" } },
  { name: "YAML that is broken", yaml: "global:\n  external_labels: {a: [b\n", labels: undefined },
  { name: "something else under that name", yaml: "global: 5\n", labels: undefined },
])("external labels out of $name", ({ yaml, labels }) => expect(readExternalLabels(yaml)).toEqual(labels));
