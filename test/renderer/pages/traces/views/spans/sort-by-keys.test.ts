import { expect, test } from "vitest";
import { sortByKeys } from "../../../../../../renderer/pages/traces/views/spans/sort-by-keys";
import { createRandom } from "../../../../../support/random-numbers";

test.each([{ isDescending: false }, { isDescending: true }])(
  "keys of all sizes, many of them equal, as a stable sort has them (descending: $isDescending)",
  ({ isDescending }) => {
    const random = createRandom(17);
    const keys = Float64Array.from({ length: 3000 }, () => {
      const size = 10 ** random.whole(-6, 15);
      return random.chance(0.2) ? random.whole(0, 5) : random.fraction() * size;
    });
    const positions = Uint32Array.from({ length: 2500 }, (_, place) => (place * 7) % 3000);
    const sign = isDescending ? -1 : 1;
    const expected = [...positions].sort((a, b) => sign * ((keys[a] as number) - (keys[b] as number)));
    expect([...sortByKeys(positions, keys, isDescending)]).toEqual(expected);
  },
);
