import { expect, test } from "vitest";
import { contrast, legible, mix, parseColour, toHex } from "../../../renderer/charts/colour-math";

const read = (text: string) => {
  const colour = parseColour(text);
  return colour && toHex(colour);
};

test.each([
  { text: "#5aa2ff", expected: "#5aa2ff" },
  { text: "#EAB839", expected: "#eab839" },
  { text: "#f00", expected: "#ff0000" },
  { text: "#f008", expected: "#ff000088" },
  { text: "#ff000080", expected: "#ff000080" },
  { text: "rgb(50, 172, 45)", expected: "#32ac2d" },
  { text: "rgba(50, 172, 45, 0.97)", expected: "#32ac2df7" },
  { text: "rgb(50 172 45 / 50%)", expected: "#32ac2d80" },
  { text: "hsl(120, 100%, 25%)", expected: "#008000" },
  { text: "hsla(0, 100%, 50%, .5)", expected: "#ff000080" },
])("$text is read as $expected", ({ text, expected }) => expect(read(text)).toBe(expected));

test.each([
  "red;}",
  "url(javascript:alert(1))",
  "#12",
  "#ggg",
  "rgb(1,2)",
  "",
  "expression(1)",
  `#${"f".repeat(100)}`,
  "var(--x)",
])("%j is no colour", (text) => expect(read(text)).toBeUndefined());

test("half way between two colours is their middle to the eye, and both ends are themselves", () => {
  const [black, white] = [parseColour("#000000"), parseColour("#ffffff")];
  if (!black || !white) throw new Error("not read");
  expect([0, 0.5, 1].map((share) => toHex(mix(black, white, share)))).toEqual(["#000000", "#636363", "#ffffff"]);
});

test.each([
  { ground: "#ffffff", colour: "#fde725", what: "yellow on white is made darker" },
  { ground: "#11151c", colour: "#000080", what: "navy on the dark panel is made lighter" },
])("$what until it can be seen", ({ ground, colour }) => {
  const [on, own] = [parseColour(ground), parseColour(colour)];
  if (!on || !own) throw new Error("not read");
  expect(contrast(own, on)).toBeLessThan(3);
  expect(contrast(legible(own, on, 3), on)).toBeGreaterThanOrEqual(3);
  // No further than it has to.
  expect(contrast(legible(own, on, 3), on)).toBeLessThan(3.6);
});
