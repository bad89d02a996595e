import { expect, test } from "vitest";
import type { ConnectionRow, TestedServer } from "#shared/contract/connections";
import type { RuleFile } from "#shared/model/rule";
import { visibleText } from "../../../../renderer/components/visible-text";
import {
  changeKindLabel,
  describeDependents,
  describeOtherKind,
  describeTest,
  marksOf,
} from "../../../../renderer/pages/connections/words";

const row: ConnectionRow = {
  id: "c1",
  kind: "prometheus",
  name: "prod",
  url: "https://prom.example",
  auth: { kind: "none" },
  headerNames: [],
  tls: { skipVerify: false },
  showsAlerts: true,
  state: { kind: "ok" },
  storedSecrets: [],
  lockedSecrets: [],
};

test.each<{ name: string; row: Partial<ConnectionRow>; isEncrypted: boolean; marks: string[] }>([
  { name: "https without secrets", row: {}, isEncrypted: false, marks: [] },
  { name: "an unchecked certificate", row: { tls: { skipVerify: true } }, isEncrypted: true, marks: ["certificate not checked"] },
  {
    name: "a token over http",
    row: { url: "http://prom.example", auth: { kind: "bearer" }, storedSecrets: ["token"] },
    isEncrypted: true,
    marks: ["sent unencrypted"],
  },
  {
    name: "a token over http that stays on this machine",
    row: { url: "http://127.0.0.1:9090", auth: { kind: "bearer" }, storedSecrets: ["token"] },
    isEncrypted: true,
    marks: [],
  },
  { name: "http without secrets", row: { url: "http://prom.example" }, isEncrypted: true, marks: [] },
  {
    name: "a password in a plain file",
    row: { auth: { kind: "basic", username: "a" }, storedSecrets: ["password"] },
    isEncrypted: false,
    marks: ["secrets not encrypted"],
  },
  {
    name: "a password that cannot be opened",
    row: { auth: { kind: "basic", username: "a" }, lockedSecrets: ["password"] },
    isEncrypted: true,
    marks: ["secrets locked"],
  },
])("$name is marked so", ({ row: parts, isEncrypted, marks }) => {
  expect(marksOf({ ...row, ...parts }, isEncrypted).map(({ text }) => text)).toEqual(marks);
});

const result: TestedServer = {
  kind: "prometheus",
  server: "Prometheus 3.5.3",
  latencyMs: 12.4,
  clockSkewMs: 0,
  metricCount: 12345,
  remarks: [],
};

test("a test that went well is told in four facts", () => {
  expect(describeTest(result)).toEqual([
    { name: "Server", value: "Prometheus 3.5.3" },
    { name: "Answered in", value: "12 ms" },
    { name: "Clock", value: "agrees with this machine" },
    { name: "Metrics", value: "12\u202f345" },
  ]);
});

test("a test of an Alertmanager tells of alerts, receivers and its cluster, and of a clock where it has one", () => {
  const alertmanager = { cluster: "ready", peers: 2, receivers: ["a", "b", "c", "d", "e"], alerts: 10_000 };
  const found: TestedServer = { kind: "alertmanager", server: "Alertmanager 0.33.1", latencyMs: 3, remarks: [], alertmanager };
  expect(describeTest(found)).toEqual([
    { name: "Server", value: "Alertmanager 0.33.1" },
    { name: "Answered in", value: "3 ms" },
    { name: "Alerts", value: "10\u202f000" },
    { name: "Receivers", value: "a, b, c and 2 more" },
    { name: "Cluster", value: "ready, sees 2 others" },
  ]);
});

test("a test of a Loki tells of the labels of its streams", () => {
  const found: TestedServer = {
    kind: "loki",
    server: "Loki 3.7.8",
    latencyMs: 3,
    remarks: [],
    loki: { labels: ["app", "host"] },
  };
  expect(describeTest(found)).toContainEqual({ name: "Labels", value: "app, host" });
});

test("a test of a Jaeger tells by which API it answers, and of the services that have sent traces", () => {
  const traces = { api: "API v3 with summaries", services: ["a", "b", "c", "d"] };
  const found: TestedServer = { kind: "jaeger", server: "Jaeger 2.19.0", latencyMs: 3, remarks: [], traces };
  expect(describeTest(found)).toEqual([
    { name: "Server", value: "Jaeger 2.19.0" },
    { name: "Answered in", value: "3 ms" },
    { name: "Answers by", value: "API v3 with summaries" },
    { name: "Services", value: "a, b, c and 1 more" },
  ]);
});

test("signs in names that would reorder them are written out", () => {
  const traces = { api: "API v1", services: ["a\u202eb"] };
  const found: TestedServer = { kind: "jaeger", server: "Jaeger", latencyMs: 3, remarks: [], traces };
  const { value } = describeTest(found).find(({ name }) => name === "Services") ?? {};
  expect(value).toBe(visibleText("a\u202eb"));
  expect(value).not.toContain("\u202e");
});

test.each([
  {
    is: "jaeger" as const,
    taken: "zipkin" as const,
    words: "This is a Jaeger, not a Zipkin: it keeps traces.",
    label: "Connect it as a Jaeger",
  },
  {
    is: "loki" as const,
    taken: "prometheus" as const,
    words: "This is a Loki, not a Prometheus: it answers queries about logs.",
    label: "Connect it as a Loki",
  },
  {
    is: "alertmanager" as const,
    taken: "loki" as const,
    words: "This is an Alertmanager, not a Loki: it knows alerts and answers no queries.",
    label: "Connect it as an Alertmanager",
  },
])("somebody who took $is for $taken is told so", ({ is, taken, words, label }) => {
  expect(describeOtherKind(is, taken)).toBe(words);
  expect(changeKindLabel(is)).toBe(label);
});

test.each([
  { cluster: "disabled", peers: 0, words: "stands alone" },
  { cluster: "settling", peers: 0, words: "settling, sees no other" },
  { cluster: "ready", peers: 1, words: "ready, sees 1 other" },
])("an Alertmanager whose cluster is $cluster and has $peers others $words", ({ cluster, peers, words }) => {
  const found = describeTest({ ...result, alertmanager: { cluster, peers, receivers: [], alerts: 0 } });
  expect(found.find(({ name }) => name === "Cluster")?.value).toBe(words);
});

test.each([
  { skew: 900, latency: 10, words: "agrees with this machine" },
  { skew: 3000, latency: 8000, words: "agrees with this machine" },
  { skew: 4200, latency: 10, words: "4.2 s ahead of this machine" },
  { skew: -300_000, latency: 10, words: "5 min behind this machine" },
])("a clock $skew ms off, known to half of $latency ms, $words", ({ skew, latency, words }) => {
  const clock = describeTest({ ...result, clockSkewMs: skew, latencyMs: latency }).find(({ name }) => name === "Clock");
  expect(clock?.value).toBe(words);
});

const file = (name: string, source = "c1"): RuleFile => ({
  id: name,
  name,
  path: name,
  source,
  origin: "file",
  enabled: true,
  groups: [],
  diagnostics: [],
});

test.each([
  { name: "nothing", files: [file("a.yml", "local")], words: "" },
  {
    name: "one rule file",
    files: [file("a.yml"), file("b.yml", "local")],
    words: "The rule file a.yml is evaluated against it; its alerts will be unknown until you give it another source.",
  },
  {
    name: "many rule files",
    files: ["a", "b", "c", "d", "e"].map((name) => file(name)),
    words:
      "5 rule files are evaluated against it (a, b, c and 2 more); their alerts will be unknown until you give them another source.",
  },
])("removing a connection names what depends on it: $name", ({ files, words }) =>
  expect(describeDependents("c1", files)).toBe(words),
);
