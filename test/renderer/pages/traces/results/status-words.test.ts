import { expect, test } from "vitest";
import { statusWords } from "../../../../../renderer/pages/traces/results/status-words";
import type { FoundTrace, SearchState } from "../../../../../renderer/pages/traces/search/create-run";

const state: SearchState = {
  asked: { source: "jaeger", search: { tags: [], startMs: 0, endMs: 1, limit: 20 } },
  files: undefined,
  phase: "done",
  isStale: false,
  found: Array<FoundTrace>(3),
  bytes: 0,
  warnings: [],
  problems: [],
  failure: undefined,
  tookMs: 1240,
};
const megabyte = 1_000_000;

test.each<{ name: string; parts: Partial<SearchState>; count: string; rest: string; isFull?: boolean }>([
  { name: "done", parts: {}, count: "3 traces", rest: "1.24 s" },
  { name: "done with one", parts: { found: Array<FoundTrace>(1) }, count: "1 trace", rest: "1.24 s" },
  { name: "done with whole traces", parts: { bytes: 3 * megabyte }, count: "3 traces", rest: "1.24 s · 3 MB read" },
  {
    name: "done at the limit",
    parts: { found: Array<FoundTrace>(20) },
    count: "20 traces",
    rest: "1.24 s · as many as were asked for",
    isFull: true,
  },
  { name: "waiting", parts: { phase: "waiting" }, count: "", rest: "Waiting for the first answer…" },
  {
    name: "under way",
    parts: { phase: "running", bytes: 3 * megabyte },
    count: "3 traces",
    rest: "so far · 3 MB read · more is coming…",
  },
  {
    name: "under way, with the traces of before",
    parts: { phase: "running", isStale: true, bytes: 3 * megabyte },
    count: "",
    rest: "3 MB read · more is coming…",
  },
  {
    name: "being read",
    parts: { phase: "reading", bytes: 3 * megabyte },
    count: "",
    rest: "3 MB read · reading the traces in it…",
  },
  { name: "cancelled", parts: { phase: "cancelled" }, count: "3 traces", rest: "cancelled: what had come is shown" },
  { name: "cancelled with none", parts: { phase: "cancelled", found: [] }, count: "", rest: "cancelled before any trace came" },
  { name: "failed with some", parts: { phase: "failed" }, count: "3 traces", rest: "came before it failed" },
  { name: "failed with none", parts: { phase: "failed", found: [] }, count: "", rest: "" },
  { name: "from a file", parts: { files: ["a.json"], asked: undefined }, count: "3 traces", rest: "from a.json" },
  { name: "from files", parts: { files: ["a.json", "b.json"], asked: undefined }, count: "3 traces", rest: "from 2 files" },
])("a search that is $name says “$count $rest”", ({ parts, count, rest, isFull = false }) => {
  const words = statusWords({ ...state, ...parts });
  // Between a number and its unit is a blank that does not break.
  expect({ ...words, rest: words.rest.replaceAll("\u00a0", " ") }).toEqual({ count, rest, isFull });
});
