import { expect, test } from "vitest";
import { paceNotice, refreshEvery, spacingFor } from "../../../../../renderer/pages/dashboards/run/pace";

test.each([
  { name: "an answer faster than the refresh", took: 800, every: 1000, spacing: 1000 },
  { name: "an answer as slow as the refresh", took: 1000, every: 1000, spacing: 1000 },
  { name: "an answer a little slower", took: 1100, every: 1000, spacing: 5000 },
  { name: "an answer of twelve seconds", took: 12_000, every: 10_000, spacing: 30_000 },
  { name: "an answer of twenty minutes", took: 1_200_000, every: 1000, spacing: 2_400_000 },
])("$name is asked again after $spacing ms", ({ took, every, spacing }) => {
  expect(spacingFor(took, every)).toBe(spacing);
});

test.each([
  { name: "what everybody writes", text: "5s", every: 5000 },
  { name: "nothing", text: "", every: undefined },
  { name: "what is no length", text: "often", every: undefined },
  { name: "oftener than anybody sees", text: "1ms", every: 1000 },
  { name: "longer than a browser's timers wait", text: "30d", every: 86_400_000 },
])("a refresh of $name is every $every ms", ({ text, every }) => {
  expect(refreshEvery(text)).toBe(every);
});

test("a source that is too slow is named with its pace, others are not", () => {
  expect(paceNotice(12_000, 10_000)).toBe("Answers take 12\u00a0s: asked every 30\u00a0s");
  expect(paceNotice(200, 1000)).toBeUndefined();
  expect(paceNotice(12_000, undefined)).toBeUndefined();
});
