import { describe, expect, test } from "vitest";
import { checkRouting, inhibitsEverything } from "#shared/alerting/check-routing";
import { fingerprintOf } from "#shared/alerting/fingerprint";
import { createInhibitor } from "#shared/alerting/inhibition";
import { findEnds, groupKeyOf, groupLabelsOf, resolveRoutes } from "#shared/alerting/route";
import { describeRoute } from "#shared/alerting/routing-words";
import { simulate } from "#shared/alerting/simulate";
import type { Labels } from "#shared/model/labels";
import { fits, is, route, routing } from "../../support/routing";

const config = routing({
  groupBy: ["cluster", "alertname"],
  repeatIntervalMs: 60_000,
  routes: [
    route({
      matchers: [is("team", "db")],
      receiver: "db",
      groupWaitMs: 5000,
      routes: [
        route({ matchers: [is("severity", "page")], receiver: "pager", continue: true }),
        route({ matchers: [fits("severity", "page|warn")] }),
      ],
    }),
    route({ matchers: [is("team", "web")], receiver: "web", continue: true }),
    route({ matchers: [fits("team", "web|app")], groupBy: ["..."] }),
  ],
});

const pathsOf = (labels: Labels) => findEnds(config, labels).map(({ path, receiver }) => `${path.join(".")} ${receiver}`);

test.each<{ what: string; labels: Labels; ends: string[] }>([
  { what: "what no route takes stays at the root", labels: { team: "x" }, ends: [" main"] },
  { what: "what no child takes stays at the node", labels: { team: "db" }, ends: ["0 db"] },
  { what: "a child inherits its parent's receiver", labels: { team: "db", severity: "warn" }, ends: ["0.1 db"] },
  {
    what: "continue asks the siblings too, also inside",
    labels: { team: "db", severity: "page" },
    ends: ["0.0 pager", "0.1 db"],
  },
  { what: "continue asks the siblings too", labels: { team: "web" }, ends: ["1 web", "2 main"] },
  { what: "without continue the first one has it", labels: { team: "app" }, ends: ["2 main"] },
])("$what", ({ labels, ends }) => expect(pathsOf(labels)).toEqual(ends));

test("what is not said is the parent's, and at the root Alertmanager's", () => {
  const [db] = resolveRoutes(config.route).routes;
  expect(db).toMatchObject({
    groupBy: ["alertname", "cluster"],
    groupWaitMs: 5000,
    groupIntervalMs: 300_000,
    repeatIntervalMs: 60_000,
  });
});

test("a group's key is the one that Alertmanager gives it", () => {
  const labels = { alertname: 'Disk "C"', team: "db", severity: "page" };
  const [pager] = findEnds(config, labels);
  if (!pager) throw new Error("nobody is told");
  expect(groupKeyOf(pager, groupLabelsOf(pager, labels))).toBe('{}/{team="db"}/{severity="page"}:{alertname="Disk \\"C\\""}');
});

test("every label but those that are only for routing makes the group of ...", () => {
  const labels = { alertname: "A", team: "app", __source__: "prod", __origin__: "rule" };
  const [end] = findEnds(config, labels);
  expect(end && groupLabelsOf(end, labels)).toEqual({ alertname: "A", team: "app" });
});

test("a simulation says at each node why", () => {
  expect(simulate(config, { team: "db", severity: "page" }, 0).steps).toEqual([
    { path: [], matched: true, say: "every alert begins here" },
    { path: [0], matched: true, say: 'team is "db"; its own routes take it' },
    { path: [0, 0], matched: true, say: 'severity is "page"; it goes to "pager"; the routes after it are asked too' },
    { path: [0, 1], matched: true, say: 'severity is "page", which fits "page|warn"; it goes to "db"' },
  ]);
  expect(simulate(config, { alertname: "A" }, 0)).toMatchObject({
    steps: [
      { say: 'every alert begins here; none of its own routes takes it, so it goes to "main"' },
      { path: [0], matched: false, say: 'it has no label team, not "db"' },
      { path: [1], matched: false, say: 'it has no label team, not "web"' },
      { path: [2], matched: false, say: 'it has no label team, which does not fit "web|app"' },
    ],
    ends: [{ receiver: "main", groupLabels: { alertname: "A" }, groupKey: '{}:{alertname="A"}' }],
  });
});

test("a route is one line of words", () => {
  expect(describeRoute(config.route.routes[0] ?? config.route)).toBe('team is "db" → db');
});

describe("inhibition", () => {
  const inhibitor = createInhibitor([
    { sourceMatchers: [is("severity", "page")], targetMatchers: [fits("severity", ".+")], equal: ["cluster"] },
  ]);
  inhibitor.setSource("p", { severity: "page", cluster: "a" });
  inhibitor.setSource("q", { severity: "page" });

  test.each<{ what: string; labels: Labels; by: string[] }>([
    { what: "the same value of the equal label", labels: { severity: "warn", cluster: "a" }, by: ["p"] },
    { what: "an equal label that both lack", labels: { severity: "warn" }, by: ["q"] },
    { what: "another value", labels: { severity: "warn", cluster: "b" }, by: [] },
    { what: "no target", labels: { cluster: "a" }, by: [] },
    { what: "one that fits both sides, as its source does", labels: { severity: "page", cluster: "a" }, by: [] },
  ])("$what: inhibited by $by", ({ labels, by }) => expect(inhibitor.inhibitedBy(labels)).toEqual(by));

  test("ends with its source", () => {
    expect(inhibitor.setSource("p", undefined)).toBe(true);
    expect(inhibitor.setSource("p", undefined)).toBe(false);
    expect(inhibitor.inhibitedBy({ severity: "warn", cluster: "a" })).toEqual([]);
  });

  test("a rule that holds everything back is known as one", () => {
    expect(inhibitsEverything({ sourceMatchers: [], targetMatchers: [], equal: [] })).toBe(true);
    expect(inhibitsEverything({ sourceMatchers: [], targetMatchers: [is("a", "b")], equal: [] })).toBe(false);
  });
});

describe("checkRouting", () => {
  const wrong = routing(
    {
      continue: true,
      matchers: [is("a", "b")],
      routes: [
        route({ matchers: [fits("x", "(")], receiver: "gone", groupBy: ["a", "a"] }),
        route({ matchers: [is("y", "z")], muteTimeIntervals: ["never"], groupBy: ["...", "a"], repeatIntervalMs: 0 }),
      ],
    },
    {
      timeIntervals: [
        { name: "n", parts: [{ times: [{ from: 600, to: 500 }], location: "Atlantis" }] },
        { name: "n", parts: [{ daysOfMonth: [{ from: 0, to: 5 }], months: [{ from: 1, to: 13 }] }] },
      ],
      inhibitRules: [{ sourceMatchers: [fits("x", "[")], targetMatchers: [], equal: [""] }],
    },
  );

  test("finds all mistakes, each with where it is", () => {
    const found = checkRouting(wrong, (name) => name === "main").map(
      ({ say, isFatal: _, ...place }) => `${JSON.stringify(place)} ${say}`,
    );
    expect(found).toEqual([
      '{"path":[]} The root cannot have matchers: every alert begins there.',
      '{"path":[]} The root cannot continue: nothing comes after it.',
      '{"path":[0]} The route for x fits "(" names the receiver "gone", which does not exist.',
      '{"path":[0]} The route for x fits "(" has a matcher that cannot be used: the expression for x is not a regular expression: error parsing regexp: missing closing ): `(`.',
      '{"path":[0]} The route for x fits "(" groups by the same label twice.',
      '{"path":[1]} The route for y is "z" needs a repeat interval longer than 0.',
      '{"path":[1]} The route for y is "z" groups by "..." (every label) and by single labels: choose one.',
      '{"path":[1]} The route for y is "z" names the time interval "never", which does not exist.',
      '{"interval":0} The time interval "n": a time range begins before it ends; over midnight takes two.',
      '{"interval":0} The time interval "n": no place called "Atlantis" is known.',
      '{"interval":1} There are two time intervals called "n".',
      '{"interval":1} The time interval "n": days of the month are 1 to 31 or -1 to -31.',
      '{"interval":1} The time interval "n": months run from january to december.',
      '{"inhibitRule":0} An inhibition rule compares something that cannot be a label\'s name.',
      '{"inhibitRule":0} An inhibition rule has a matcher that cannot be used: the expression for x is not a regular expression: error parsing regexp: missing closing ]: `[`.',
    ]);
  });

  test("knows with which ones the tree cannot even be tried", () => {
    const fatal = checkRouting(wrong, () => true).filter(({ isFatal }) => isFatal);
    expect(fatal.map(({ say }) => say.split(":")[0])).toEqual([
      'The route for x fits "(" has a matcher that cannot be used',
      'The time interval "n"',
      "An inhibition rule has a matcher that cannot be used",
    ]);
  });

  test.each([
    { levels: 50, expected: [] },
    { levels: 51, expected: [{ path: Array(51).fill(0), say: "Routes inside routes go 50 deep at most.", isFatal: true }] },
    { levels: 5000, expected: [{ path: Array(51).fill(0), say: "Routes inside routes go 50 deep at most.", isFatal: true }] },
  ])("lets a tree be so deep and no deeper: $levels levels", ({ levels, expected }) => {
    let deep = route({});
    for (let level = 1; level < levels; level++) deep = route({ routes: [deep] });
    expect(checkRouting(routing({ routes: [deep] }), () => true)).toEqual(expected);
  });

  test("has nothing to say about a right one", () => {
    expect(checkRouting(config, () => true)).toEqual([]);
  });
});

// From a running Alertmanager 0.33.
test.each<{ labels: Labels; fingerprint: string }>([
  { labels: { alertname: "c" }, fingerprint: "d252efc3897c1899" },
  { labels: { alertname: "c", team: "a" }, fingerprint: "e8e6ad30abcea799" },
  { labels: { team: "db-1", alertname: "b", severity: "db-1", cluster: "a" }, fingerprint: "bb7d08ce7b4bf705" },
])("the fingerprint of $labels is Alertmanager's", ({ labels, fingerprint }) => expect(fingerprintOf(labels)).toBe(fingerprint));
