import { describe, expect, test } from "vitest";
import { fieldsOf, fieldValue, mostFields } from "#shared/logs/fields";

describe("fieldsOf", () => {
  test("tells where each field is from", () => {
    expect(fieldsOf('{"status":500,"tags":[1]}', { short: "5xx" }, { pod: "gw-2" })).toEqual([
      { name: "short", value: "5xx", from: "parsed" },
      { name: "status", value: "500", from: "json", kind: "number" },
      { name: "tags", value: "[1]", from: "json", kind: "list", isPassedOver: true },
      { name: "pod", value: "gw-2", from: "metadata" },
    ]);
  });

  test("tells a field once that the query has parsed already", () => {
    const parsed = { status: "500", level_extracted: "error" };
    expect(fieldsOf('{"status":500,"level":"error"}', parsed).map(({ name, from }) => `${from} ${name}`)).toEqual([
      "parsed status",
      "parsed level_extracted",
    ]);
  });

  test("tells both of a field and a metadata of the same name", () => {
    expect(fieldsOf("pod=a", null, { pod: "b" }).map(({ value, from }) => `${from} ${value}`)).toEqual([
      "logfmt a",
      "metadata b",
    ]);
  });

  test("reads no further than a thousand fields", () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, index]));
    expect(fieldsOf(JSON.stringify(many))).toHaveLength(mostFields);
  });

  test("says which pairs Loki's parser passes over", () => {
    expect(fieldsOf("url=/a?b=c k=v").map(({ name, isPassedOver }) => [name, isPassedOver])).toEqual([
      ["url", true],
      ["k", undefined],
    ]);
  });

  test("takes the first of two fields of one name", () => {
    expect(fieldsOf("a=1 a=2")).toEqual([{ name: "a", value: "1", from: "logfmt" }]);
  });

  test("null is as a parser has it: nothing", () => {
    expect(fieldsOf('{"user":null}')).toEqual([{ name: "user", value: "", from: "json", kind: "null" }]);
  });
});

describe("fieldValue", () => {
  const line = { labels: { service: "gateway", pod: "label" }, line: '{"status":500,"pod":"text"}', metadata: { pod: "beside" } };

  test.each([
    ["service", "gateway"],
    ["pod", "beside"],
    ["status", "500"],
    ["nothing", undefined],
    ["constructor", undefined],
    ["__proto__", undefined],
  ])("finds %s", (name, value) => expect(fieldValue(line, name)).toBe(value));

  test("what the query parsed comes before all others", () => {
    expect(fieldValue({ ...line, parsed: { status: "5xx" } }, "status")).toBe("5xx");
  });
});
