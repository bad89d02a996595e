import { expect, test } from "vitest";
import { createLabelNumbers, packAnswer, unpackAnswer } from "../../../../electron/engine/queries/packed-answer";
import type { Found } from "../../../../electron/engine/store/reading/pieces";

const times = Float64Array.of(1000, 2000, 3000);
const blockTimes = Uint8Array.of(1, 2, 3, 4, 5);
const up = { __name__: "up" };
const down = { __name__: "down", constructor: "x" };

const selections: Found["selections"] = [
  [
    { labels: up, pieces: [{ kind: "rows", times, values: Float64Array.of(1, Number.NaN, -0) }] },
    {
      labels: down,
      mergedFrom: [1],
      pieces: [
        { kind: "chunk", tier: 1, times: blockTimes, bytes: Uint8Array.of(9, 8, 7), from: -1, to: 2500 },
        { kind: "chunk", tier: 0, times: blockTimes, bytes: Uint8Array.of(6), from: 2500, to: 1e15 },
        { kind: "rows", times, values: Float64Array.of(4, 5, 6), stale: Uint8Array.of(0, 1, 0) },
      ],
    },
  ],
  [],
  [{ labels: up, pieces: [] }],
];

/** Through a structured clone, as on the way to a thread. */
function sent(found: Found) {
  const numbers = createLabelNumbers();
  const packed = packAnswer(found, numbers);
  return { ...structuredClone(packed, { transfer: [packed.bytes] }), labelsOf: numbers.labels };
}

test("what was packed is unpacked as it was", () => {
  const packed = sent({ selections });
  expect(unpackAnswer(packed, packed.labelsOf)).toEqual({ selections });
});

test("newest points are unpacked as they were, beside series", () => {
  const values = Float64Array.of(1, 2);
  const newest = [
    { labels: [up, down], times: times.subarray(0, 2), values },
    undefined,
    { labels: [down, up], times: times.subarray(1), values, stale: Uint8Array.of(1, 0) },
    { labels: [], times: new Float64Array(), values: new Float64Array() },
  ];
  const found = { selections: [[], selections[0] ?? [], [], []], newest };
  const packed = sent(found);
  expect(unpackAnswer(packed, packed.labelsOf)).toEqual(found);
});

test("pieces that share their times share them on the other side, and each label set goes over once", () => {
  const packed = sent({ selections });
  const [[first, second] = []] = unpackAnswer(packed, packed.labelsOf).selections;
  const [chunk, other, rows] = second?.pieces ?? [];
  expect(chunk?.times).toBe(other?.times);
  expect(first?.pieces[0]?.times).toBe(rows?.times);
  expect(packed.newLabels).toEqual([up, down]);
});

test("label sets that the other side knows are not sent again", () => {
  const numbers = createLabelNumbers();
  packAnswer({ selections }, numbers);
  expect(packAnswer({ selections }, numbers).newLabels).toEqual([]);
});

test("a view takes along no more than it shows", () => {
  const column = new Float64Array(100_000);
  const rows = { kind: "rows" as const, times: column.subarray(10, 20), values: column.subarray(50, 60) };
  expect(packAnswer({ selections: [[{ labels: up, pieces: [rows] }]] }, createLabelNumbers()).bytes.byteLength).toBe(160);
});
