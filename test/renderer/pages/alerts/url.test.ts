import { expect, test } from "vitest";
import { alertPath, lists, readList, writeList } from "../../../../renderer/pages/alerts/url";

test.each(lists)("a link reproduces the list of %s", (list) => {
  const params = writeList(list, new URLSearchParams("show=rules&source=c1"));
  expect([readList(params), params.get("source")]).toEqual([list, "c1"]);
});

test.each(["", "show=", "show=everything", "show=constructor"])("a link with %o shows what fires", (link) =>
  expect(readList(new URLSearchParams(link))).toBe("firing"),
);

test.each([
  { id: undefined, params: "", path: "/alerts" },
  { id: "a1", params: "", path: "/alerts/a1" },
  { id: "a/b?c#d %", params: "show=resolved", path: "/alerts/a%2Fb%3Fc%23d%20%25?show=resolved" },
])("the alert $id is at $path", ({ id, params, path }) => expect(alertPath(id, new URLSearchParams(params))).toBe(path));
