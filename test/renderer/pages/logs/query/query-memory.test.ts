import { expect, test } from "vitest";
import { createQueryMemory } from "../../../../../renderer/pages/logs/query/query-memory";

function memoryIn(kept: Map<string, string>) {
  let id = 0;
  const storage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
  return createQueryMemory(storage, { now: () => 7, newId: () => String(++id) });
}

test("queries that were run are remembered with their source, and forgotten when that is wanted", () => {
  const kept = new Map<string, string>();
  const memory = memoryIn(kept);
  memory.getState().remember({ expr: '{a="b"}', source: "c1" });
  expect(memory.getState().past).toEqual([{ expr: '{a="b"}', source: "c1", at: 7 }]);
  expect(memoryIn(kept).getState().past).toEqual(memory.getState().past);
  memory.getState().forget();
  expect(memoryIn(kept).getState().past).toEqual([]);
});

test("what another window saved meanwhile is not lost", () => {
  const kept = new Map<string, string>();
  const [here, there] = [memoryIn(kept), memoryIn(kept)];
  there.getState().save({ id: "t", name: "there", expr: "{}", source: "local" });
  here.getState().save({ name: "here", expr: "{}", source: "local" });
  expect(here.getState().saved.map(({ name }) => name)).toEqual(["here", "there"]);
});

test("a query that was removed can be put back as it was", () => {
  const memory = memoryIn(new Map());
  memory.getState().save({ name: "errors", expr: "{}", source: "local" });
  const [query] = memory.getState().saved;
  memory.getState().remove("1");
  expect(memory.getState().saved).toEqual([]);
  expect(query && memory.getState().save(query)).toBe(true);
  expect(memory.getState().saved).toEqual([query]);
});
