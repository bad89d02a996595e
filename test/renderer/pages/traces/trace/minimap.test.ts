import { expect, test } from "vitest";
import { draggedTo } from "../../../../../renderer/pages/traces/trace/minimap-drag";
import { colourBytes, minimapGrid, minimapRow, paintGrid } from "../../../../../renderer/pages/traces/trace/minimap-grid";
import { drawnTrace } from "./traces";

const trace = drawnTrace([
  { name: "gateway handle", depth: 0, start: 0, duration: 100 },
  { name: "auth check", depth: 1, start: 0, duration: 20 },
  { name: "router route", depth: 1, start: 40, duration: 60 },
  { name: "router instant", depth: 2, start: 50, duration: 0 },
]);
const full = { from: 0, to: 100e6 };

function picture(width: number, height: number): string[] {
  const { cells } = minimapGrid(trace, { width, height, full, correctsClocks: true });
  return Array.from({ length: height }, (_, line) =>
    [...cells.subarray(line * width, (line + 1) * width)].map((cell) => (cell === 0 ? "." : String(cell))).join(""),
  );
}

test("each span has its place, in the colour of its service", () => {
  expect(picture(10, 12)).toEqual([
    "1111111111",
    "1111111111",
    "..........",
    "22........",
    "22........",
    "..........",
    "....333333",
    "....333333",
    "..........",
    ".....3....",
    ".....3....",
    "..........",
  ]);
});

test("spans share a line where there are more of them than lines, and children stand over their parents", () => {
  expect(picture(10, 2)).toEqual(["2211111111", "....333333"]);
});

test("what lies outside of the range is not drawn into other lines", () => {
  const { cells } = minimapGrid(trace, { width: 10, height: 4, full: { from: 200e6, to: 300e6 }, correctsClocks: true });
  expect([...new Set(cells)]).toEqual([0]);
});

test("the row of a span is where it is drawn", () => {
  expect([minimapRow(0, 4, 48), minimapRow(3, 4, 48), minimapRow(50_000, 100_000, 48)]).toEqual([0, 9, 24]);
});

test("colours are painted as a picture has its bytes", () => {
  const pixels = new Uint32Array(2);
  paintGrid({ width: 2, height: 1, cells: Uint8Array.of(0, 1) }, colourBytes(["#5aa2ff"]), pixels);
  expect([...new Uint8Array(pixels.buffer)]).toEqual([0, 0, 0, 0, 0x5a, 0xa2, 0xff, 0xff]);
});

const was = { from: 20, to: 60 };
test.each([
  { kind: "move", at: 30, now: 50, expected: { from: 40, to: 80 } },
  { kind: "new", at: 70, now: 10, expected: { from: 10, to: 70 } },
  { kind: "from", at: 20, now: 5, expected: { from: 5, to: 60 } },
  { kind: "from", at: 20, now: 90, expected: { from: 60, to: 90 } },
  { kind: "to", at: 60, now: 90, expected: { from: 20, to: 90 } },
] as const)("dragging ($kind) from $at to $now shows $expected", ({ kind, at, now, expected }) => {
  expect(draggedTo({ kind, at, was }, now)).toEqual(expected);
});
