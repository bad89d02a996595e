import { expect, test } from "vitest";
import { customOptions, cutOptions, resultTexts, seriesText, sortOptions } from "#shared/dashboards/variables/options";
import type { Labels } from "#shared/model/labels";

const texts = (options: readonly { text: string; value: string }[]) =>
  options.map(({ text, value }) => (text === value ? text : `${text}=${value}`));

test.each([
  { query: "a,b, c ", options: ["a", "b", "c"] },
  { query: "One : 1,Two : 2", options: ["One=1", "Two=2"] },
  { query: "http://a:80,b\\,c", options: ["http://a:80", "b,c"] },
  { query: "a,,a,", options: ["a"] },
  { query: "", options: [] },
])("the custom choices “$query”", ({ query, options }) => expect(texts(customOptions(query))).toEqual(options));

const names = ["node-1:9100", "node-2:9100", "other", "node-1:9200"];

test.each([
  { name: "no pattern", regex: "", options: names },
  { name: "a pattern", regex: "/node/", options: ["node-1:9100", "node-2:9100", "node-1:9200"] },
  { name: "a group", regex: "/(.*):\\d+/", options: ["node-1", "node-2"] },
  { name: "a pattern that has to match all, as it has no slashes", regex: "node-(\\d).*", options: ["1", "2"] },
  { name: "a pattern without slashes that matches a part only", regex: "node", options: [] },
  { name: "named groups", regex: "/(?<text>[^:]+):(?<value>\\d+)/", options: ["node-1=9100", "node-1=9200"] },
  { name: "one named group", regex: "/(?<text>[^:]+):91/", options: ["node-1", "node-2"] },
  { name: "an alternative without its group", regex: "/node-(1)|other/", options: ["1"] },
  { name: "no letters' size", regex: "/NODE-(.)/i", options: ["1", "2"] },
  { name: "what does not begin so", regex: "/^(?!node).*$/", options: ["other"] },
])("cut by $name", ({ regex, options }) => {
  const cut = cutOptions(names, regex);
  expect(cut.ok && texts(cut.options)).toEqual(options);
});

test("every match of a text is an option", () => {
  const cut = cutOptions(["a=1,b=2"], "/(\\w)=/");
  expect(cut.ok && texts(cut.options)).toEqual(["a", "b"]);
});

test("the value of a label is taken out of a series", () => {
  const cut = cutOptions([seriesText({ __name__: "up", instance: "a:1", job: "x" })], '/.*instance="([^"]+)".*/');
  expect(cut.ok && texts(cut.options)).toEqual(["a:1"]);
});

test("a wrong pattern is refused in words", () => {
  expect(cutOptions(["a"], "/(/")).toMatchObject({ ok: false, say: expect.stringContaining('The pattern "/(/" cannot be used') });
});

test.each([
  { sort: "none", sorted: ["b10", "B9", "a2", "x", "a10"] },
  { sort: "alphabetical", sorted: ["B9", "a10", "a2", "b10", "x"] },
  { sort: "alphabetical-desc", sorted: ["x", "b10", "a2", "a10", "B9"] },
  { sort: "numerical", sorted: ["x", "a2", "B9", "b10", "a10"] },
  { sort: "numerical-desc", sorted: ["a10", "b10", "B9", "a2", "x"] },
  { sort: "alphabetical-ci", sorted: ["a10", "a2", "b10", "B9", "x"] },
  { sort: "natural", sorted: ["a2", "a10", "B9", "b10", "x"] },
  { sort: "natural-desc", sorted: ["x", "b10", "B9", "a10", "a2"] },
] as const)("sorted $sort", ({ sort, sorted }) => {
  const options = ["b10", "B9", "a2", "x", "a10"].map((text) => ({ text, value: text }));
  expect(texts(sortOptions(options, sort))).toEqual(sorted);
});

test("an answer is a line for each element, as patterns expect it", () => {
  const labels: Labels[] = [{ __name__: "up", job: "a", host: "h" }, { job: "b" }];
  expect(
    resultTexts({ kind: "vector", labels, times: Float64Array.of(1000, 1000.4), values: Float64Array.of(1, Number.NaN) }),
  ).toEqual(['up{host="h",job="a"} 1 1000', '{job="b"} NaN 1000']);
  expect(resultTexts({ kind: "scalar", time: 1, value: 2.5 })).toEqual(["2.5"]);
  expect(
    resultTexts({ kind: "matrix", series: [{ labels: {}, times: Float64Array.of(1, 2), values: Float64Array.of(3, 4) }] }),
  ).toEqual(["{} 4 2"]);
});
