import { afterEach, beforeEach, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { formatLabels } from "#shared/model/labels";
import { createRuleLanguages } from "../../../../electron/engine/rules/languages";
import { createFakeSources, type FakeSources, vector } from "../../../support/fake-sources";
import { type LocalRules, startLocalRules } from "../../../support/local-rules";

const second = 1000;
const errors = 'sum by (service) (count_over_time({env="prod"} |= "ERROR" [5m]))';
let servers: FakeSources;
let at: LocalRules;

beforeEach(async () => {
  servers = createFakeSources(({ expr }) => (expr.includes("ERROR") ? vector([{ service: "gateway" }, 12]) : vector()));
  at = await startLocalRules({
    remote: servers.metrics("logs"),
    languages: createRuleLanguages((id) => (id === "logs" ? "loki" : id === "prod" ? "prometheus" : undefined)),
  });
});
afterEach(() => at.close());

const group = (rules: string) => `groups:\n- name: g\n  interval: 10s\n  rules:\n${rules}`;
const alerting = group(
  `  - alert: Errors\n    expr: ${errors} > 10\n    for: 20s\n    annotations: {summary: "{{ $value }} errors"}\n`,
);
const shown = () =>
  at.inbox
    .list()
    .map(({ name, state, labels, annotations }) => `${name} ${state} ${formatLabels(labels)} ${annotations.summary}`);
const refusalOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: AppError) => error.failure,
  );

test("an expression over logs is asked of the Loki as it was written, and alerts like any other", async () => {
  await at.load(alerting, "logs");
  await at.clock.advance(11 * second);
  expect(new Set(servers.asked.map(({ expr }) => expr))).toEqual(new Set([`${errors} > 10`]));
  expect(shown()).toEqual(['Errors pending {alertname="Errors", service="gateway"} 12 errors']);
  await at.clock.advance(20 * second);
  expect(shown()).toEqual(['Errors firing {alertname="Errors", service="gateway"} 12 errors']);
  servers.answer = () => vector();
  await at.clock.advance(40 * second);
  expect(shown()).toEqual(['Errors resolved {alertname="Errors", service="gateway"} 12 errors']);
});

test("what is recorded from logs lies in the store under the Loki's name, and rules here read it", async () => {
  await at.load(group(`  - {record: "service:errors:count5m", expr: '${errors}'}\n`), "logs");
  await at.load(group('  - {alert: Recorded, expr: "service:errors:count5m > 10"}\n'));
  await at.clock.advance(31 * second);
  expect(await at.ask("service:errors:count5m")).toEqual(["service:errors:count5m service=gateway source=Server logs 12"]);
  expect(at.inbox.list().map(({ name, state }) => `${name} ${state}`)).toEqual(["Recorded firing"]);
});

test("a rule of logs is not mistaken for one that reads what rules record, though its text may be PromQL too", async () => {
  const both = 'sum(rate({job="a"}[5m]))';
  await at.load(group(`  - {record: a, expr: '${both}'}\n  - {record: b, expr: '${both}'}\n`), "logs");
  await at.clock.advance(11 * second);
  expect(new Set(servers.asked.map(({ source, expr }) => `${source}: ${expr}`))).toEqual(new Set([`logs: ${both}`]));
  expect(at.rules.snapshot()[0]?.groups[0]?.rules.map(({ error }) => error)).toEqual([undefined, undefined]);
});

test("LogQL is refused for this host with what to choose, and PromQL for a Loki", async () => {
  const forHost = await refusalOf(at.load(alerting));
  expect(forHost).toMatchObject({ kind: "bad-file", diagnostics: [{ place: { line: 6 } }] });
  expect(forHost?.say).toContain("choose a Loki as the source of this file");
  const forLoki = await refusalOf(at.load(group('  - {alert: Down, expr: "up == 0"}\n'), "logs"));
  expect(forLoki?.say).toContain("choose this host or a Prometheus as the source of this file");
  expect(at.rules.snapshot()).toEqual([]);
});

test("a file moves to a source of another language only when it is right there", async () => {
  const { id } = await at.load(alerting, "logs");
  const refused = await refusalOf(at.rules.update({ id, source: "local" }));
  expect(refused?.kind).toBe("bad-file");
  expect(refused?.say).toMatch(
    /^this host is asked in PromQL, so the file stays where it is: test has an error; it is in line 6: /,
  );
  expect(refused?.diagnostics).toHaveLength(1);
  expect(at.rules.snapshot().map(({ source }) => source)).toEqual(["logs"]);

  const both = await at.load(group(`  - {record: a, expr: 'sum(rate({job="a"}[5m]))'}\n`), "prod");
  expect((await at.rules.update({ id: both.id, source: "logs" })).source).toBe("logs");
});

test("what is typed is checked in the language of the source it is for", async () => {
  const messages = async (source: string) => (await at.rules.check({ text: alerting, source })).map(({ message }) => message);
  expect(await messages("logs")).toEqual([]);
  expect(await messages("prod")).toEqual([expect.stringContaining("this is LogQL")]);
});

test("saving checks in the language of the file's source", async () => {
  const { id } = await at.load(alerting, "logs");
  const { revision } = await at.rules.text(id);
  const wrong = await refusalOf(at.rules.save({ id, text: group('  - {alert: Down, expr: "up == 0"}\n'), revision }));
  expect(wrong?.say).toContain("this is PromQL");
  const saved = await at.rules.save({ id, text: alerting.replace("> 10", "> 20"), revision });
  expect(saved.groups[0]?.rules[0]?.expr).toBe(`${errors} > 20`);
});
