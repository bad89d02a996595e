import { expect, test } from "vitest";
import { shifted, widened, zoomed } from "../../../../../renderer/pages/dashboards/time/move-range";

const range = { from: 1000, to: 2000 };

test.each([
  { name: "earlier", moved: shifted(range, -1, 9000), expected: { from: 500, to: 1500 } },
  { name: "later", moved: shifted(range, 1, 9000), expected: { from: 1500, to: 2500 } },
  { name: "later, but not past now", moved: shifted(range, 1, 2100), expected: { from: 1100, to: 2100 } },
  { name: "later, where its end is in the future already", moved: shifted(range, 1, 1500), expected: range },
  { name: "wider around its middle", moved: widened(range, 9000), expected: { from: 500, to: 2500 } },
  { name: "wider to the past only, where it ends now", moved: widened(range, 2000), expected: { from: 0, to: 2000 } },
  { name: "into what was dragged over", moved: zoomed({ from: 1000.4, to: 5000.2 }), expected: { from: 1000, to: 5001 } },
  { name: "into what was dragged over backwards", moved: zoomed({ from: 5000, to: 1000 }), expected: { from: 1000, to: 5000 } },
  { name: "into a second at least", moved: zoomed({ from: 5000, to: 5010 }), expected: { from: 4505, to: 5505 } },
])("the range moves $name", ({ moved, expected }) => {
  expect(moved).toEqual(expected);
});
