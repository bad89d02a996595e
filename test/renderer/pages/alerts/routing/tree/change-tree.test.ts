import { describe, expect, test } from "vitest";
import type { Route } from "#shared/model/routing";
import {
  addChild,
  besides,
  changeRoute,
  duplicateRoute,
  moveRoute,
  newRoute,
  removeRoute,
  routeAt,
  walk,
} from "../../../../../../renderer/pages/alerts/routing/tree/change-tree";
import { aboveRoot, effectiveAbove, effectiveOf } from "../../../../../../renderer/pages/alerts/routing/tree/inheritance";
import { nodeName, timingParts } from "../../../../../../renderer/pages/alerts/routing/tree/node-words";
import { visiblePaths } from "../../../../../../renderer/pages/alerts/routing/tree/visible-paths";

const route = (receiver: string, ...routes: Route[]): Route => ({ ...newRoute, receiver, routes });

/**
 *     root ─┬─ a ─┬─ b
 *           │     └─ c
 *           └─ d
 */
const root = route("root", route("a", route("b"), route("c")), route("d"));
const written = (tree: Route) => [...walk(tree)].map(({ route: { receiver }, path }) => `${path.join(".")}${receiver}`).join(" ");

describe("the tree", () => {
  test.each([
    { name: "gets a last child", tree: addChild(root, [0], route("new")).root, expected: "root 0a 0.0b 0.1c 0.2new 1d" },
    { name: "gets a copy behind its model", tree: duplicateRoute(root, [0, 0]).root, expected: "root 0a 0.0b 0.1b 0.2c 1d" },
    { name: "loses a node with all below it", tree: removeRoute(root, [0]), expected: "root 0d" },
    { name: "keeps its root", tree: removeRoute(root, []), expected: "root 0a 0.0b 0.1c 1d" },
    { name: "has two siblings changed round", tree: moveRoute(root, [0], 1)?.root, expected: "root 0d 1a 1.0b 1.1c" },
    {
      name: "has one node changed",
      tree: changeRoute(root, [0, 1], (was) => ({ ...was, receiver: "x" })),
      expected: "root 0a 0.0b 0.1x 1d",
    },
    {
      name: "stays when nothing is at the place",
      tree: changeRoute(root, [5], () => route("x")),
      expected: "root 0a 0.0b 0.1c 1d",
    },
  ])("$name", ({ tree, expected }) => expect(tree && written(tree)).toBe(expected));

  test("says where what was added, copied or moved is then", () => {
    expect(addChild(root, [], newRoute).path).toEqual([2]);
    expect(duplicateRoute(root, [0, 0]).path).toEqual([0, 1]);
    expect(moveRoute(root, [1], -1)?.path).toEqual([0]);
  });

  test.each([
    { name: "the first one up", path: [0], by: -1 as const },
    { name: "the last one down", path: [0, 1], by: 1 as const },
    { name: "the root", path: [], by: 1 as const },
  ])("does not move $name", ({ path, by }) => expect(moveRoute(root, path, by)).toBeUndefined());

  test("is not changed in place", () => {
    const before = JSON.stringify(root);
    moveRoute(root, [0], 1);
    removeRoute(root, [0, 0]);
    addChild(root, [0], newRoute);
    expect(JSON.stringify(root)).toBe(before);
  });

  test.each([
    { name: "to the next sibling", path: [0], to: [0] },
    { name: "to the one before when it was the last", path: [1], to: [0] },
  ])("moves the choice $name when the chosen node goes", ({ path, to }) => expect(besides(root, path)).toEqual(to));

  test("moves the choice to the parent when an only child goes", () =>
    expect(besides(route("root", route("a")), [0])).toEqual([]));

  test("does not draw what is below a folded node", () => {
    expect(visiblePaths(root, new Set(["0"])).map((path) => routeAt(root, path)?.receiver)).toEqual(["root", "a", "d"]);
  });
});

describe("a node", () => {
  const parent = effectiveOf({ ...newRoute, receiver: "ops", groupBy: ["alertname"], groupWaitMs: 10_000 }, aboveRoot);

  test("has from above what it does not say itself", () => {
    const child: Route = { ...newRoute, groupBy: ["..."], repeatIntervalMs: 86_400_000 };
    expect(effectiveOf(child, parent)).toEqual({
      receiver: "ops",
      groupBy: ["..."],
      groupWaitMs: 10_000,
      groupIntervalMs: 300_000,
      repeatIntervalMs: 86_400_000,
    });
    expect(timingParts(child, effectiveOf(child, parent))).toEqual([
      { words: "each alert by itself", isInherited: false },
      { words: "first after 10s", isInherited: true },
      { words: "news every 5m", isInherited: true },
      { words: "again after 1d", isInherited: false },
    ]);
  });

  test("is read out as what comes to it and where that goes", () => {
    const matchers = [{ name: "team", value: "db", isRegex: false, isEqual: true }];
    expect(nodeName({ ...newRoute, matchers }, parent, false)).toBe('team is "db", goes to ops');
    expect(nodeName(newRoute, aboveRoot, true)).toBe("every alert, goes to no receiver");
  });

  test("finds what is above it by its path", () => {
    const tree = route("root", { ...route("a", newRoute), groupWaitMs: 1000 });
    expect(effectiveAbove(tree, [0, 0])).toMatchObject({ receiver: "a", groupWaitMs: 1000 });
    expect(effectiveAbove(tree, [0])).toMatchObject({ receiver: "root", groupWaitMs: 30_000 });
    expect(effectiveAbove(tree, [])).toEqual(aboveRoot);
  });
});
