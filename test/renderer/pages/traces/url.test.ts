import { expect, test } from "vitest";
import { hours } from "#shared/units/time";
import {
  comparePath,
  firstSearch,
  readPlace,
  readSearch,
  type SearchAddress,
  writeSearch,
} from "../../../../renderer/pages/traces/url";

const startMs = Date.UTC(2026, 10, 21, 12);

const full: SearchAddress = {
  source: "jaeger-prod",
  service: "check out & pay",
  operation: "POST /pay?x=1",
  tags: 'error=true http.route="/a b"',
  min: "1.2ms",
  max: "2s",
  range: { kind: "between", startMs, endMs: startMs + hours(1) },
  limit: 500,
  isAsked: true,
  list: "table",
  sort: { column: "duration", isDescending: true },
  hasPlot: false,
};

test("a first visit needs no parameters", () => {
  expect(writeSearch(firstSearch).toString()).toBe("");
  expect(readSearch(new URLSearchParams())).toEqual(firstSearch);
});

test("everything that a link must reproduce survives it", () => {
  expect(readSearch(new URLSearchParams(writeSearch(full).toString()))).toEqual(full);
});

test("a search of any service is told apart from a form that was only filled in", () => {
  expect(writeSearch({ ...firstSearch, isAsked: true }).toString()).toBe("find=1");
  expect(readSearch(new URLSearchParams("tags=error%3Dtrue")).isAsked).toBe(false);
  expect(readSearch(new URLSearchParams("service=checkout")).isAsked).toBe(true);
});

test.each([
  { name: "an operation of no service", link: "operation=GET" },
  { name: "a limit beyond what servers give", link: "limit=99999" },
  { name: "a limit that is no whole number", link: "limit=2.5" },
  { name: "a column that there is not", link: "sort=-colour" },
  { name: "a view that there is not", link: "list=cards" },
  { name: "an end before the start", link: "from=2026-11-21T12:00:00Z&to=2026-11-21T11:00:00Z" },
  { name: "tags longer than anybody types", link: `tags=${"x".repeat(10_001)}` },
])("$name is left out", ({ link }) => expect(readSearch(new URLSearchParams(link))).toEqual(firstSearch));

test("a mistake in the form stays in its link, to be put right", () => {
  const { tags, min } = readSearch(new URLSearchParams("tags=error%3D&min=long"));
  expect({ tags, min }).toEqual({ tags: "error=", min: "long" });
});

test.each([
  { name: "the search", params: {}, expected: { kind: "search" } },
  {
    name: "a trace",
    params: { view: "trace", id: "4bf92f3577b34da6" },
    expected: { kind: "trace", traceId: "4bf92f3577b34da6" },
  },
  { name: "two traces", params: { view: "compare", id: "4bf9..77b3" }, expected: { kind: "compare", a: "4bf9", b: "77b3" } },
  { name: "the map", params: { view: "map" }, expected: { kind: "map" } },
  { name: "the services", params: { view: "services" }, expected: { kind: "services" } },
  { name: "nothing: a trace without its id", params: { view: "trace" }, expected: { kind: "lost" } },
  { name: "nothing: an id of a thousand letters", params: { view: "trace", id: "a".repeat(1000) }, expected: { kind: "lost" } },
  { name: "nothing: one trace to compare", params: { view: "compare", id: "4bf9" }, expected: { kind: "lost" } },
  { name: "nothing: three traces to compare", params: { view: "compare", id: "a..b..c" }, expected: { kind: "lost" } },
  { name: "nothing: an unknown part", params: { view: "constructor" }, expected: { kind: "lost" } },
])("a path leads to $name", ({ params, expected }) => expect(readPlace(params)).toEqual(expected));

test("ids of any form are kept apart from the path around them", () => {
  expect(comparePath("a/b", "c?d")).toBe("/traces/compare/a%2Fb..c%3Fd");
});
