import { expect, test } from "vitest";
import {
  readSaved,
  removeSaved,
  type SavedQuery,
  savedAsText,
  saveQuery,
} from "../../../../../renderer/pages/logs/query/saved-queries";

const key = "watchdeck.logs.saved";

function storageWith(text?: string) {
  const kept = new Map<string, string>(text === undefined ? [] : [[key, text]]);
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

const errors: SavedQuery = { id: "1", name: "Errors", expr: '{a="b"} |= "ERROR"', source: "c1", at: 1 };
const slow: SavedQuery = { id: "2", name: "A slow one", expr: '{a="b"} | json | d > 5', source: "local", at: 2 };

test("what was saved is read back by name", () => {
  const storage = storageWith();
  expect([saveQuery(storage, errors), saveQuery(storage, slow)]).toEqual([true, true]);
  expect(readSaved(storage)).toEqual([slow, errors]);
});

test.each([
  { name: "the same name and source", next: { ...errors, id: "3", expr: '{c="d"}' }, names: ["Errors"] },
  { name: "the same name on another source", next: { ...errors, id: "3", source: "c2" }, names: ["Errors", "Errors"] },
  { name: "the same query under another name", next: { ...errors, name: "All errors" }, names: ["All errors"] },
  { name: "a name of several lines", next: { ...errors, name: " All\n errors " }, names: ["All errors"] },
  { name: "no name", next: { ...errors, name: " " }, names: ['{a="b"} |= "ERROR"'] },
])("saving $name leaves $names", ({ next, names }) => {
  const storage = storageWith();
  saveQuery(storage, errors);
  saveQuery(storage, next);
  expect(readSaved(storage).map(({ name }) => name)).toEqual(names);
  expect(readSaved(storage).find(({ id }) => id === next.id)?.expr).toBe(next.expr);
});

test.each([
  { name: "an empty query", expr: " \n" },
  { name: "a query too long to keep", expr: "x".repeat(10_001) },
])("$name is not saved, and that is told", ({ expr }) => expect(saveQuery(storageWith(), { ...errors, expr })).toBe(false));

test("a storage that takes nothing is told", () => {
  const full = {
    getItem: () => null,
    setItem() {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  expect(saveQuery(full, errors)).toBe(false);
});

test("removing one leaves the others", () => {
  const storage = storageWith();
  saveQuery(storage, errors);
  saveQuery(storage, slow);
  removeSaved(storage, "1");
  expect(readSaved(storage)).toEqual([slow]);
});

test("damaged entries are left out or repaired, and the others stay", () => {
  const text = JSON.stringify({
    version: 1,
    queries: [
      null,
      7,
      { id: "1", name: "no query" },
      { name: "no id", expr: "{}" },
      { ...slow, name: 3, at: "x" },
      errors,
      errors,
    ],
  });
  expect(readSaved(storageWith(text))).toEqual([{ ...slow, name: slow.expr, at: 0 }, errors]);
  expect(readSaved(storageWith("{"))).toEqual([]);
});

test("as text they are LogQL with their names as comments", () => {
  const names: Record<string, string> = { c1: "loki-prod", local: "this host" };
  expect(savedAsText([errors, slow], (source) => names[source] ?? "")).toBe(
    '# Errors (loki-prod)\n{a="b"} |= "ERROR"\n\n# A slow one (this host)\n{a="b"} | json | d > 5\n',
  );
});
