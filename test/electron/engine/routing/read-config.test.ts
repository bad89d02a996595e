import { describe, expect, test } from "vitest";
import { defaultRouting } from "../../../../electron/engine/routing/default-routing";
import { checkAlertmanagerFile, readRoutingConfig } from "../../../../electron/engine/routing/read-config";
import { fixture } from "../../../support/fixture";
import { fits, is, route } from "../../../support/routing";

const receivers = "receivers:\n- name: a\n- name: b\n";
const minimal = `route: {receiver: a}\n${receivers}`;

test("a tree is read as it stands", () => {
  const text = `
route:
  receiver: a
  group_by: [alertname, "any label"]
  group_wait: 10s
  group_interval: 1h30m
  repeat_interval: 1d
  routes:
  - matchers: [severity="page", 'team=~"web|db", cluster!=c']
    receiver: b
    continue: true
    mute_time_intervals: [nights]
    active_time_intervals: [office]
  - match: {severity: warning, number: 1}
    match_re: {team: w.*}
    group_by: []
    routes:
    - group_by: ['...']
inhibit_rules:
- source_matchers: [severity="page"]
  target_match: {severity: warning}
  target_match_re: {team: w.*}
  equal: [cluster]
time_intervals:
- name: office
  time_intervals:
  - times: [{start_time: 09:00, end_time: "17:00"}]
    weekdays: ["monday:friday"]
    days_of_month: ["1:-2", -1]
    months: [january, 3:5]
    years: [2026, "2027:2030"]
    location: Europe/Berlin
mute_time_intervals:
- name: nights
  time_intervals:
  - {}
${receivers}`;
  expect(readRoutingConfig(text)).toMatchObject({ diagnostics: [], receivers: [{ name: "a" }, { name: "b" }], leftOut: [] });
  expect(readRoutingConfig(text).config).toEqual({
    route: route({
      receiver: "a",
      groupBy: ["alertname", "any label"],
      groupWaitMs: 10_000,
      groupIntervalMs: 5_400_000,
      repeatIntervalMs: 86_400_000,
      routes: [
        route({
          receiver: "b",
          matchers: [
            is("severity", "page"),
            fits("team", "web|db"),
            { name: "cluster", value: "c", isEqual: false, isRegex: false },
          ],
          continue: true,
          muteTimeIntervals: ["nights"],
          activeTimeIntervals: ["office"],
        }),
        route({
          matchers: [is("severity", "warning"), is("number", "1"), fits("team", "w.*")],
          groupBy: [],
          routes: [route({ groupBy: ["..."] })],
        }),
      ],
    }),
    timeIntervals: [
      {
        name: "office",
        parts: [
          {
            times: [{ from: 540, to: 1020 }],
            weekdays: [{ from: 1, to: 5 }],
            daysOfMonth: [
              { from: 1, to: -2 },
              { from: -1, to: -1 },
            ],
            months: [
              { from: 1, to: 1 },
              { from: 3, to: 5 },
            ],
            years: [
              { from: 2026, to: 2026 },
              { from: 2027, to: 2030 },
            ],
            location: "Europe/Berlin",
          },
        ],
      },
      { name: "nights", parts: [{}] },
    ],
    inhibitRules: [
      {
        sourceMatchers: [is("severity", "page")],
        targetMatchers: [is("severity", "warning"), fits("team", "w.*")],
        equal: ["cluster"],
      },
    ],
  });
});

const mistakesOf = (text: string) =>
  checkAlertmanagerFile(text).map(({ severity, message, place }) => `${severity} ${place.line}:${place.column} ${message}`);

test("all mistakes are found at once, each at its place", () => {
  const text = `rout: x
route:
  receiver: nobody
  matchers: [a="b"]
  continue: yes
  group_by: [x, x]
  group_wait: soon
  group_interval: 0s
  mute_time_intervals: [none]
  routes:
  - matcher: a=b
    matchers:
    - 'ok="1", team=~"(x"'
    - |
      severity
    match: {"a b": c}
    match_re: {a: "["}
    continue: maybe
    group_by: ["...", a]
    routes: {}
  - just text
inhibit_rules:
- equal: [""]
  source: x
time_intervals:
- name: n
  time_intervals:
  - times: [{start_time: "17:00", end_time: "9:00"}, {start_time: "08:00"}]
    weekdays: [mon]
    location: Atlantis
- name: n
- {}
${receivers}`;
  expect(mistakesOf(text)).toMatchInlineSnapshot(`
    [
      "error 1:1 an alertmanager.yml has no field "rout"; it knows global, route, receivers, inhibit_rules, time_intervals, mute_time_intervals, templates, tracing, event_recorder",
      "error 3:13 there is no receiver "nobody" under receivers",
      "error 4:3 the first route cannot have matchers: every alert begins there",
      "error 5:3 the first route cannot continue: nothing comes after it",
      "error 6:17 group_by names "x" twice",
      "error 7:15 group_wait: not a valid duration string: "soon"; write it like 5m or 1h30m",
      "error 8:19 group_interval cannot be zero",
      "error 9:3 the first route cannot have mute_time_intervals: every alert begins there",
      "error 9:25 there is no time interval "none"",
      "error 11:5 a route has no field "matcher"; it knows receiver, group_by, group_wait, group_interval, repeat_interval, matchers, match, match_re, continue, mute_time_intervals, active_time_intervals, labels, routes",
      "error 13:23 the expression for team is not a regular expression: error parsing regexp: missing closing ): \`(x\`",
      "error 15:15 expected an operator (=, !=, =~ or !~) after severity, found the end",
      "error 16:13 "a b" cannot be the name of a label in match: write it under matchers, in quotes",
      "error 17:19 the expression for a is not a regular expression: error parsing regexp: missing closing ]: \`[\`",
      "error 18:15 continue is true or false",
      "error 19:5 group_by has "...", which is every label, and single labels: choose one",
      "error 20:13 routes is a list, each entry beginning with a dash",
      "error 21:5 a route is a mapping of fields, such as "name: value"",
      "error 23:11 "" cannot be the name of a label",
      "error 24:3 an inhibition rule has no field "source"; it knows name, source_matchers, target_matchers, equal, source_match, source_match_re, target_match, target_match_re",
      "error 28:26 "9:00" is not a time of day: write it like 09:00, the end of the day as 24:00",
      "error 28:54 an entry of times needs both start_time and end_time",
      "error 29:16 "mon" is not a weekday: write it in full, like monday",
      "error 30:15 no place called "Atlantis" is known: write it like Europe/Berlin, UTC or Local",
      "error 31:3 there are two time intervals called "n"",
      "error 32:3 a time interval needs a name",
    ]
  `);
});

test.each([
  { what: "nothing", text: "", message: "error 1:1 the file is empty" },
  { what: "a list", text: "- a\n", message: 'error 1:1 an alertmanager.yml is a mapping of fields, such as "name: value"' },
  { what: "no route", text: receivers, message: "error 1:1 the file has no route: it says who can be told, but not of what" },
  {
    what: "a route without a receiver",
    text: `route: {group_by: [a]}\n${receivers}`,
    message: "error 1:1 the first route needs a receiver: it takes what no other route does",
  },
  {
    what: "an expression of nothing",
    text: `route: {receiver: a, routes: [{match_re: {x: }}]}\n${receivers}`,
    message: 'error 1:43 match_re x needs a regular expression; for a label that is not there write ""',
  },
  {
    what: "the same field twice",
    text: `route: {receiver: a, receiver: b}\n${receivers}`,
    message: "error 1:22 Map keys must be unique",
  },
])("a file with $what is refused in words", ({ text, message }) => expect(mistakesOf(text)[0]).toBe(message));

test("what is about Alertmanager's own running and its template files is left out, and said", () => {
  expect(readRoutingConfig(`${minimal}templates: [/etc/*.tmpl]\ntracing: {endpoint: x}\nevent_recorder: {}\n`)).toMatchObject({
    diagnostics: [],
    leftOut: [
      "Template files: write what a receiver says into its fields.",
      "tracing: it is about Alertmanager's own running.",
      "event_recorder: it is about Alertmanager's own running.",
    ],
  });
});

describe("taken over", () => {
  const keeping = defaultRouting;

  test("a file with receivers alone leaves the tree as it is", () => {
    const read = readRoutingConfig(receivers, { keeping });
    expect(read.config).toBe(keeping);
    expect(read.diagnostics).toMatchObject([{ severity: "warning" }]);
  });

  test("a route's unknown field is a mistake still: what it asks for would be lost", () => {
    const read = readRoutingConfig(`route: {receiver: a, routes: [{matcher: [a=b]}]}\n${receivers}`, { keeping });
    expect(read.config).toBeUndefined();
    expect(read.diagnostics).toMatchObject([{ severity: "error", place: { line: 1, column: 32 } }]);
  });

  test.each(["daena", "dgdn", "hybrid-ai-stack", "osmen"])("the file of the guide %s", (guide) => {
    const read = readRoutingConfig(fixture(`guides/alertmanager/${guide}.yml`), { keeping });
    expect(read.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(read.config?.route.groupBy?.[0]).toBe("alertname");
  });
});

test("an alias bomb is read in no time", () => {
  const bomb = Array.from({ length: 30 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`);
  expect(mistakesOf(`a0: &a0 [x]\n${bomb.join("\n")}\n${minimal}`).length).toBeGreaterThan(30);
});

test("routes that unfold into millions through aliases are refused at once", () => {
  const lines = Array.from({ length: 20 }, (_, n) => `  - &r${n + 1} {routes: [*r${n}, *r${n}]}`);
  const text = `receivers: [{name: r}]\nroute:\n  receiver: r\n  routes:\n  - &r0 {receiver: r}\n${lines.join("\n")}\n`;
  const { config, diagnostics } = readRoutingConfig(text);
  expect(config).toBeUndefined();
  expect(diagnostics.map(({ message }) => message)).toEqual([
    "the file's aliases (*) repeat too much of it: write out what is meant",
  ]);
});
