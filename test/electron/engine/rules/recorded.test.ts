// What rules write into the local store, and what queries find of it.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LocalRules, startLocalRules } from "../../../support/local-rules";

const second = 1000;
let at: LocalRules;

beforeEach(async () => {
  at = await startLocalRules();
});
afterEach(() => at.close());

const group = (rules: string, more = "") => `groups:\n- name: g\n  interval: 10s\n${more}  rules:\n${rules}`;
const errors = () => at.rules.snapshot().flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.map(({ error }) => error)));

/** Goes on to the group's next rounds, with the same samples before each. */
async function rounds(count: number, ...readings: Parameters<LocalRules["sample"]>): Promise<void> {
  for (let round = 0; round < count; round++) {
    at.sample(...readings);
    await at.clock.advance(10 * second);
  }
}

describe("a recording rule", () => {
  test("writes its series under its name, with its labels over those of the result", async () => {
    await at.load(group('  - record: job:x:double\n    expr: x * 2\n    labels: {job: "", team: core, a: "{{ $value }}"}\n'));
    await rounds(2, ["x", { job: "node", b: "1" }, 3]);
    expect(await at.ask("job:x:double")).toEqual(["job:x:double a={{ $value }} b=1 team=core 6"]);
    expect(at.rules.snapshot()[0]?.groups[0]?.rules[0]).toMatchObject({ state: "inactive", error: undefined });
  });

  test("is read by the rules behind it in the same round, however they hang together", async () => {
    await at.load(
      group(
        [
          "  - {record: a, expr: x + 1}",
          "  - {record: b, expr: a + 1}",
          "  - {alert: High, expr: b > 2}",
          '  - {record: c, expr: \'count(ALERTS{alertname="High", alertstate="firing"})\'}',
          "  - {record: d, expr: 'sum({__name__=~\"a|b|c\"})'}",
        ].join("\n"),
      ),
    );
    at.sample(["x", {}, 1]);
    await at.clock.advance(second);
    expect(await at.ask('{__name__=~"a|b|c|d"}')).toEqual(
      ["a  2", "b  3", "c  1", "d  6"].map((text) => text.replace("  ", " ")),
    );
  });

  test("gives a scalar as a series without labels", async () => {
    await at.load(group("  - {record: seven, expr: 3 + 4}\n"));
    await at.clock.advance(second);
    expect(await at.ask("seven")).toEqual(["seven 7"]);
  });

  test("ends a series that the result has no more, at once", async () => {
    await at.load(group("  - {record: r, expr: x}\n"));
    await rounds(2, ["x", { a: "1" }, 1], ["x", { a: "2" }, 2]);
    await rounds(2, ["x", { a: "1" }, 1]);
    expect(await at.ask("r")).toEqual(["r a=1 1"]);
  });

  test("writes nothing and ends nothing when it fails", async () => {
    await at.load(group("  - {record: r, expr: x * on() y}\n  - {record: other, expr: x}\n"));
    await rounds(2, ["x", { a: "1" }, 1], ["y", {}, 1]);
    // Two series on the left: the match is ambiguous.
    await rounds(2, ["x", { a: "1" }, 1], ["x", { a: "2" }, 1], ["y", {}, 1], ["y", { b: "1" }, 1]);
    expect(errors()).toEqual([expect.stringMatching(/many-to-many|duplicate series|multiple matches/), undefined]);
    expect(await at.ask("r")).toEqual(["r 1"]);
    expect(await at.ask("other")).toEqual(["other a=1 1", "other a=2 1"]);
  });

  test("whose labels make two series one fails in Prometheus's words", async () => {
    await at.load(group("  - {record: r, expr: x, labels: {a: same}}\n"));
    await rounds(2, ["x", { a: "1" }, 1], ["x", { a: "2" }, 2]);
    expect(errors()).toEqual(["vector contains metrics with the same labelset after applying rule labels"]);
    expect(await at.ask("r")).toEqual([]);
  });

  test("over the group's limit writes nothing", async () => {
    await at.load(group("  - {record: r, expr: x}\n", "  limit: 1\n"));
    await rounds(2, ["x", { a: "1" }, 1], ["x", { a: "2" }, 2]);
    expect(errors()).toEqual(["exceeded limit of 1 with 2 series"]);
    expect(await at.ask("r")).toEqual([]);
  });

  test("with query_offset is written at the time that it was evaluated for", async () => {
    await at.load(group("  - {record: r, expr: timestamp(x)}\n", "  query_offset: 20s\n"));
    at.sample(["x", {}, 1]);
    await at.clock.advance(30 * second);
    const [time] = await at.ask("timestamp(r)");
    expect(at.clock.now() / second - Number(time)).toBeGreaterThanOrEqual(20);
  });

  test("against a connection carries the connection's name as `source`, and its own `source` as `exported_source`", async () => {
    await at.load(group("  - {record: r, expr: x}\n  - {alert: A, expr: x}\n"), "prod");
    await rounds(2, ["x", { source: "own" }, 1], ["x", {}, 2]);
    expect(await at.ask("r")).toEqual(["r exported_source=own source=Server prod 1", "r source=Server prod 2"]);
    expect(await at.ask("ALERTS")).toEqual([
      "ALERTS alertname=A alertstate=firing exported_source=own source=Server prod 1",
      "ALERTS alertname=A alertstate=firing source=Server prod 1",
    ]);
    // The alerts themselves are as Prometheus would make them.
    expect(at.inbox.list().map(({ labels }) => labels)).toEqual([{ alertname: "A", source: "own" }, { alertname: "A" }]);
  });
});

describe("the series of an alert", () => {
  test("say its state and since when it is active, and end with it", async () => {
    await at.load(group("  - {alert: A, expr: x > 1, for: 15s}\n"));
    at.sample(["x", { job: "a" }, 2]);
    await at.clock.advance(second);
    const since = at.clock.now() / second;
    expect(await at.ask('{__name__=~"ALERTS.*"}')).toEqual([
      "ALERTS alertname=A alertstate=pending job=a 1",
      `ALERTS_FOR_STATE alertname=A job=a ${since}`,
    ]);
    await rounds(3, ["x", { job: "a" }, 2]);
    expect(await at.ask('{__name__=~"ALERTS.*"}')).toEqual([
      "ALERTS alertname=A alertstate=firing job=a 1",
      `ALERTS_FOR_STATE alertname=A job=a ${since}`,
    ]);
    await rounds(2, ["x", { job: "a" }, 1]);
    expect(await at.ask('{__name__=~"ALERTS.*"}')).toEqual([]);
  });

  test("stay as they are while the rule fails", async () => {
    await at.load(group("  - {alert: A, expr: x > on() y}\n"));
    await rounds(2, ["x", {}, 2], ["y", {}, 1]);
    await rounds(2, ["x", {}, 2], ["x", { a: "1" }, 2], ["y", {}, 1], ["y", { a: "1" }, 1]);
    expect(errors()).toEqual([expect.any(String)]);
    expect(await at.ask("ALERTS")).toEqual(["ALERTS alertname=A alertstate=firing 1"]);
  });
});

describe("when rules go", () => {
  const two = group("  - {record: r, expr: x}\n  - {record: s, expr: x}\n");

  test("the series of one that left its group end with the next round", async () => {
    const { id } = await at.load(two);
    await rounds(2, ["x", {}, 1]);
    const { revision } = await at.rules.text(id);
    await at.rules.save({ id, revision, text: group("  - {record: r, expr: x}\n") });
    await rounds(2, ["x", {}, 1]);
    expect(await at.ask('{__name__=~"r|s"}')).toEqual(["r 1"]);
  });

  test("the series of a whole group end after two intervals, unless it is back by then", async () => {
    const { id } = await at.load(two);
    await rounds(2, ["x", {}, 1]);
    await at.rules.update({ id, enabled: false });
    await at.clock.advance(10 * second);
    expect(await at.ask('{__name__=~"r|s"}')).toEqual(["r 1", "s 1"]);
    await at.rules.update({ id, enabled: true });
    await rounds(3, ["x", {}, 1]);
    expect(await at.ask('{__name__=~"r|s"}')).toEqual(["r 1", "s 1"]);
    await at.rules.update({ id, enabled: false });
    await at.clock.advance(21 * second);
    expect(await at.ask('{__name__=~"r|s"}')).toEqual([]);
    await at.rules.update({ id, enabled: true });
    await rounds(1, ["x", {}, 1]);
    await at.rules.remove(id);
    await at.clock.advance(19 * second);
    expect(await at.ask('{__name__=~"r|s"}')).toEqual(["r 1", "s 1"]);
    await at.clock.advance(2 * second);
    expect(await at.ask('{__name__=~"r|s"}')).toEqual([]);
  });

  test("a rule that left its file while that was switched off ends its series when it is switched on", async () => {
    const { id } = await at.load(two);
    await rounds(2, ["x", {}, 1]);
    await at.rules.update({ id, enabled: false });
    const { revision } = await at.rules.text(id);
    await at.rules.save({ id, revision, text: group("  - {record: r, expr: x}\n") });
    await at.rules.update({ id, enabled: true });
    at.sample(["x", {}, 1]);
    await at.clock.advance(second);
    expect(await at.ask('{__name__=~"r|s"}')).toEqual(["r 1"]);
  });

  test("a rule that moved to another place among others that read it goes on without a gap", async () => {
    const { id } = await at.load(group("  - {record: a, expr: x}\n  - {record: b, expr: a}\n"));
    await rounds(2, ["x", {}, 1]);
    const { revision } = await at.rules.text(id);
    await at.rules.save({ id, revision, text: group("  - {record: b, expr: a}\n  - {record: a, expr: x}\n") });
    await rounds(1, ["x", {}, 1]);
    expect(await at.ask('{__name__=~"a|b"}')).toEqual(["a 1", "b 1"]);
    await rounds(1, ["x", {}, 1]);
    expect(await at.ask('{__name__=~"a|b"}')).toEqual(["a 1", "b 1"]);
  });
});

test("a template may ask queries, at the time of the evaluation", async () => {
  await at.load(
    group(
      `  - alert: A\n    expr: x > 1\n    annotations: {other: '{{ with query "y * 2" }}{{ . | first | value }}{{ end }}', broken: '{{ query "y(" }}'}\n`,
    ),
  );
  await rounds(2, ["x", {}, 2], ["y", {}, 21]);
  expect(at.inbox.list()[0]?.annotations.other).toBe("42");
  expect(at.inbox.list()[0]?.annotations.broken).toMatch(/^<error expanding template: /);
});

describe("a rule with more series than the store should have", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, index): [string, Record<string, string>, number] => ["x", { n: String(index) }, 2]);

  test("records none of them, and says so", async () => {
    await at.load(group("  - {record: r, expr: x}\n"));
    await rounds(2, ...many(10_001));
    expect(errors()).toEqual([
      "The rule gives 10001 series; no more than 10000 are recorded here: aggregate more in its expression.",
    ]);
    expect(await at.ask("count(r)")).toEqual([]);
  });

  test("keeps the states of a thousand alerts, and all of them in the inbox", async () => {
    await at.load(group("  - {alert: A, expr: x > 1}\n"));
    await rounds(2, ...many(1200));
    expect(await at.ask("count(ALERTS)")).toEqual([" 1000"]);
    expect(at.inbox.list()).toHaveLength(1200);
    expect(at.rules.snapshot()[0]?.groups[0]?.rules[0]?.remark).toBe(
      "It has 1,200 alerts; the series ALERTS and ALERTS_FOR_STATE are kept of the first 1,000.",
    );
  });
});
