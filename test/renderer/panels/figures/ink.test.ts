import { expect, test } from "vitest";
import { contrast, parseColour } from "../../../../renderer/charts/colour-math";
import { inkOn, wordColour } from "../../../../renderer/panels/figures/ink";
import { darkColours as chartColours } from "../../../support/chart-colours";

function contrastOf(one: string, other: string): number {
  const [a, b] = [parseColour(one), parseColour(other)];
  return a && b ? contrast(a, b) : 0;
}

test.each(["#f2b544", "#c9303b", "#ffffff", "#000000", "#0000ff", "#808080", "#56b45f"])("words on %s can be read", (ground) => {
  expect(contrastOf(inkOn(ground, chartColours), ground)).toBeGreaterThanOrEqual(4.5);
});

test("what lets the panel through is read like the panel", () => {
  expect(inkOn("#ffffff11", chartColours)).toBe("#ffffff");
});

test("what is no colour gets the text's own", () => {
  expect(inkOn("url(http://x)", chartColours)).toBe(chartColours.text);
  expect(wordColour("var(--x)", chartColours)).toBe("var(--x)");
});

test.each(["#1f2937", "#300000", "#0000ff", "#ff000022"])("words in %s are made light enough for the panel", (colour) => {
  expect(contrastOf(wordColour(colour, chartColours), chartColours.panel)).toBeGreaterThanOrEqual(4.5);
});

test("a colour that can be read stays as it is", () => {
  expect(wordColour("#3ecf8e", chartColours)).toBe("#3ecf8e");
});
