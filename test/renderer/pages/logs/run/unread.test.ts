import { expect, test } from "vitest";
import { unreadLines, withoutUnread } from "../../../../../renderer/pages/logs/run/unread";
import { aLine, someLines } from "../../../../support/stored-lines";

test("lines that the parser could not read are counted, under what most of them lack", () => {
  const lines = someLines([
    aLine("{}", { parsed: { level: "info" } }),
    aLine("plain", { parsed: { __error__: "JSONParserErr" } }),
    aLine("plain too", { parsed: { __error__: "JSONParserErr" } }),
    aLine("odd", { labels: { __error__: "LabelFilterErr" } }),
  ]);
  expect(unreadLines(lines)).toEqual({ error: "JSONParserErr", count: 3, of: 4 });
});

test("where all were read there is nothing to tell", () => {
  expect(unreadLines(someLines([aLine("{}", { parsed: { level: "info" } }), aLine("plain")]))).toBeUndefined();
  expect(unreadLines(someLines([]))).toBeUndefined();
});

test("they are left out by the filter that Loki has for it", () => {
  expect(withoutUnread('{app="a"} | json')).toBe('{app="a"} | json | __error__=""');
  expect(withoutUnread("{app=")).toBeUndefined();
});
