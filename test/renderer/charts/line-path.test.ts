import { expect, test } from "vitest";
import { type PathTarget, traceLine } from "../../../renderer/charts/line-path";

/** Writes down what was drawn: `M0,10 L5,3`. */
function pen(): PathTarget & { drawn: string[] } {
  const drawn: string[] = [];
  return {
    drawn,
    moveTo: (x, y) => drawn.push(`M${x},${y}`),
    lineTo: (x, y) => drawn.push(`L${x},${y}`),
  };
}

function trace(ys: (number | null)[], xs: number[] = ys.map((_, index) => index * 10)) {
  const [stroke, fill] = [pen(), pen()];
  const corners = traceLine(
    { xs, ys, from: 0, to: ys.length - 1, columns: xs.map(Math.round), toY: Math.round },
    { stroke, fill, base: 100 },
  );
  return { stroke: stroke.drawn.join(" "), fill: fill.drawn.join(" "), corners };
}

test.each([
  { what: "a line goes through its points", ys: [1, 5, 3], stroke: "M0,1 L10,5 L20,3" },
  {
    what: "a level stretch is one stroke, with its corners where they are",
    ys: [7, 7, 7, 7, 2, 2],
    stroke: "M0,7 L30,7 L40,2 L50,2",
  },
  { what: "what differs by less than a pixel is level", ys: [7, 7.2, 6.9, 7.4], stroke: "M0,7 L30,7" },
  { what: "a gap is a gap, never a straight line", ys: [1, 2, null, 4, 5], stroke: "M0,1 L10,2 M30,4 L40,5" },
  { what: "a level stretch ends at its gap", ys: [4, 4, 4, null, 4, 4], stroke: "M0,4 L20,4 M40,4 L50,4" },
  { what: "a point alone between gaps can be seen", ys: [null, 4, null], stroke: "M10,4 L11,4" },
  { what: "without points nothing is drawn", ys: [null, null], stroke: "" },
])("$what", ({ ys, stroke }) => {
  expect(trace(ys).stroke).toBe(stroke);
});

test("the fill is closed down to the base under each unbroken stretch", () => {
  expect(trace([1, 5, 5, null, 3, 4]).fill).toBe("M0,100 L0,1 L10,5 L20,5 L20,100 M40,100 L40,3 L50,4 L50,100");
});

test("of many points on one column of pixels the lowest and the highest are kept", () => {
  const xs = [0, 0.1, 0.2, 0.3, 0.4, 10];
  expect(trace([5, 5, 90, 1, 6, 6], xs).stroke).toBe("M0,5 L0,1 L0,90 L0,6 L10,6");
});

test("the corners of a line are counted: a level one has hardly any, however long it is", () => {
  expect(trace([1, 5, 2, 8]).corners).toBe(3);
  expect(trace(new Array<number>(900).fill(7)).corners).toBe(1);
});
