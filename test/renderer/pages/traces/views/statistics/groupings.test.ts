import { expect, test } from "vitest";
import { findSpans } from "#shared/traces/find-spans";
import { type StatisticsBy, statistics } from "#shared/traces/statistics";
import { groupingOptions, readBy, wordsFor, writeBy } from "../../../../../../renderer/pages/traces/views/statistics/groupings";
import { readGenerated } from "../../../../../shared/traces/generated-table";

test.each<{ by: StatisticsBy }>([{ by: "service" }, { by: "operation" }, { by: { tag: "service" } }, { by: { tag: "tag x" } }])(
  "a choice is read as it was written: $by",
  ({ by }) => expect(readBy(writeBy(by))).toEqual(by),
);

test("tags are offered with how many spans have them, and what is taken already is not", () => {
  const options = groupingOptions(
    [
      { key: "http.method", spans: 1200 },
      { key: "operation", spans: 1 },
    ],
    "operation",
  );
  expect(options.map(({ label, detail }) => [label, detail])).toEqual([
    ["Service", undefined],
    ["http.method", "1,200 spans"],
    ["operation", "1 span"],
  ]);
});

test.each<{ name: string; by: StatisticsBy; row: { name: string; isUntold: boolean }; expected: string | undefined }>([
  { name: "a service", by: "service", row: { name: "gateway", isUntold: false }, expected: 'service="gateway"' },
  {
    name: "quotes in a name",
    by: "operation",
    row: { name: 'say "hi" \\', isUntold: false },
    expected: '"say \\"hi\\" \\\\"',
  },
  { name: "a tag", by: { tag: "http.status_code" }, row: { name: "500", isUntold: false }, expected: 'http.status_code="500"' },
  { name: "a key that is no word", by: { tag: "a key" }, row: { name: "x", isUntold: false }, expected: '"a key"="x"' },
  {
    name: "a value of nothing: `key=` would find all that have the tag",
    by: { tag: "x" },
    row: { name: "", isUntold: false },
    expected: undefined,
  },
  { name: "spans without the tag", by: { tag: "http.status_code" }, row: { name: "", isUntold: true }, expected: undefined },
])("wordsFor finds $name", ({ by, row, expected }) => expect(wordsFor(by, row)).toBe(expected));

test("the words find just the spans of the group", () => {
  const { trace, table, row } = readGenerated({ seed: 7, spans: 300 });
  const built = { trace, row };
  for (const by of ["service", { tag: "http.method" }] satisfies StatisticsBy[]) {
    for (const group of statistics(table, built, { by })) {
      const words = wordsFor(by, group);
      if (words !== undefined) expect(findSpans(table, built, words), words).toHaveLength(group.count);
    }
  }
});

test("the words for an operation find at least the spans of the group", () => {
  const { trace, table, row } = readGenerated({ seed: 7, spans: 300 });
  const built = { trace, row };
  for (const group of statistics(table, built, { by: "operation" })) {
    expect(findSpans(table, built, wordsFor("operation", group) ?? "").length).toBeGreaterThanOrEqual(group.count);
  }
});
