import { expect, test } from "vitest";
import { alertRows, labelFilter } from "../../../../renderer/panels/alert-list/alert-rows";
import { alertListOptionsSchema } from "../../../../shared/dashboards/options/alert-list";
import type { InboxAlert } from "../../../../shared/model/alert";

const alert = (name: string, over: Partial<InboxAlert> = {}): InboxAlert => ({
  ...{ id: name, origins: [], name, source: "local", labels: {}, annotations: {}, state: "firing", value: "1", activeAt: 0 },
  ...over,
});
const alerts = [
  alert("disk", { labels: { severity: "warning", instance: "db-1" }, firedAt: 50 }),
  alert("gpu", { labels: { severity: "critical", instance: "gpu-1" }, firedAt: 10 }),
  alert("slow", { labels: { severity: "critical" }, state: "pending", activeAt: 90 }),
  alert("gone", { labels: { severity: "critical" }, state: "resolved", resolvedAt: 99 }),
];
const list = (over: object = {}) => alertRows(alerts, alertListOptionsSchema.parse(over));
const names = (over: object = {}) => list(over).rows.map(({ name }) => name);

test.each([
  { name: "what fires before what is pending, the most urgent first", options: {}, order: ["gpu", "disk", "slow"] },
  { name: "by name", options: { sortOrder: "name" }, order: ["disk", "gpu", "slow"] },
  { name: "the newest first", options: { sortOrder: "newest" }, order: ["slow", "disk", "gpu"] },
  { name: "the oldest first", options: { sortOrder: "oldest" }, order: ["gpu", "disk", "slow"] },
  { name: "only the states asked for", options: { states: { firing: false, pending: false, resolved: true } }, order: ["gone"] },
  { name: "only those with a word in their name or instance", options: { alertName: "DB" }, order: ["disk"] },
  { name: "only those with a label", options: { alertInstanceLabelFilter: 'severity="critical"' }, order: ["gpu", "slow"] },
])("alerts are listed $name", ({ options, order }) => expect(names(options)).toEqual(order));

test("a list that is full says how many there are beyond it", () => {
  expect(list({ maxItems: 1 })).toMatchObject({ rows: [{ name: "gpu" }], more: 2 });
});

test.each([
  { text: 'severity="critical"', passes: true },
  { text: '{severity="critical", instance=~"db-.*"}', passes: true },
  { text: 'severity!="critical"', passes: false },
  { text: 'instance!~"db.*"', passes: false },
  { text: 'instance=~"db"', passes: false },
  { text: "severity=critical", passes: true },
  { text: 'absent=""', passes: true },
  { text: "", passes: true },
])("the filter $text lets the alert through: $passes", ({ text, passes }) => {
  const { tests, problem } = labelFilter(text);
  expect(problem).toBeUndefined();
  expect(tests.every((each) => each({ severity: "critical", instance: "db-7" }))).toBe(passes);
});

test("a filter that cannot be read lets all through and says where", () => {
  expect(labelFilter("severity=")).toMatchObject({ problem: undefined });
  expect(labelFilter("a b c")).toEqual({
    tests: [],
    problem: 'The filter of labels cannot be read at “a b c”: write severity="critical", job=~"node.*".',
  });
  expect(labelFilter('job=~"("').problem).toBe("The pattern of job is not a regular expression.");
});

test("labels called like parts of an object are labels like any other", () => {
  const { tests } = labelFilter('constructor="x"');
  expect(tests.every((each) => each({}))).toBe(false);
});
