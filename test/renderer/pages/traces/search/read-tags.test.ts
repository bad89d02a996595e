import { expect, test } from "vitest";
import { readTags } from "../../../../../renderer/pages/traces/search/read-tags";

const read = (text: string, bareKeys = false) => readTags(text, { bareKeys });

test.each([
  { name: "nothing", text: "  ", tags: [] },
  {
    name: "logfmt",
    text: "error=true http.status_code=500",
    tags: [
      ["error", "true"],
      ["http.status_code", "500"],
    ],
  },
  {
    name: "quotes around blanks",
    text: 'http.route="/a b" x=1',
    tags: [
      ["http.route", "/a b"],
      ["x", "1"],
    ],
  },
  { name: "escapes in quotes", text: String.raw`sql="say \"hi\" \\ \n"`, tags: [["sql", 'say "hi" \\ \n']] },
  { name: "an empty value in quotes", text: 'user=""', tags: [["user", ""]] },
  { name: "a key in quotes", text: '"my key"=1', tags: [["my key", "1"]] },
  { name: "a value with signs in it", text: "url=http://h/?a=b&c", tags: [["url", "http://h/?a=b&c"]] },
  { name: "two signs for equal", text: "error==true", tags: [["error", "true"]] },
  {
    name: "commas and line breaks between them",
    text: "a=1, b=2\nc=3",
    tags: [
      ["a", "1"],
      ["b", "2"],
      ["c", "3"],
    ],
  },
  {
    name: "Zipkin's and",
    text: "error=true and http.method=GET",
    tags: [
      ["error", "true"],
      ["http.method", "GET"],
    ],
  },
  { name: "Jaeger's colon", text: "error:true", tags: [["error", "true"]] },
  {
    name: "the JSON of Jaeger's links",
    text: '{"error":"true","n":5}',
    tags: [
      ["error", "true"],
      ["n", "5"],
    ],
  },
  { name: "the same tag twice", text: "a=1 a=1", tags: [["a", "1"]] },
  {
    name: "keys that objects have",
    text: "constructor=1 __proto__=2",
    tags: [
      ["constructor", "1"],
      ["__proto__", "2"],
    ],
  },
])("$name is read", ({ text, tags }) => {
  expect(read(text)).toEqual({ tags: tags.map(([key, value]) => ({ key, value })), diagnostics: [] });
});

test("a key alone asks a Zipkin whether it is there, also beside an and", () => {
  expect(read("error and http.method=GET", true)).toEqual({
    tags: [
      { key: "error", value: "" },
      { key: "http.method", value: "GET" },
    ],
    diagnostics: [],
  });
});

test.each([
  { name: "a key alone", text: "a=1 error", at: [4, 9], message: "`error` has no value: write error=…, such as error=true" },
  {
    name: "nothing behind the sign",
    text: "error=",
    at: [0, 6],
    message: '`error` has no value: write error="" for an empty one',
  },
  { name: "nothing before the sign", text: "a=1 =5", at: [4, 6], message: "there is no key before the =" },
  { name: "a quote without an end", text: 'a="b c', at: [0, 6], message: "this quote has no end" },
  { name: "another comparison", text: "code>=500", at: [0, 9], message: "servers compare tags by = only, not by >=" },
  { name: "a pattern", text: "a=~b.*", at: [0, 6], message: "servers compare tags by = only, not by =~" },
  {
    name: "two values of one tag",
    text: "a=1 a=2",
    at: [4, 7],
    message: "`a` is asked for with two values; one span has only one of them",
  },
  {
    name: "JSON that is none",
    text: "{error}",
    at: [0, 7],
    message: 'this begins as JSON, but is none: write {"error":"true"}, or error=true',
  },
  {
    name: "JSON with more in it than values",
    text: '{"a":[1]}',
    at: [0, 9],
    message: 'the JSON must have one value for each key: {"error":"true"}',
  },
])("$name is told at its place", ({ text, at: [from, to], message }) => {
  expect(read(text).diagnostics).toEqual([
    { severity: "error", message, place: { from, to, line: 1, column: (from as number) + 1 } },
  ]);
});

test("what is right beside a mistake is read all the same", () => {
  expect(read("a=1 error b=2").tags).toEqual([
    { key: "a", value: "1" },
    { key: "b", value: "2" },
  ]);
});

test("more tags than can be asked for are told", () => {
  const text = Array.from({ length: 51 }, (_, index) => `k${index}=1`).join(" ");
  expect(read(text).diagnostics.map(({ message }) => message)).toEqual([
    "at most 50 tags can be asked for at once; these are 51",
  ]);
});
