import { describe, expect, test } from "vitest";
import type { LineStore } from "../../../../../renderer/pages/logs/lines/line-store";
import { createRows, type Rows, type RowsInput } from "../../../../../renderer/pages/logs/lines/rows";
import { blockOf, storeWith } from "./blocks";

const input: RowsInput = { order: "newest", dedup: "none", rowHeight: 20 };

const texts = (store: LineStore, rows: Rows): string[] =>
  Array.from({ length: rows.count }, (_, row) => {
    const repeats = rows.repeats(row);
    return `${store.lineAt(rows.indexOf(row))?.line}${repeats > 1 ? ` ×${repeats}` : ""}`;
  });

function rowsOf(lines: readonly string[], changes: Partial<RowsInput> = {}) {
  const store = storeWith();
  const add = store.beginStream();
  add(blockOf(lines));
  const rows = createRows(store);
  rows.refresh({ ...input, ...changes });
  return { store, rows, add };
}

describe("lines that repeat one another", () => {
  const lines = ["1 GET 1", "2 GET 2", "3 GET 2", "4 PUT 7", "5 GET 2"];

  test.each([
    { dedup: "exact", order: "newest", expected: ["GET 2", "PUT 7", "GET 2 ×2", "GET 1"] },
    { dedup: "exact", order: "oldest", expected: ["GET 1", "GET 2 ×2", "PUT 7", "GET 2"] },
    { dedup: "numbers", order: "newest", expected: ["GET 2", "PUT 7", "GET 2 ×3"] },
    { dedup: "numbers", order: "oldest", expected: ["GET 1 ×3", "PUT 7", "GET 2"] },
    { dedup: "signature", order: "newest", expected: ["GET 2 ×5"] },
    { dedup: "none", order: "oldest", expected: ["GET 1", "GET 2", "GET 2", "PUT 7", "GET 2"] },
  ] as const)("with $dedup and the $order first are $expected", ({ dedup, order, expected }) => {
    const { store, rows } = rowsOf(lines, { dedup, order });
    expect(texts(store, rows)).toEqual(expected);
  });

  test("are found again by the row they are in", () => {
    const { rows } = rowsOf(lines, { dedup: "numbers" });
    expect([0, 1, 2, 3, 4].map((index) => rows.rowOf(index))).toEqual([2, 2, 2, 1, 0]);
  });

  test("are put together as they come, and apart when another one comes between them", () => {
    const { store, rows, add } = rowsOf(["1 a", "5 a"], { dedup: "exact" });
    add(blockOf(["9 a"]));
    rows.refresh({ ...input, dedup: "exact" });
    expect(texts(store, rows)).toEqual(["a ×3"]);
    add(blockOf(["3 b"]));
    rows.refresh({ ...input, dedup: "exact" });
    expect(texts(store, rows)).toEqual(["a ×2", "b", "a"]);
    store.beginStream("backward")(blockOf(["4 b", "2 c"]));
    rows.refresh({ ...input, dedup: "exact" });
    expect(texts(store, rows)).toEqual(["a ×2", "b ×2", "c", "a"]);
  });

  test("are put apart by an older one that comes between them later", () => {
    const { store, rows } = rowsOf(["1 a", "5 a"], { dedup: "exact" });
    store.beginStream("backward")(blockOf(["3 b"]));
    rows.refresh({ ...input, dedup: "exact" });
    expect(texts(store, rows)).toEqual(["a", "b", "a"]);
  });

  test("another way of comparing begins anew", () => {
    const { store, rows } = rowsOf(lines, { dedup: "signature" });
    rows.refresh({ ...input, dedup: "exact" });
    expect(rows.count).toBe(4);
    rows.refresh({ ...input, dedup: "none" });
    expect(texts(store, rows)).toHaveLength(5);
  });

  test("are compared as far as there is time, from the top of the list on, and the rest at the next look", () => {
    const many = Array.from({ length: 300 }, (_, at) => `${at} same`);
    const { store, rows } = rowsOf(many, { dedup: "exact", isOver: () => true });
    expect({ first: rows.repeats(0), isUnfinished: rows.isUnfinished }).toEqual({ first: 65, isUnfinished: true });
    rows.refresh({ ...input, dedup: "exact" });
    expect({ texts: texts(store, rows), isUnfinished: rows.isUnfinished }).toEqual({ texts: ["same ×300"], isUnfinished: false });
  });
});

test("lines newer than the one that somebody reads on from have no rows yet, and are counted", () => {
  const { store, rows, add } = rowsOf(["1 a", "2 b"]);
  const newestId = store.line(0)?.id;
  add(blockOf(["3 c", "4 d", "5 e"]));
  rows.refresh({ ...input, newestId });
  expect({ texts: texts(store, rows), waiting: rows.waiting, row: rows.rowOf(3) }).toEqual({
    texts: ["b", "a"],
    waiting: 3,
    row: -1,
  });
  rows.refresh(input);
  expect(rows.count).toBe(5);
});

describe("heights", () => {
  test("of rows on one line need no sums", () => {
    const { rows } = rowsOf(["1 a", "2 b", "3 c"]);
    expect({
      height: rows.height,
      top: rows.top(2),
      at: rows.rowAt(45),
      beyond: rows.rowAt(1e6),
      before: rows.rowAt(-9),
    }).toEqual({
      height: 60,
      top: 40,
      at: 2,
      beyond: 2,
      before: 0,
    });
  });

  test("are guessed, then measured, and move with their lines", () => {
    const { rows, add } = rowsOf(["1 a", "2 bb", "3 ccc"], { guessHeight: (line) => 100 * line.length });
    const tall = { ...input, guessHeight: (line: string) => 100 * line.length };
    expect(rows.guess(0, 1)).toBe(true);
    expect([0, 1, 2, 3].map((row) => rows.top(row))).toEqual([0, 300, 500, 520]);
    expect({ news: rows.measured(1, 240), again: rows.measured(1, 240), guess: rows.guess(0, 1) }).toEqual({
      news: true,
      again: false,
      guess: false,
    });
    add(blockOf(["4 d"]));
    rows.refresh(tall);
    expect([0, 1, 2, 3, 4].map((row) => rows.top(row))).toEqual([0, 20, 320, 560, 580]);
    expect([0, 19, 20, 559, 560].map((offset) => rows.rowAt(offset))).toEqual([0, 0, 1, 2, 3]);
    rows.forgetHeights();
    expect(rows.height).toBe(80);
  });
});
