import { expect, test } from "vitest";
import type { Outcome } from "../../../../electron/engine/queries/evaluation";
import { received, sendable } from "../../../../electron/engine/queries/sent-outcome";

const outcomeOf = (count: number, times = Float64Array.of(1, 2)): Outcome => ({
  kind: "range",
  series: Array.from({ length: count }, (_, n) => ({ labels: { n: String(n) }, times, values: Float64Array.of(n, -n) })),
});

/** As it comes out at the other end. */
function travelled(outcome: Outcome): Outcome {
  const { sent, transfer } = sendable(outcome, (labels) => labels);
  return received(structuredClone(sent, { transfer }), () => ({}));
}

test.each([
  { name: "a few series", count: 3 },
  { name: "thousands of series", count: 3000 },
  { name: "no series", count: 0 },
])("$name arrive as they were sent", ({ count }) => {
  expect(travelled(outcomeOf(count))).toEqual(outcomeOf(count));
});

test("many series travel in one piece of memory, in which the times that they share are once", () => {
  const { transfer } = sendable(outcomeOf(50_000), (labels) => labels);
  expect(transfer.map(({ byteLength }) => byteLength)).toEqual([(50_000 * 2 + 2) * 8]);
});

test("a view of a larger column travels without the rest of it", () => {
  const { transfer } = sendable(outcomeOf(1, new Float64Array(1000).subarray(10, 12)), (labels) => labels);
  expect(transfer.map(({ byteLength }) => byteLength)).toEqual([16, 16]);
});
