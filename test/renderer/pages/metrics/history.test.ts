import { expect, test } from "vitest";
import { forgetHistory, readHistory, rememberQuery } from "../../../../renderer/pages/metrics/history";

test("the page's queries are kept under its own name, where an earlier version kept them", () => {
  const kept = new Map([["watchdeck.metrics.history", '{"version":1,"queries":[{"expr":"up","source":"local","at":1}]}']]);
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  rememberQuery(storage, { expr: "node_load1", source: "c1", at: 2 });
  expect(readHistory(storage)).toEqual([
    { expr: "node_load1", source: "c1", at: 2 },
    { expr: "up", source: "local", at: 1 },
  ]);
  forgetHistory(storage);
  expect([...kept]).toEqual([["watchdeck.metrics.history", '{"version":1,"queries":[]}']]);
});
