import { expect, test } from "vitest";
import { pageKey, seriesPerPage } from "../../../../../electron/engine/store/disk/keys";
import { chunkIn, chunksIn, openPage, packPage } from "../../../../../electron/engine/store/disk/page";
import { chunkOf, hex } from "../../../../support/blocks";
import { createRandom } from "../../../../support/random-numbers";

const key = pageKey(12, 4);
/** Page 4 has the series from 48 on. */
const first = 48;
const page = (ids: readonly number[], length?: number) =>
  packPage(
    key,
    ids.map((id) => ({ id, bytes: length === undefined ? chunkOf(1, id) : new Uint8Array(length).fill(id) })),
  );

const plain = (bytes: Uint8Array) => {
  const opened = openPage(key, bytes);
  return opened && chunksIn(key, opened).map(({ id, bytes: chunk }) => [id, hex(chunk)]);
};

test.each([
  { name: "no series", ids: [] },
  { name: "the first place", ids: [first] },
  { name: "the last place", ids: [first + seriesPerPage - 1] },
  { name: "some places", ids: [first + 1, first + 7, first + 8] },
  { name: "all places", ids: Array.from({ length: seriesPerPage }, (_, at) => first + at) },
])("a page with $name reads back", ({ ids }) => {
  expect(plain(page(ids))).toEqual(ids.map((id) => [id, hex(chunkOf(1, id))]));
});

test.each([1, 127, 128, 16_383, 16_384, 3_000_000])("a chunk of %i bytes reads back", (length) => {
  const opened = openPage(key, page([first + 3, first + 4], length));
  expect(opened && [chunkIn(opened, first + 3)?.length, chunkIn(opened, first + 4)?.at(-1), chunkIn(opened, first)]).toEqual([
    length,
    first + 4,
    undefined,
  ]);
});

test("a page under another key is damaged", () => {
  expect(openPage(pageKey(12, 5), page([first]))).toBeUndefined();
  expect(openPage(pageKey(13, 4), page([first]))).toBeUndefined();
});

test("no change of bytes gives a chunk to another series", () => {
  const whole = page([first, first + 2, first + 5]);
  const expected = new Map([first, first + 2, first + 5].map((id) => [id, chunkOf(1, id).length]));
  const random = createRandom(3);
  for (let attempt = 0; attempt < 3000; attempt++) {
    const bytes = Uint8Array.from(whole);
    const at = random.whole(0, 12);
    bytes[at] = (bytes[at] as number) ^ (1 << random.whole(0, 7));
    const opened = openPage(key, bytes);
    for (const { id, bytes: chunk } of (opened && chunksIn(key, opened)) ?? []) expect(chunk.length).toBe(expected.get(id));
  }
});

test("a page that was cut short is damaged or has shorter chunks, and is never read beyond its end", () => {
  const whole = page([first, first + 2]);
  for (let length = 0; length < whole.length; length++) {
    const opened = openPage(key, whole.subarray(0, length));
    for (const { bytes } of (opened && chunksIn(key, opened)) ?? []) expect(bytes.length).toBeLessThanOrEqual(length);
  }
});
