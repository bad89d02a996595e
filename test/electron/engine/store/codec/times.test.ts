import { expect, test } from "vitest";
import { DamagedChunk } from "../../../../../electron/engine/store/codec/column";
import { holds, sealFrame } from "../../../../../electron/engine/store/codec/frame";
import { decodeTimes, encodeTimes } from "../../../../../electron/engine/store/codec/times";
import { createRandom } from "../../../../support/random-numbers";

const noon = 1_795_262_400_000;
const range = (length: number, value: (at: number) => number): number[] => Array.from({ length }, (_, at) => value(at));

test.each([
  { name: "none", times: [] },
  { name: "one", times: [noon] },
  { name: "two", times: [noon, noon + 15_000] },
  { name: "whole seconds", times: range(600, (at) => noon + 1000 * at) },
  { name: "a scrape's unrest", times: range(600, (at) => noon + 15_000 * at + ((at * 7919) % 23)) },
  { name: "a gap of a night", times: [noon, noon + 1000, noon + 40_000_000, noon + 40_001_000] },
  { name: "fractions of a millisecond", times: [noon + 0.25, noon + 1000.125, noon + 2000.3] },
  { name: "times that fall", times: [noon, noon - 5000, noon] },
  { name: "minus zero", times: [-0, 1000] },
  { name: "before 1970", times: [-5000, -4000, 0] },
  { name: "what is no time", times: [Number.NaN, Number.POSITIVE_INFINITY, -0, 1e300] },
])("times come back as they were: $name", ({ times }) => {
  expect([...decodeTimes(encodeTimes(Float64Array.from(times)))]).toEqual(times);
});

test("600 whole seconds take less than thirty bytes", () => {
  expect(encodeTimes(Float64Array.from(range(600, (at) => noon + 1000 * at))).length).toBeLessThan(30);
});

test("random times come back", () => {
  const random = createRandom(1);
  for (let turn = 0; turn < 300; turn++) {
    let time = random.whole(-1e12, 2e12);
    const steps = random.some([() => 1000, () => random.whole(1, 1e6), () => random.fraction() * 1000, () => -5, () => 2 ** 51]);
    const times = range(random.whole(0, 300), () => {
      time += random.pick(steps)();
      return time;
    });
    expect([...decodeTimes(encodeTimes(Float64Array.from(times)))]).toEqual(times);
  }
});

test("any byte that is not what was written is found out", () => {
  const bytes = encodeTimes(Float64Array.from(range(50, (at) => noon + at * at)));
  for (let at = 0; at < bytes.length; at++) {
    const damaged = bytes.slice();
    damaged[at] = (damaged[at] as number) ^ 0x10;
    expect(() => decodeTimes(damaged)).toThrow(DamagedChunk);
  }
});

test.each([
  { name: "more rows than there are", payload: [200, 1, 5], say: "it has too many rows" },
  { name: "a few millions of rows", payload: [0xff, 0xff, 0xff, 0x7f], say: "it has too many rows" },
  { name: "a time too many", payload: [1, 5, 5], say: "it is longer than it should be" },
])("with the checksum right, $name: $say", ({ payload, say }) => {
  expect(() => decodeTimes(sealFrame({ holds: holds.times, how: 0, payload: Uint8Array.from(payload) }, 0))).toThrow(
    new DamagedChunk(say),
  );
});
