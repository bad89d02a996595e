import { afterEach, beforeEach, expect, test } from "vitest";
import { formatLabels } from "#shared/model/labels";
import { createFakeSources, type FakeSources, vector } from "../../../support/fake-sources";
import { type LocalRules, startLocalRules } from "../../../support/local-rules";

const second = 1000;
let server: FakeSources;
/** Metrics that the server has besides `x`. */
let alsoThere: string[];
let at: LocalRules;

beforeEach(async () => {
  alsoThere = [];
  server = createFakeSources(({ expr }) =>
    expr === "x"
      ? vector([{ __name__: "x", unit: "a", source: "own" }, 7])
      : expr.startsWith("absent")
        ? vector([{}, 1])
        : vector(),
  );
  const remote = {
    ...server.metrics("prod"),
    labelValues: async ({ metric = "" }) => (alsoThere.includes(metric) ? [metric] : []),
  };
  at = await startLocalRules({ remote });
});
afterEach(() => at.close());

const group = (rules: string) => `groups:\n- name: g\n  interval: 10s\n  rules:\n  - {record: r, expr: x}\n${rules}`;
const alerts = () => at.inbox.list().map(({ name, labels, value }) => `${name} ${formatLabels(labels)} ${value}`);
const errors = () => at.rules.snapshot()[0]?.groups[0]?.rules.flatMap(({ error }) => error ?? []);

test("a rule that reads what is recorded of a connection here alone is evaluated here, under the connection's own labels", async () => {
  // The same name recorded of this host is another series.
  await at.load("groups:\n- name: l\n  rules:\n  - {record: r, expr: vector(100)}\n");
  await at.load(
    group('  - {alert: High, expr: r > 5}\n  - {alert: Sum, expr: "sum(r) > 5"}\n  - {alert: Gone, expr: absent(r)}\n'),
    "prod",
  );
  await at.clock.advance(11 * second);
  expect(alerts()).toEqual(['High {alertname="High", source="own", unit="a"} 7', 'Sum {alertname="Sum"} 7']);
  expect(server.asked.map(({ expr }) => expr).filter((expr) => expr !== "x")).toEqual([]);
  expect(errors()).toEqual([]);
});

test("where the server has it too, the server is asked", async () => {
  alsoThere = ["r"];
  await at.load(group("  - {alert: Gone, expr: absent(r)}\n"), "prod");
  await at.clock.advance(11 * second);
  expect(alerts()).toEqual(['Gone {alertname="Gone"} 1']);
});

test("a rule that would have to read here and there says so instead of being silently well", async () => {
  await at.load(group("  - {alert: Both, expr: r / y > 1}\n"), "prod");
  await at.clock.advance(11 * second);
  expect(errors()).toEqual([
    "r is recorded on this host and Server prod does not have it, but the rule also reads y from there: have Server prod record it itself.",
  ]);
});

test("whether the server has it is asked once in ten minutes", async () => {
  let asked = 0;
  const labelValues = async () => {
    asked++;
    return [];
  };
  await at.close();
  at = await startLocalRules({ remote: { ...server.metrics("prod"), labelValues } });
  await at.load(group("  - {alert: High, expr: r > 5}\n"), "prod");
  await at.clock.advance(9 * 60 * second);
  expect(asked).toBe(1);
  await at.clock.advance(3 * 60 * second);
  expect(asked).toBe(2);
});
