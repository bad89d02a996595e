import { describe, expect, test } from "vitest";
import { type DetailRow, detailGroups } from "../../../../../renderer/pages/logs/detail/detail-rows";
import {
  filteredBy,
  filteredByText,
  linesWithText,
  outcomeOf,
  speakerRow,
} from "../../../../../renderer/pages/logs/detail/query-changes";
import { aLine } from "./lines";

const rowsOf = (line: ReturnType<typeof aLine>): DetailRow[] => detailGroups(line).flatMap(({ rows }) => rows);
const firstRow = (line: ReturnType<typeof aLine>): DetailRow => rowsOf(line)[0] as DetailRow;
const expr = '{service="gateway"} |= "ERROR"';

describe("a click on a field", () => {
  test.each([
    {
      name: "a label",
      line: aLine({ labels: { pod: "gw-2" } }),
      sense: "for",
      expected: '{service="gateway", pod="gw-2"} |= "ERROR"',
    },
    {
      name: "a label, left out",
      line: aLine({ labels: { pod: "gw-2" } }),
      sense: "out",
      expected: '{service="gateway", pod!="gw-2"} |= "ERROR"',
    },
    {
      name: "a field of JSON",
      line: aLine({ labels: {}, line: '{"status":500}' }),
      sense: "for",
      expected: `${expr} | json | status="500"`,
    },
    {
      name: "a pair",
      line: aLine({ labels: {}, line: "status=500" }),
      sense: "out",
      expected: `${expr} | logfmt | status!="500"`,
    },
    { name: "metadata", line: aLine({ labels: {}, metadata: { pod: "gw-2" } }), sense: "for", expected: `${expr} | pod="gw-2"` },
    {
      name: "a field that shares its name with a label",
      line: aLine({ labels: { service: "gateway" }, line: '{"service":"x"}' }),
      sense: "for",
      expected: `${expr} | json | service_extracted="x"`,
    },
    {
      name: "a value with everything in it that ends a text",
      line: aLine({ labels: { a: 'x"}\\\n| json' } }),
      sense: "for",
      expected: String.raw`{service="gateway", a="x\"}\\\n| json"} |= "ERROR"`,
    },
  ] as const)("asks for $name", ({ line, sense, expected }) => expect(filteredBy(expr, firstRow(line), sense)).toBe(expected));

  test("says what would come of it", () => {
    const row = firstRow(aLine({ labels: { service: "gateway" } }));
    expect([outcomeOf(expr, row, "for"), outcomeOf(expr, row, "out")]).toEqual(["already", "possible"]);
  });

  test.each([
    { name: "a query with a mistake", query: "{service=", line: aLine({ labels: { a: "1" } }) },
    { name: "a value of pages", query: expr, line: aLine({ labels: { a: "x".repeat(3000) } }) },
    { name: "a list", query: expr, line: aLine({ labels: {}, line: '{"a":[1]}' }) },
    { name: "a name that is a word of LogQL", query: expr, line: aLine({ labels: {}, line: '{"by":"x"}' }) },
  ])("is impossible for $name", ({ query, line }) => expect(outcomeOf(query, firstRow(line), "for")).toBe("impossible"));
});

test("a piece of text is asked for as it is written", () => {
  expect(filteredByText('{a="b"}', 'say "hi"', "for")).toBe(String.raw`{a="b"} |= "say \"hi\""`);
  expect(filteredByText('{a="b"}', "x", "out")).toBe('{a="b"} != "x"');
  expect(filteredByText("{a=", "x", "out")).toBeUndefined();
});

describe("only this one", () => {
  const line = aLine({ labels: { service: "gateway", job: "docker" }, line: "agent=research status=error" });

  test("is about what the line's fields name first", () => expect(speakerRow(rowsOf(line), expr)?.name).toBe("agent"));

  test("is about the next name once the query asks for the first", () => {
    const query = '{service="gateway"} | logfmt | agent="research"';
    expect(speakerRow(rowsOf(line), query)?.name).toBe("job");
  });

  test("says a name as people call it, before the one that Loki copied from it", () => {
    const copied = aLine({ labels: { service_name: "gateway", service: "gateway" } });
    expect(speakerRow(rowsOf(copied), '{env="prod"}')?.name).toBe("service");
  });

  test("is not there when nothing names anybody", () => {
    expect(speakerRow(rowsOf(aLine({ labels: { color: "red" } })), expr)).toBeUndefined();
  });
});

test.each([
  [{ job: "docker", service: "gateway" }, '{service=~".+"} |= "4bf9"'],
  [{ color: "red" }, '{color=~".+"} |= "4bf9"'],
  [{}, undefined],
])("the lines of a trace are looked for in all streams, by a label like those of %j", (labels, expected) => {
  expect(linesWithText({ ...labels }, "4bf9")).toBe(expected);
});
