import { expect, test } from "vitest";
import { parsePromql } from "#shared/promql/parse";
import { createDemand } from "../../../../electron/engine/sampling/demand";
import { createFakeClock } from "../../../support/fake-clock";

const containers = ["container_", "podman_"];

function setUp() {
  const clock = createFakeClock();
  return { clock, demand: createDemand({ clock }) };
}

test.each([
  { name: "a metric that begins so", expr: "rate(container_cpu_usage_seconds_total[5m])", expected: true },
  { name: "another beginning of the same collector", expr: "podman_up", expected: true },
  {
    name: "a metric deep in an expression",
    expr: "sum by (name) (up * on() group_right() container_last_seen) > 0",
    expected: true,
  },
  { name: "a name in a matcher", expr: '{__name__="container_last_seen"}', expected: true },
  { name: "a regular expression over the names", expr: '{__name__=~"node_.*"}', expected: true },
  { name: "a selector without a name", expr: '{job="local"}', expected: true },
  { name: "a name that must not be one", expr: '{__name__!="container_x", job="local"}', expected: true },
  { name: "a subquery and an offset", expr: "max_over_time(container_memory_usage_bytes[1h:1m] offset 5m)", expected: true },
  { name: "other metrics", expr: "node_load1 / count(node_cpu_seconds_total)", expected: false },
  { name: "the beginning inside of a name", expr: "my_container_count", expected: false },
  { name: "the beginning in a label", expr: 'up{job="container_"}', expected: false },
  { name: "no metric", expr: "1 + time()", expected: false },
  { name: "an expression that is wrong", expr: "sum(container_", expected: false },
  { name: "nothing", expr: "", expected: false },
])("$name is wanted: $expected", ({ expr, expected }) => {
  const { demand } = setUp();
  demand.ask(expr);
  expect(demand.isWanted(containers)).toBe(expected);
});

test("a query that was parsed already is asked like its text", () => {
  const { demand } = setUp();
  demand.ask(parsePromql("rate(container_last_seen[5m])"));
  expect(demand.isWanted(containers)).toBe(true);
});

test("a query with more than a thousand names asks for all metrics", () => {
  const { demand } = setUp();
  const sumOf = (names: number) =>
    ["a", "b", "c"].map((part) => `(${Array.from({ length: names / 3 }, (_, n) => `${part}${n}`).join("+")})`).join("+");
  demand.ask(sumOf(900));
  expect(demand.isWanted(containers)).toBe(false);
  demand.ask(sumOf(1200));
  expect(demand.isWanted(containers)).toBe(true);
});

test("a query of a megabyte is remembered by its names, and told from another", () => {
  const { demand } = setUp();
  const filler = "x".repeat(1_000_000);
  demand.ask(`up{a="${filler}"}`);
  expect(demand.isWanted(containers)).toBe(false);
  demand.ask(`up{a="${filler}y"} + container_last_seen`);
  expect(demand.isWanted(containers)).toBe(true);
});

test("a query asks for five minutes after it was asked last", async () => {
  const { clock, demand } = setUp();
  demand.ask("container_last_seen");
  await clock.advance(240_000);
  demand.ask("container_last_seen");
  await clock.advance(240_000);
  expect(demand.isWanted(containers)).toBe(true);
  await clock.advance(61_000);
  expect(demand.isWanted(containers)).toBe(false);
});

test("what is shown live is wanted however long that is, and for five minutes after its last reader has gone", async () => {
  const { clock, demand } = setUp();
  const first = demand.hold("container_last_seen");
  const second = demand.hold("container_last_seen");
  await clock.advance(3_600_000);
  first();
  first();
  await clock.advance(3_600_000);
  expect(demand.isWanted(containers)).toBe(true);
  second();
  await clock.advance(299_000);
  expect(demand.isWanted(containers)).toBe(true);
  await clock.advance(2000);
  expect(demand.isWanted(containers)).toBe(false);
});

test("rules ask for as long as they are loaded", async () => {
  const { clock, demand } = setUp();
  demand.setRules(["absent(container_last_seen)", "broken("]);
  await clock.advance(86_400_000);
  expect(demand.isWanted(containers)).toBe(true);
  demand.setRules(["up == 0"]);
  expect(demand.isWanted(containers)).toBe(false);
});

test("of thousands of different queries those asked long ago are forgotten, and those that are shown are not", () => {
  const { demand } = setUp();
  const release = demand.hold("podman_up");
  demand.ask("container_last_seen");
  for (let count = 0; count < 1200; count++) demand.ask(`node_load1 + ${count}`);
  expect(demand.isWanted(["container_"])).toBe(false);
  expect(demand.isWanted(["podman_"])).toBe(true);
  release();
  expect(demand.isWanted(["podman_"])).toBe(true);
});

test("a live query is not forgotten, however many others are open before it", () => {
  const { demand } = setUp();
  for (let other = 0; other < 1001; other++) demand.hold(`other_${other}`);
  demand.hold("mine_total");
  expect(demand.isWanted(["mine_"])).toBe(true);
});
