import { expect, test } from "vitest";
import type { AlertBand } from "#shared/contract/alerts";
import { bandPaths, describeBands } from "../../../../../renderer/pages/alerts/bands/band-paths";

const span = { fromMs: 0, toMs: 1000 };
const band = (state: AlertBand["state"], fromMs: number, toMs: number): AlertBand => ({ state, fromMs, toMs });

test("each state is one path, and what fires is drawn over the rest", () => {
  const paths = bandPaths([band("firing", 500, 600), band("inactive", 0, 500), band("inactive", 600, 1000)], span);
  expect(paths).toEqual([
    { state: "inactive", path: "M0 3h496v4h-496zM600 3h396v4h-396z" },
    { state: "firing", path: "M500 0h96v10h-96z" },
  ]);
});

test("a moment of firing can be seen", () => {
  expect(bandPaths([band("firing", 500, 501)], span)).toEqual([{ state: "firing", path: "M500 0h9v10h-9z" }]);
});

test("a moment at the very end stays within the strip", () => {
  expect(bandPaths([band("firing", 999, 1000)], span)).toEqual([{ state: "firing", path: "M991 0h9v10h-9z" }]);
});

test("what lies before and after is cut off", () => {
  expect(bandPaths([band("unobserved", -500, 100), band("pending", 2000, 3000)], span)).toEqual([
    { state: "unobserved", path: "M0 2h96v6h-96z" },
  ]);
});

test.each([
  { name: "quiet", bands: [band("inactive", 0, 1000)], words: "quiet all the time" },
  { name: "unseen", bands: [], words: "nothing is known of this time" },
  {
    name: "eventful",
    bands: [band("firing", 0, 7_200_000), band("firing", 8_000_000, 8_240_000), band("unobserved", 9_000_000, 19_800_000)],
    words: "firing 2\u00a0h 4\u00a0m, not observed 3\u00a0h",
  },
])("a past that was $name reads: $words", ({ bands, words }) => expect(describeBands(bands)).toBe(words));
