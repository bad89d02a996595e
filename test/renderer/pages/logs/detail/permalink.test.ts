import { expect, test } from "vitest";
import { lineHash } from "#shared/logs/line-hash";
import { permalinkOf } from "../../../../../renderer/pages/logs/detail/permalink";
import { aLine } from "./lines";

const expr = '{service="gateway"} |= "a&b=c" # ümlaut';

test("a link to a line names the query, a stretch of time around it, and the line", () => {
  const line = aLine({ line: "GET /x 500" });
  const url = new URL(permalinkOf({ line, source: "loki-1", expr }), "http://console");
  expect(url.pathname).toBe("/logs");
  expect(Object.fromEntries(url.searchParams)).toEqual({
    source: "loki-1",
    expr,
    from: "2026-11-21T11:09:44.218Z",
    to: "2026-11-21T11:19:44.218Z",
    line: `1795259684218123456.${lineHash("GET /x 500")}`,
  });
});

test("this machine is not named: it is the usual one", () => {
  expect(new URL(permalinkOf({ line: aLine(), source: "local", expr }), "http://console").searchParams.has("source")).toBe(false);
});
