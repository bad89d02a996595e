import { describe, expect, test } from "vitest";
import { createSeam } from "../../../../../renderer/pages/logs/run/seam";
import { blockOf, linesOf } from "../../../../support/log-blocks";

const a = { app: "a" };
const b = { app: "b" };

describe("between two pages of a query", () => {
  test("lines of the last time that are there already are left out, others of that time are kept", () => {
    const seam = createSeam();
    seam.begin(false);
    seam.take(
      blockOf(
        [
          ["300", "x"],
          ["200", "y"],
          ["200", "z", 1],
        ],
        [a, b],
      ),
    );
    expect({ timeNs: seam.timeNs, count: seam.count }).toEqual({ timeNs: "200", count: 2 });
    seam.begin(true);
    // The next page numbers its label sets anew.
    const page = blockOf(
      [
        ["200", "z", 0],
        ["200", "y", 1],
        ["200", "new", 1],
        ["100", "y", 1],
      ],
      [b, a],
    );
    expect(linesOf(seam.take(page))).toEqual([
      ["200", "new", 1],
      ["100", "y", 1],
    ]);
  });

  test("two lines alike are two lines: as many are left out as were there", () => {
    const seam = createSeam();
    seam.begin(false);
    seam.take(
      blockOf(
        [
          ["200", "same"],
          ["200", "same"],
        ],
        [a],
      ),
    );
    seam.begin(true);
    const page = blockOf(
      [
        ["200", "same"],
        ["200", "same"],
        ["200", "same"],
      ],
      [a],
    );
    expect(linesOf(seam.take(page))).toHaveLength(1);
    expect(seam.count).toBe(3);
  });

  test("the same text at the same time in another stream is another line", () => {
    const seam = createSeam();
    seam.begin(false);
    seam.take(blockOf([["200", "same"]], [a]));
    seam.begin(true);
    expect(linesOf(seam.take(blockOf([["200", "same"]], [b])))).toEqual([["200", "same", 0]]);
  });

  test("a time that fills page after page is counted as a whole", () => {
    const seam = createSeam();
    seam.begin(false);
    seam.take(
      blockOf(
        [
          ["200", "1"],
          ["200", "2"],
        ],
        [a],
      ),
    );
    seam.take(blockOf([["200", "3"]]));
    seam.begin(true);
    seam.take(
      blockOf(
        [
          ["200", "1"],
          ["200", "2"],
          ["200", "3"],
          ["200", "4"],
        ],
        [a],
      ),
    );
    expect({ timeNs: seam.timeNs, count: seam.count }).toEqual({ timeNs: "200", count: 4 });
  });

  test("what belongs to a line goes with it when one before is left out", () => {
    const seam = createSeam();
    seam.begin(false);
    seam.take(blockOf([["200", "old"]], [a]));
    seam.begin(true);
    const page = blockOf(
      [
        ["200", "old"],
        ["200", "cut"],
        ["100", "last"],
      ],
      [a],
      {
        metadata: [null, { pod: "p" }, null],
        parsed: [{ x: "1" }, null, { x: "2" }],
        cut: [{ index: 1, length: 9000 }],
      },
    );
    const { metadata, parsed, cut, lines } = seam.take(page);
    expect({ metadata, parsed, cut, lines }).toEqual({
      lines: ["cut", "last"],
      metadata: [{ pod: "p" }, null],
      parsed: [null, { x: "2" }],
      cut: [{ index: 0, length: 9000 }],
    });
  });

  test("a label called __proto__ tells streams apart like any other", () => {
    const seam = createSeam();
    seam.begin(false);
    seam.take(blockOf([["200", "x"]], [JSON.parse('{"__proto__":"1"}')]));
    seam.begin(true);
    expect(linesOf(seam.take(blockOf([["200", "x"]], [JSON.parse('{"__proto__":"2"}')])))).toHaveLength(1);
  });
});
