import { expect, test } from "vitest";
import { type Place, placeOfWindow } from "../../../electron/shell/window-place";

const laptop: Place = { x: 0, y: 25, width: 1512, height: 957 };
const second: Place = { x: 1512, y: 0, width: 2560, height: 1440 };

test.each<{ name: string; was: Place | undefined; displays: Place[]; expected: Partial<Place> }>([
  {
    name: "the first start has the usual size, centred",
    was: undefined,
    displays: [laptop],
    expected: { width: 1440, height: 900 },
  },
  {
    name: "a small display cuts the usual size",
    was: undefined,
    displays: [{ x: 0, y: 0, width: 1280, height: 720 }],
    expected: { width: 1280, height: 720 },
  },
  {
    name: "a place on a display is kept",
    was: { x: 1600, y: 40, width: 1800, height: 1200 },
    displays: [laptop, second],
    expected: { x: 1600, y: 40, width: 1800, height: 1200 },
  },
  {
    name: "a display that is gone loses the position and cuts the size to what is left",
    was: { x: 1600, y: 40, width: 1800, height: 1200 },
    displays: [laptop],
    expected: { width: 1512, height: 957 },
  },
  {
    name: "a window whose top edge is above the display is centred, because no hand could reach it",
    was: { x: 100, y: -300, width: 1000, height: 700 },
    displays: [laptop],
    expected: { width: 1000, height: 700 },
  },
  {
    name: "a window that hangs over the side keeps its place while enough of it is in sight",
    was: { x: 1312, y: 100, width: 1000, height: 700 },
    displays: [laptop],
    expected: { x: 1312, y: 100, width: 1000, height: 700 },
  },
  {
    name: "a window with only a sliver in sight is centred",
    was: { x: 1500, y: 100, width: 1000, height: 700 },
    displays: [laptop],
    expected: { width: 1000, height: 700 },
  },
  {
    name: "a size below the smallest grows to it",
    was: { x: 10, y: 40, width: 20, height: 20 },
    displays: [laptop],
    expected: { width: 900, height: 600 },
  },
  { name: "no display at all", was: undefined, displays: [], expected: { width: 1440, height: 900 } },
])("$name", ({ was, displays, expected }) => expect(placeOfWindow(was, displays)).toEqual(expected));
