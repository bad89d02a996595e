import { expect, test } from "vitest";
import type { Labels } from "#shared/model/labels";
import type { GroupNotification, NotifiedAlert } from "#shared/model/notification";
import { digestWords, firingWords, resolvedWords, urgencyOf } from "../../../../electron/engine/notify/notice-words";

const alertOf = (labels: Labels, fields: Partial<NotifiedAlert> = {}): NotifiedAlert => ({
  id: "a",
  status: "firing",
  labels,
  annotations: {},
  startsAt: 0,
  generatorUrl: "",
  fingerprint: "",
  ...fields,
});

const firing = (alerts: NotifiedAlert[], reason: GroupNotification["reason"] = "first notification") =>
  firingWords({ alerts, reason } as GroupNotification);

const hot = (minor: string) => alertOf({ alertname: "HighGPUTemperature", minor_number: minor, severity: "warning" });

test.each([
  {
    name: "one alert",
    words: firing([
      alertOf({ alertname: "DiskFull", instance: "db-02", severity: "page" }, { annotations: { summary: "/ is at 97%" } }),
    ]),
    expected: { title: "DiskFull on db-02 · critical", body: "/ is at 97%" },
  },
  {
    name: "one alert without words of its own",
    words: firing([alertOf({ alertname: "Odd", shelf: "3" }, { value: "7" })]),
    expected: { title: "Odd", body: '{shelf="3"}' },
  },
  {
    name: "one alert of nothing but its name",
    words: firing([alertOf({ alertname: "Odd" }, { value: "7" })]),
    expected: { title: "Odd", body: "value 7" },
  },
  {
    name: "several of one rule, by what tells them apart",
    words: firing([hot("0"), hot("1"), hot("2"), hot("3")]),
    expected: { title: "4 firing: HighGPUTemperature · warning", body: "0, 1, 2 and 1 more" },
  },
  {
    name: "several rules",
    words: firing([alertOf({ alertname: "A", severity: "critical" }), alertOf({ alertname: "B" }), alertOf({ alertname: "C" })]),
    expected: { title: "3 firing: A, B and 1 more · 1 critical", body: "A critical, B, C" },
  },
  {
    name: "a repetition",
    words: firing([alertOf({ alertname: "A", host: "web" })], "repeat interval elapsed"),
    expected: { title: "Still firing: A on web", body: '{host="web"}' },
  },
  {
    name: "the end of one",
    words: resolvedWords({
      alerts: [alertOf({ alertname: "A", instance: "db" }, { endsAt: 720_000, annotations: { summary: "It was bad" } })],
    }),
    expected: { title: "Resolved: A on db", body: "Fired for 12 m. It was bad" },
  },
  {
    name: "a digest",
    words: digestWords(
      [...Array.from({ length: 490 }, () => alertOf({ alertname: "HostDown", severity: "critical" })), hot("0")],
      { waited: false },
    ),
    expected: { title: "491 more alerts · 490 critical", body: "490 HostDown, 1 HighGPUTemperature" },
  },
  {
    name: "a digest of what waited",
    words: digestWords(
      ["A", "B", "C", "D"].map((alertname) => alertOf({ alertname })),
      { waited: true },
    ),
    expected: { title: "4 alerts waited for you", body: "1 A, 1 B, 1 C and 1 more rule" },
  },
])("$name reads well in two lines", ({ words, expected }) => expect(words).toEqual(expected));

test("hostile texts stay one short line, and no label name breaks anything", () => {
  const labels = JSON.parse('{"alertname":"A\\n\\u202eB","__proto__":"x","constructor":"y"}');
  const words = firing([alertOf(labels, { annotations: { summary: `one\r\n\u0000two ${"x".repeat(1_000_000)}` } })]);
  expect(words.title).toBe("A B");
  expect(words.body).toMatch(/^one two x+…$/);
  expect(words.body).toHaveLength(160);
});

test.each([
  { name: "critical", severities: ["warning", "crit"], expected: "critical" },
  { name: "a warning", severities: ["info", "warn"], expected: "normal" },
  { name: "no severity", severities: [""], expected: "normal" },
  { name: "news", severities: ["info"], expected: "low" },
])("the urgency of what is at worst $name", ({ severities, expected }) =>
  expect(urgencyOf(severities.map((severity) => alertOf({ severity })))).toBe(expected),
);
