import { expect, test } from "vitest";
import { contrast, parseColour } from "../../../renderer/charts/colour-math";
import { heatmapSchemes } from "../../../renderer/charts/colour-schemes";
import { colourAt, paletteColour, placeOfName, resolveColour, shadeColour } from "../../../renderer/charts/named-colours";
import { darkColours, lightColours } from "../../support/chart-colours";

const themes = [
  { theme: "dark", colours: darkColours },
  { theme: "light", colours: lightColours },
];
const shades = ["super-light-", "light-", "", "semi-dark-", "dark-"];
const hues = ["red", "orange", "yellow", "green", "blue", "purple"];
const names = hues.flatMap((hue) => shades.map((shade) => shade + hue));

function contrastOn(colour: string, ground: string): number {
  const [own, on] = [parseColour(colour), parseColour(ground)];
  if (!own || !on) throw new Error(`${colour} or ${ground} is no colour`);
  return contrast(own, on);
}

test.each(themes)(
  "on the $theme theme every named colour and every one of the palette's first 50 can be told from its ground",
  ({ colours }) => {
    const all = [
      ...names.map((name) => ({ name, colour: resolveColour(name, colours) })),
      ...Array.from({ length: 50 }, (_, place) => ({ name: `palette ${place}`, colour: paletteColour(place, colours) })),
      ...Array.from({ length: 10 }, (_, place) => ({ name: `shade ${place}`, colour: shadeColour("blue", place, colours) })),
      ...["#ffffff", "#000000", "white", "black", "navy", "#eab839", "hsl(60, 100%, 90%)"].map((name) => ({
        name,
        colour: resolveColour(name, colours),
      })),
    ];
    const faint = all.filter(({ colour }) => contrastOn(colour, colours.panel) < 3);
    expect(faint).toEqual([]);
  },
);

test.each(themes)("on the $theme theme the shades of a hue are all different", ({ colours }) => {
  for (const hue of hues) expect(new Set(shades.map((shade) => resolveColour(shade + hue, colours))).size).toBe(5);
});

test.each(themes)("on the $theme theme the palette begins with its own eight and repeats none of the first 24", ({ colours }) => {
  const palette = Array.from({ length: 24 }, (_, place) => paletteColour(place, colours));
  expect(palette.slice(0, 8)).toEqual(colours.series);
  expect(new Set(palette).size).toBe(24);
});

test.each([
  { name: "text", expected: darkColours.text },
  { name: "transparent", expected: "#00000000" },
  { name: " Dark-Red ", expected: resolveColour("dark-red", darkColours) },
  { name: "palette-2", expected: darkColours.series[2] },
  { name: "rgba(50, 172, 45, 0.2)", expected: "#32ac2d33" },
])("$name is $expected", ({ name, expected }) => expect(resolveColour(name, darkColours)).toBe(expected));

test.each(["", "constructor", "__proto__", "url(x)", "red;background:url(//evil)", "dark-pinkish", "palette-x", "9".repeat(9)])(
  "%j is no colour, and grey",
  (name) => expect(resolveColour(name, darkColours)).toBe(darkColours.axisText),
);

test("a colour that can be seen is left as it is", () => {
  expect(resolveColour("#f2495c", darkColours)).toBe("#f2495c");
});

test("a name has one place in the palette, whatever else is on the chart", () => {
  expect(placeOfName("node-3")).toBe(placeOfName("node-3"));
  expect(new Set(["node-1", "node-2", "node-3", "eth0", "lo"].map(placeOfName)).size).toBeGreaterThan(3);
});

test.each(themes)(
  "on the $theme theme each scheme goes from one colour to another, and ends where it is told to",
  ({ colours }) => {
    for (const scheme of [...heatmapSchemes, "continuous-GrYlRd", "continuous-blues"]) {
      const steps = [0, 0.25, 0.5, 0.75, 1].map((share) => colourAt(scheme, share, colours));
      expect(
        steps.every((colour) => /^#[0-9a-f]{6}$/.test(colour)),
        scheme,
      ).toBe(true);
      expect(new Set(steps).size, scheme).toBeGreaterThan(3);
      expect([colourAt(scheme, -1, colours), colourAt(scheme, 7, colours)], scheme).toEqual([steps[0], steps[4]]);
    }
  },
);

test("from green over yellow to red is what the scheme says", () => {
  const at = (share: number) => colourAt("continuous-GrYlRd", share, darkColours);
  expect([at(0), at(0.5), at(1)]).toEqual(
    ["green", "yellow", "red"].map((name) => expect.stringMatching(near(resolveColour(name, darkColours)))),
  );
});

/** Tables have 256 steps: the middle one is a step beside the middle. */
const near = (colour: string) => new RegExp(`^${colour.slice(0, 2)}`);

test("a scheme that is not known is the oranges", () => {
  for (const scheme of ["constructor", "no-such", ""])
    expect(colourAt(scheme, 0.7, darkColours)).toBe(colourAt("Oranges", 0.7, darkColours));
});

test.each(themes)("on the $theme theme the least of one hue is near the ground and the most is far from it", ({ colours }) => {
  for (const scheme of ["Oranges", "Blues", "YlOrRd"]) {
    expect(contrastOn(colourAt(scheme, 0, colours), colours.panel), scheme).toBeLessThan(2);
    expect(contrastOn(colourAt(scheme, 1, colours), colours.panel), scheme).toBeGreaterThan(4);
  }
});
