import { expect, test } from "vitest";
import type { Route, RoutingConfig } from "#shared/model/routing";
import { originWords } from "../../../../../renderer/pages/alerts/routing/origin-words";
import { findProblems, problemsAt } from "../../../../../renderer/pages/alerts/routing/problems";
import { newRoute } from "../../../../../renderer/pages/alerts/routing/tree/change-tree";
import { readView, writeView } from "../../../../../renderer/pages/alerts/routing/url";

const severity = (value: string) => [{ name: "severity", value, isRegex: false, isEqual: true }];
const configOf = (routes: Route[], more: Partial<RoutingConfig> = {}): RoutingConfig => ({
  route: { ...newRoute, receiver: "ops", routes },
  timeIntervals: [],
  inhibitRules: [],
  ...more,
});
const find = (config: RoutingConfig) => findProblems(config, (name) => name === "ops");

test("each mistake is told at its route", () => {
  const problems = find(
    configOf([{ ...newRoute, matchers: severity("info"), routes: [{ ...newRoute, matchers: severity("x"), receiver: "gone" }] }]),
  );
  expect(problems.errors).toBe(1);
  expect(problemsAt(problems, [0, 0])).toEqual([
    { severity: "error", say: 'The route for severity is "x" names the receiver "gone", which does not exist.' },
  ]);
  expect(problemsAt(problems, [0])).toEqual([]);
});

test("a route that nothing gets to is warned of, which does not keep the tree from being saved", () => {
  const problems = find(configOf([newRoute, { ...newRoute, matchers: severity("info") }]));
  expect(problems.errors).toBe(0);
  expect(problemsAt(problems, [1])).toEqual([
    { severity: "warning", say: "No alert gets here: the route above that takes everything does not go on." },
  ]);
});

test("a route behind one that takes everything and goes on is fine", () => {
  expect(
    find(
      configOf([
        { ...newRoute, continue: true },
        { ...newRoute, matchers: severity("info") },
      ]),
    ).routes.size,
  ).toBe(0);
});

test("mistakes of time intervals and inhibition rules are told at their place in the list", () => {
  const problems = find(
    configOf([], {
      timeIntervals: [
        { name: "nights", parts: [] },
        { name: "nights", parts: [] },
      ],
      inhibitRules: [
        { sourceMatchers: severity("critical"), targetMatchers: severity("warning"), equal: ["instance"] },
        { sourceMatchers: severity("critical"), targetMatchers: [], equal: [] },
      ],
    }),
  );
  expect(problems.intervals.get(1)).toEqual([{ severity: "error", say: 'There are two time intervals called "nights".' }]);
  expect([...problems.inhibitRules.keys()]).toEqual([1]);
});

test.each([
  { state: { origin: "built-in" as const }, words: "Built in: every alert is told on this computer, as nobody has changed it." },
  { state: { origin: "edited" as const }, words: "Edited here." },
  { state: { origin: "imported" as const, name: "alertmanager.yml" }, words: "Imported from alertmanager.yml." },
])("routing that is $state.origin is said to be", ({ state, words }) => expect(originWords(state)).toBe(words));

test("a link names the part of the routing, and its other parts stay", () => {
  const params = writeView("groups", new URLSearchParams("source=c1"));
  expect(params.toString()).toBe("source=c1&view=groups");
  expect(readView(params)).toBe("groups");
  expect(writeView("routes", params).toString()).toBe("source=c1");
  expect(readView(new URLSearchParams("view=nonsense"))).toBe("routes");
});
