import { expect, test } from "vitest";
import { lineAsJson } from "../../../../../renderer/pages/logs/detail/copied-line";
import { lineAsked } from "../../../../../renderer/pages/logs/detail/line-asked";
import { aLine } from "./lines";

test("a line is copied with all that is known of it, and nothing that is not", () => {
  expect(JSON.parse(lineAsJson(aLine({ line: '{"status":500}', metadata: { pod: "gw-2" } })))).toEqual({
    time: "2026-11-21T11:14:44.218123456Z",
    line: '{"status":500}',
    labels: { service: "gateway" },
    metadata: { pod: "gw-2" },
  });
});

test("a line that is here in part says so", () => {
  expect(JSON.parse(lineAsJson(aLine({ line: "the beginning", cutLength: 300_000 })))).toMatchObject({
    cut: true,
    length: 300_000,
  });
});

test("a line is found again by its stream, its time and its beginning", () => {
  expect(lineAsked(aLine({ line: "x".repeat(9000) }))).toEqual({
    labels: { service: "gateway" },
    timeNs: "1795259684218123456",
    start: "x".repeat(1024),
  });
});
