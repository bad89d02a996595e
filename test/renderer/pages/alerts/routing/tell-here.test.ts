import { expect, test } from "vitest";
import { findEnds } from "#shared/alerting/route";
import { nativeReceiver } from "#shared/contract/receivers";
import type { Route, RoutingConfig } from "#shared/model/routing";
import { tellHereToo, tellsHere } from "../../../../../renderer/pages/alerts/routing/tell-here";
import { newRoute } from "../../../../../renderer/pages/alerts/routing/tree/change-tree";

const severity = (value: string, more: Partial<Route>): Route => ({
  ...newRoute,
  matchers: [{ name: "severity", value, isRegex: false, isEqual: true }],
  ...more,
});
const config: RoutingConfig = {
  route: {
    ...newRoute,
    receiver: "mail",
    groupBy: ["team"],
    groupWaitMs: 1000,
    routes: [
      severity("critical", { receiver: "pager", continue: true }),
      severity("warning", { receiver: "chat", groupWaitMs: 5000 }),
    ],
  },
  timeIntervals: [],
  inhibitRules: [],
};

test("a tree without this computer does not tell here, one with it anywhere does", () => {
  expect(tellsHere(config)).toBe(false);
  expect(tellsHere(tellHereToo(config))).toBe(true);
});

test.each(["critical", "warning", "info"])("this computer hears of %s alerts first, and all others as before", (value) => {
  const ends = (of: RoutingConfig) =>
    findEnds(of, { severity: value }).map(({ receiver, groupBy, groupWaitMs, repeatIntervalMs }) => ({
      receiver,
      groupBy,
      groupWaitMs,
      repeatIntervalMs,
    }));
  const [first, ...others] = ends(tellHereToo(config));
  expect(first).toMatchObject({ receiver: nativeReceiver, groupBy: ["team"], groupWaitMs: 1000 });
  expect(others).toEqual(ends(config));
});
