import { expect, test } from "vitest";
import { streams } from "#shared/contract/index";
import { hours } from "#shared/units/time";
import { isRight, mistakesOf, type SearchDraft, searchAsked } from "../../../../../renderer/pages/traces/search/asked";

const able = { searchesWithoutService: true, bareKeys: false };
const now = Date.UTC(2026, 10, 21, 12);
const draft: SearchDraft = {
  service: "checkout",
  operation: "POST /pay",
  tags: "error=true",
  min: "100ms",
  max: "2s",
  limit: 50,
};

test("the form is a question as the contract has it", () => {
  const search = searchAsked({ ...draft, range: { kind: "last", forMs: hours(1) } }, able, now);
  expect(search).toEqual({
    service: "checkout",
    operation: "POST /pay",
    tags: [{ key: "error", value: "true" }],
    minDurationNs: 1e8,
    maxDurationNs: 2e9,
    startMs: now - hours(1),
    endMs: now,
    limit: 50,
  });
  expect(streams["traces.search"].input.safeParse({ source: "jaeger", search }).success).toBe(true);
});

test("what is left open is not asked for", () => {
  const open: SearchDraft = { service: undefined, operation: "GET /", tags: "", min: "", max: "", limit: 20 };
  expect(searchAsked({ ...open, range: { kind: "between", startMs: 1, endMs: 2 } }, able, now)).toEqual({
    tags: [],
    startMs: 1,
    endMs: 2,
    limit: 20,
  });
});

test.each([
  { name: "a tag without a value", parts: { tags: "error" } },
  { name: "a duration without a unit", parts: { min: "100" } },
  { name: "a longest that is less than the shortest", parts: { min: "3s" } },
])("$name is not asked", ({ parts }) => {
  expect(searchAsked({ ...draft, ...parts, range: { kind: "last", forMs: 1 } }, able, now)).toBeUndefined();
});

test("a server that finds traces by a service only is not asked without one, and that is said", () => {
  const mistakes = mistakesOf({ ...draft, service: undefined }, { ...able, searchesWithoutService: false });
  expect(mistakes.service).toBe("Choose a service: this server finds traces by one only.");
  expect(isRight(mistakes)).toBe(false);
});

test("a tag without a value is right where the server can look whether it is there", () => {
  expect(isRight(mistakesOf({ ...draft, tags: "error" }, { ...able, bareKeys: true }))).toBe(true);
});
