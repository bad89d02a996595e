import { expect, test } from "vitest";
import { readRecent, rememberRange } from "../../../../../renderer/pages/dashboards/time/recent-ranges";

function storage(text: string | null = null) {
  const kept = { text };
  return {
    getItem: () => kept.text,
    setItem(_: string, value: string) {
      kept.text = value;
    },
  };
}

test("the last four ranges that were typed are remembered, the newest first, each once", () => {
  const kept = storage();
  for (const from of ["1", "2", "3", "4", "5", "3"]) rememberRange(kept, { from, to: "now" });
  expect(readRecent(kept).map(({ from }) => from)).toEqual(["3", "5", "4", "2"]);
});

test.each([
  { name: "no text", text: "" },
  { name: "other JSON", text: "{}" },
  { name: "ranges of numbers", text: '[{"from":1,"to":2}]' },
  { name: "nothing", text: null },
])("of a storage that holds $name no range is read", ({ text }) => {
  expect(readRecent(storage(text))).toEqual([]);
});
