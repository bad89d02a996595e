import { expect, test } from "vitest";
import { noPicks, pickAll, pickRange, togglePick } from "../../../../../renderer/pages/alerts/board/picks";

const listed = ["a", "b", "c", "d", "e"];
const ids = ({ ids: chosen }: { ids: ReadonlySet<string> }) => [...chosen].sort().join("");

test("a pick goes in and out", () => {
  const one = togglePick(noPicks, "b");
  expect([ids(one), ids(togglePick(one, "b"))]).toEqual(["b", ""]);
});

test.each([
  { name: "downwards", to: "d", chosen: "bcd" },
  { name: "upwards", to: "a", chosen: "ab" },
])("a range goes from the last pick $name", ({ to, chosen }) =>
  expect(ids(pickRange(togglePick(noPicks, "b"), to, listed))).toBe(chosen),
);

test("without a pick to begin at, a range is one pick", () => {
  expect(ids(pickRange(noPicks, "c", listed))).toBe("c");
  expect(ids(pickRange(togglePick(noPicks, "gone"), "c", listed))).toBe("cgone");
});

test("all are chosen, and once more none of them", () => {
  const all = pickAll(togglePick(noPicks, "z"), listed);
  expect([ids(all), ids(pickAll(all, listed))]).toEqual(["abcdez", "z"]);
});
