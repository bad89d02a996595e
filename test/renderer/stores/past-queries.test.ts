import { expect, test } from "vitest";
import {
  forgetPastQueries,
  newerQuery,
  olderQuery,
  readPastQueries,
  rememberPastQuery,
} from "../../../renderer/stores/past-queries";
import type { TextStorage } from "../../../renderer/stores/query-storage";

const key = "watchdeck.metrics.history";

function storageWith(text?: string): TextStorage & { text(): string | null } {
  const kept = new Map<string, string>(text === undefined ? [] : [[key, text]]);
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    text: () => kept.get(key) ?? null,
  };
}

test("the newest query comes first, and one that is run again moves to the front", () => {
  const storage = storageWith();
  rememberPastQuery(storage, key, { expr: "up", source: "local", at: 1 });
  rememberPastQuery(storage, key, { expr: "node_load1", source: "local", at: 2 });
  rememberPastQuery(storage, key, { expr: " up ", source: "local", at: 3 });
  expect(readPastQueries(storage, key)).toEqual([
    { expr: " up ", source: "local", at: 3 },
    { expr: "node_load1", source: "local", at: 2 },
  ]);
});

test("the same expression on two sources is two queries", () => {
  const storage = storageWith();
  rememberPastQuery(storage, key, { expr: "up", source: "local", at: 1 });
  expect(rememberPastQuery(storage, key, { expr: "up", source: "c1", at: 2 })).toHaveLength(2);
});

test("only the last fifty are kept", () => {
  const storage = storageWith();
  for (let i = 0; i < 60; i++) rememberPastQuery(storage, key, { expr: `m${i}`, source: "local", at: i });
  const exprs = readPastQueries(storage, key).map(({ expr }) => expr);
  expect([exprs.length, exprs[0], exprs.at(-1)]).toEqual([50, "m59", "m10"]);
});

test.each([
  { name: "no query", expr: "  \n" },
  { name: "a query too long to keep", expr: "x".repeat(10_001) },
])("$name is not remembered", ({ expr }) =>
  expect(rememberPastQuery(storageWith(), key, { expr, source: "local", at: 1 })).toEqual([]),
);

test.each([
  { name: "text that is no JSON", text: "{" },
  { name: "another version", text: '{"version":2,"queries":[{"expr":"up"}]}' },
  { name: "a list of nothing known", text: '{"version":1,"queries":[null,1,"up",{"expr":7},{"expr":" "}]}' },
  { name: "no list", text: '{"version":1,"queries":{"0":{"expr":"up"}}}' },
  { name: "null", text: "null" },
])("$name reads as an empty history", ({ text }) => expect(readPastQueries(storageWith(text), key)).toEqual([]));

test("a damaged entry is repaired where it can be, and the others stay", () => {
  const text = '{"version":1,"queries":[{"expr":"a","source":3,"at":"x"},17,{"expr":"b","source":"c1","at":5,"more":1}]}';
  expect(readPastQueries(storageWith(text), key)).toEqual([
    { expr: "a", source: "local", at: 0 },
    { expr: "b", source: "c1", at: 5 },
  ]);
});

test("a full storage loses the history and nothing else", () => {
  const full: TextStorage = {
    getItem: () => null,
    setItem() {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  expect(rememberPastQuery(full, key, { expr: "up", source: "local", at: 1 })).toHaveLength(1);
});

test("forgetting leaves nothing behind", () => {
  const storage = storageWith();
  rememberPastQuery(storage, key, { expr: "secret", source: "local", at: 1 });
  forgetPastQueries(storage, key);
  expect(storage.text()).toBe('{"version":1,"queries":[]}');
});

const past = ["newest", "middle", "oldest"].map((expr, at) => ({ expr, source: "local", at }));

test.each([
  { text: "", older: "newest", newer: undefined },
  { text: "newest", older: "middle", newer: "" },
  { text: "middle", older: "oldest", newer: "newest" },
  { text: "oldest", older: undefined, newer: "middle" },
  { text: "being typed", older: undefined, newer: undefined },
])("from the text '$text' the arrows lead to $older and $newer", ({ text, older, newer }) => {
  expect([olderQuery(past, text), newerQuery(past, text)]).toEqual([older, newer]);
});
