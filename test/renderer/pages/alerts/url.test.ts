import { expect, test } from "vitest";
import {
  alertPath,
  type BoardView,
  boardLists,
  readPath,
  readView,
  tabPath,
  tabs,
  writeView,
} from "../../../../renderer/pages/alerts/url";

const usual: BoardView = { list: "firing", filter: "", groupBy: "", sort: undefined, isAlone: false };

test.each(boardLists)("a link reproduces the list of %s", (list) => {
  const params = writeView({ ...usual, list }, new URLSearchParams("show=all&source=c1"));
  expect([readView(params).list, params.get("source")]).toEqual([list, "c1"]);
});

test("a link reproduces filter, groups and order", () => {
  const view: BoardView = {
    list: "all",
    filter: 'severity="critical" disk',
    groupBy: "team",
    sort: { column: "value", isDescending: true },
    isAlone: true,
  };
  expect(readView(writeView(view, new URLSearchParams()))).toEqual(view);
});

test.each(["", "show=", "show=everything", "show=constructor", "sort=secret"])("a link with %o shows what fires", (link) =>
  expect(readView(new URLSearchParams(link))).toEqual(usual),
);

test("what is usual is not in the link", () =>
  expect(writeView(usual, new URLSearchParams("show=all&by=team")).toString()).toBe(""));

test.each([
  { id: undefined, params: "", path: "/alerts" },
  { id: "a1", params: "", path: "/alerts/a1" },
  { id: "a/b?c#d %", params: "show=resolved", path: "/alerts/a%2Fb%3Fc%23d%20%25?show=resolved" },
])("the alert $id is at $path", ({ id, params, path }) => expect(alertPath(id, new URLSearchParams(params))).toBe(path));

test.each(tabs)("the tab of %s is at its own address", (tab) => {
  const last = tabPath(tab).replace(/^\/alerts\/?/, "");
  expect(readPath(last === "" ? undefined : last)).toEqual({ tab, alertId: undefined });
});

test.each(["3f2a", "board", "rules2", "constructor"])("the path %s is an alert's", (part) =>
  expect(readPath(part)).toEqual({ tab: "board", alertId: part }),
);
