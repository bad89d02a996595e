import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createConntrack } from "../../../../../electron/engine/collectors/network/conntrack";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";

const headings =
  "entries  clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart\n";
/** As many columns as asked for, each with its own number: 100, 101, 102 … */
const line = (columns: number) =>
  `${Array.from({ length: columns }, (_, at) => (0x100 + at).toString(16).padStart(8, "0")).join(" ")}\n`;

const files = {
  "/proc/sys/net/netfilter/nf_conntrack_count": "37\n",
  "/proc/sys/net/netfilter/nf_conntrack_max": "262144\n",
};
const collectFrom = async (more: Record<string, string | Error>) =>
  linesOf(await collectOnce(createConntrack(), createFakeHost({ files: { ...files, ...more } })));

const table = ["node_nf_conntrack_entries 37", "node_nf_conntrack_entries_limit 262144"];
const statistics = (of: (column: number) => number, restarts = of(0x110)) => [
  `node_nf_conntrack_stat_found ${of(0x102)}`,
  `node_nf_conntrack_stat_invalid ${of(0x104)}`,
  `node_nf_conntrack_stat_ignore ${of(0x105)}`,
  `node_nf_conntrack_stat_insert ${of(0x108)}`,
  `node_nf_conntrack_stat_insert_failed ${of(0x109)}`,
  `node_nf_conntrack_stat_drop ${of(0x10a)}`,
  `node_nf_conntrack_stat_early_drop ${of(0x10b)}`,
  `node_nf_conntrack_stat_search_restart ${restarts}`,
];

test.each([
  { name: "one thread", text: headings + line(17), expected: statistics((column) => column) },
  { name: "two threads, added up", text: headings + line(17) + line(17), expected: statistics((column) => 2 * column) },
  { name: "a kernel that does not count restarts", text: headings + line(16), expected: statistics((column) => column, 0) },
  { name: "a line with too few numbers", text: headings + line(15) + line(17), expected: statistics((column) => column) },
  { name: "a word among the numbers", text: `${headings}none ${line(17)}${line(17)}`, expected: statistics((column) => column) },
  { name: "a line that is cut off", text: headings + line(17) + line(17).trimEnd(), expected: statistics((column) => column) },
  { name: "headings only", text: headings, expected: [] },
  { name: "an empty file", text: "", expected: [] },
])("the statistics of $name", async ({ text, expected }) => {
  expect(await collectFrom({ "/proc/net/stat/nf_conntrack": text })).toEqual([...table, ...expected]);
});

test("the sums of one run are not added to those of the next", async () => {
  const fake = createFakeHost({ files: { ...files, "/proc/net/stat/nf_conntrack": headings + line(17) } });
  const collector = createConntrack();
  const first = linesOf(await collectOnce(collector, fake));
  expect(linesOf(await collectOnce(collector, fake))).toEqual(first);
});

test("a table without statistics is still a table", async () => {
  expect(await collectFrom({})).toEqual(table);
});

test.each([
  { name: "has no such table", count: undefined },
  { name: "does not say how full it is", count: "\n" },
])("a machine that $name has no data", async ({ count }) => {
  const limit = { "/proc/sys/net/netfilter/nf_conntrack_max": "262144\n" };
  const host = createFakeHost({
    files: count === undefined ? limit : { ...limit, "/proc/sys/net/netfilter/nf_conntrack_count": count },
  });
  await expect(collectOnce(createConntrack(), host)).rejects.toThrow(new NoData("no firewall keeps track of connections here"));
});
