import { describe, expect, test } from "vitest";
import { createNaturalOrder } from "#shared/promql/evaluate/functions/natural-order";
import { ask, askOver } from "./ask";

const rows = [
  'g{host="node10",zone="a"} 2',
  'g{host="node2",zone="b"} NaN',
  'g{host="node1",zone="b"} -Inf',
  'g{host="node3",zone="a"} 1',
];

test.each([
  { query: "sort(g)", hosts: ["node1", "node3", "node10", "node2"] },
  { query: "sort_desc(g)", hosts: ["node10", "node3", "node1", "node2"] },
  { query: 'sort_by_label(g, "host")', hosts: ["node1", "node2", "node3", "node10"] },
  { query: 'sort_by_label_desc(g, "host")', hosts: ["node10", "node3", "node2", "node1"] },
  { query: 'sort_by_label(g, "zone", "host")', hosts: ["node3", "node10", "node1", "node2"] },
  // Without a difference in the labels asked for, all labels decide, as plain texts.
  { query: 'sort_by_label(g, "zone")', hosts: ["node10", "node3", "node1", "node2"] },
  { query: 'sort_by_label_desc(g, "zone")', hosts: ["node2", "node1", "node3", "node10"] },
  { query: "sort_by_label(g)", hosts: ["node1", "node10", "node2", "node3"] },
])("$query is in the order $hosts", ({ query, hosts }) => {
  expect(ask(query, rows).map((line) => /host="([^"]*)"/.exec(line)?.[1])).toEqual(hosts);
});

test("the elements are left as they are, name and all", () => {
  expect(ask("sort(g)", ['g{a="1"} 2', 'g{a="2"} 1'])).toEqual(['g{a="2"} 1', 'g{a="1"} 2']);
});

describe("over time", () => {
  test.each([
    { query: "sort_desc(g)", at: "1:1" },
    { query: '1 * sort_by_label(g, "host")', at: "1:5" },
  ])("$query is in the order of the labels, with a warning", ({ query, at }) => {
    const { lines, warnings } = askOver(query, ['g{a="1"} 2 2', 'g{a="2"} 1 1'], [0, 10, 10]);
    expect(lines.map((line) => line.slice(-8))).toEqual(['="1"} 2 2', '="2"} 1 1'].map((line) => line.slice(-8)));
    expect(warnings).toEqual([
      `PromQL warning: sort is ineffective for range queries since results are always ordered by labels (${at})`,
    ]);
  });
});

test.each([
  { first: "node2", second: "node10" },
  { first: "node", second: "node1" },
  { first: "2", second: "10" },
  { first: "2", second: "a" },
  { first: "a1b2", second: "a1b10" },
  { first: "a1b", second: "a1c" },
  { first: "v1.9.0", second: "v1.10.0" },
  { first: "9223372036854775807", second: "92233720368547758070" },
  // Digits that do not fit into 64 bits are text.
  { first: "10000000000000000000000", second: "2" },
  { first: "01", second: "1" },
  { first: "", second: "a" },
  // By code points: an emoji lies behind every letter.
  { first: "\uff21", second: "😀" },
])("in natural order `$first` comes before `$second`", ({ first, second }) => {
  const compareNaturally = createNaturalOrder();
  expect(compareNaturally(first, second)).toBeLessThan(0);
  expect(compareNaturally(second, first)).toBeGreaterThan(0);
  expect(compareNaturally(first, first)).toBe(0);
});
