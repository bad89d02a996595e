// A selection that looks at the newest points only is answered in columns; they must say what the series themselves would.
import { expect, test } from "vitest";
import { gauge } from "#shared/model/sample";
import type { Selection, StoredSeries } from "#shared/promql/storage";
import { prefetched } from "../../../../../electron/engine/queries/prefetched";
import type { EmbeddedStore } from "../../../../../electron/engine/store/embedded-store";
import type { StoreAnswer } from "../../../../../electron/engine/store/reading/pieces";
import { createMemoryStore } from "../../../../support/memory-store";

const start = Date.UTC(2026, 10, 21, 8);
const at = (second: number) => start + second * 1000;
const selection = (from: number, to: number): Selection => ({
  matchers: [{ label: "__name__", operator: "=~", value: ".+" }],
  from: at(from),
  to: at(to),
  step: 0,
});

function storeOf(): EmbeddedStore {
  const store = createMemoryStore();
  for (let second = 1; second <= 300; second++) {
    const readings = [gauge("steady", second), gauge("constant", 7), gauge("absent", Number.NaN)];
    if (second < 100) readings.push(gauge("ended", -second));
    if (second === 50 || second === 200) readings.push(gauge("seldom", second));
    store.append("fast", at(second), readings);
    if (second % 60 === 0) store.append("slow", at(second), [gauge("slow", second / 60)]);
  }
  return store;
}

function read(store: EmbeddedStore, asked: Selection): StoreAnswer {
  const answer = store.read([asked]);
  if (answer instanceof Promise) throw new Error("memory answers at once");
  return answer;
}

/** The series themselves, whole. */
function seriesIn(store: EmbeddedStore, asked: Selection): StoredSeries[] {
  return prefetched([asked], read(store, asked)).select(asked);
}

/** The last point of each series, and whether it says that the series has ended. */
const lastOf = (series: readonly StoredSeries[]) =>
  series.map(({ labels, times, values, stale }) => {
    const isStale = stale?.at(-1) === 1;
    return { labels, time: times.at(-1), isStale, value: isStale ? undefined : values.at(-1) };
  });

test.each([
  { name: "all of the time", from: 0, to: 300 },
  { name: "a stretch in which one has just ended", from: 40, to: 101 },
  { name: "a stretch in which one is absent", from: 205, to: 290 },
  { name: "a stretch of one run", from: 59, to: 60 },
  { name: "a time before the first sample", from: -100, to: 0 },
  { name: "a time after the last sample", from: 300, to: 400 },
])("of $name the newest points are the last ones of the series", ({ from, to }) => {
  const store = storeOf();
  const asked = { ...selection(from, to), onlyNewest: true };
  const answer = read(store, asked);
  const storage = prefetched([asked], answer);
  expect(answer.newest?.[0]).toBeDefined();
  expect(lastOf(storage.select(asked))).toEqual(lastOf(seriesIn(store, selection(from, to))));
  expect(storage.newest?.(asked)?.labels).toEqual(seriesIn(store, selection(from, to)).map(({ labels }) => labels));
});

test("where a series has two writers all are read as series", () => {
  const store = storeOf();
  store.append("import", at(250), [gauge("steady", -1)]);
  const asked = { ...selection(0, 300), onlyNewest: true };
  const answer = read(store, asked);
  expect(answer.newest).toBeUndefined();
  expect(lastOf(prefetched([asked], answer).select(asked))).toEqual(lastOf(seriesIn(store, selection(0, 300))));
});

test("points are counted, and tiers named, as for series", () => {
  const store = storeOf();
  const { samples, tiers } = read(store, { ...selection(0, 300), onlyNewest: true });
  expect({ samples, tiers }).toEqual({ samples: 6, tiers: [0] });
});
