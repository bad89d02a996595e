import { expect, test } from "vitest";
import { detailGroups } from "../../../../../renderer/pages/logs/detail/detail-rows";
import { aLine } from "./lines";

const filtersOf = (line: ReturnType<typeof aLine>) =>
  detailGroups(line).flatMap(({ title, rows }) => rows.map(({ name, filter }) => ({ title, name, filter })));

test("fields come first, then metadata, then the labels by their name", () => {
  const line = aLine({ line: "status=500", metadata: { pod: "gw-2" }, labels: { service: "gateway", instance: "gw-2" } });
  expect(detailGroups(line).map(({ title, rows }) => [title, rows.map(({ name }) => name)])).toEqual([
    ["Fields", ["status"]],
    ["Metadata", ["pod"]],
    ["Labels", ["instance", "service"]],
  ]);
});

test.each([
  { name: "a label in the selector", line: aLine({ labels: { a: "1" } }), expected: { name: "a", where: "selector" } },
  {
    name: "what the server added to the labels behind it",
    line: aLine({ labels: { detected_level: "error" } }),
    expected: { name: "detected_level", where: "pipeline" },
  },
  {
    name: "a parser's error behind it",
    line: aLine({ labels: { __error__: "JSONParserErr" } }),
    expected: { name: "__error__", where: "pipeline" },
  },
  { name: "metadata behind it", line: aLine({ labels: {}, metadata: { a: "1" } }), expected: { name: "a", where: "pipeline" } },
  {
    name: "what the query parsed behind it",
    line: aLine({ labels: {}, parsed: { a: "1" } }),
    expected: { name: "a", where: "pipeline" },
  },
  {
    name: "a field of JSON with its parser",
    line: aLine({ labels: {}, line: '{"a":1}' }),
    expected: { name: "a", where: "pipeline", parser: "json" },
  },
  {
    name: "a pair with its parser",
    line: aLine({ labels: {}, line: "a=1" }),
    expected: { name: "a", where: "pipeline", parser: "logfmt" },
  },
  { name: "an address not at all", line: aLine({ labels: {}, line: "url=/a?b=c" }), expected: undefined },
  { name: "a list not at all", line: aLine({ labels: {}, line: '{"a":[1]}' }), expected: undefined },
])("asks for $name", ({ line, expected }) => expect(filtersOf(line)[0]?.filter).toEqual(expected));

test("a field that shares its name with a label is asked for by its second name", () => {
  const line = aLine({ labels: { service: "gateway" }, line: '{"service":"other"}' });
  expect(filtersOf(line)).toEqual([
    { title: "Fields", name: "service", filter: { name: "service_extracted", where: "pipeline", parser: "json" } },
    { title: "Labels", name: "service", filter: { name: "service", where: "selector" } },
  ]);
});

test("what a server put among the labels is not told again as a field", () => {
  const line = aLine({ labels: { service: "gateway", status: "500" }, line: '{"status":500}' });
  expect(filtersOf(line).map(({ title, name }) => `${title} ${name}`)).toEqual(["Labels service", "Labels status"]);
});

test("every row has a key of its own, traps and all", () => {
  const line = aLine({ labels: { a: "1" }, line: '{"a":2,"__proto__":3,"constructor":4}', metadata: { a: "5" } });
  const keys = detailGroups(line).flatMap(({ rows }) => rows.map(({ key }) => key));
  expect(keys).toEqual(["json a", "json __proto__", "json constructor", "metadata a", "label a"]);
});

test("a line of nothing has no groups", () => expect(detailGroups(aLine({ labels: {}, line: "hello" }))).toEqual([]));
