import { expect, test } from "vitest";
import { createPastSearches, searchWords } from "../../../../../renderer/pages/traces/search/past-searches";

function storage() {
  const kept = new Map<string, string>();
  return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
}

test.each([
  {
    name: "everything",
    expr: "service=checkout&operation=POST+%2Fpay&tags=error%3Dtrue&min=100ms&max=2s&last=1h&limit=100",
    words: "checkout · POST /pay · error=true · at least 100ms · at most 2s · last 1h · 100 traces",
  },
  { name: "any service", expr: "find=1", words: "any service · last 15m" },
  {
    name: "a time of the past",
    expr: "service=a&from=2026-11-21T11:00:00Z&to=2026-11-21T12:00:00Z",
    words: "a · between two times",
  },
  { name: "hostile names", expr: `service=${encodeURIComponent("\u202ea")}`, words: "\\u202ea · last 15m" },
])("a search for $name is told in words", ({ expr, words }) => expect(searchWords(expr)).toBe(words));

test("searches are kept newest first, each once, and forgotten when that is wanted", () => {
  const kept = storage();
  const searches = createPastSearches(kept, () => 5);
  searches.getState().remember({ expr: "service=a", source: "j" });
  searches.getState().remember({ expr: "service=b", source: "j" });
  searches.getState().remember({ expr: "service=a", source: "j" });
  expect(
    createPastSearches(kept, () => 5)
      .getState()
      .past.map(({ expr }) => expr),
  ).toEqual(["service=a", "service=b"]);
  searches.getState().forget();
  expect(createPastSearches(kept, () => 5).getState().past).toEqual([]);
});
