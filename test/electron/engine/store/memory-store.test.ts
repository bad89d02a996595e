import { describe, expect, test } from "vitest";
import { counter, gauge, type Reading } from "#shared/model/sample";
import type { Matcher } from "#shared/promql/storage";
import { createMemoryStore } from "../../../../electron/engine/store/memory-store";
import type { SampleStore } from "../../../../electron/engine/store/store";

const named = (value: string): Matcher => ({ label: "__name__", operator: "=", value });

/** Everything that a selection gives, as plain arrays; stale points as the word. */
function read(store: SampleStore, matchers: Matcher[], from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY) {
  return store.select(matchers, from, to).map(({ labels, times, values, stale }) => ({
    labels,
    points: [...times].map((time, index) => [time, stale?.[index] ? "stale" : values[index]]),
  }));
}

function filled(runs: number, every = 1000, options?: { retention: number }): SampleStore {
  const store = createMemoryStore(options);
  for (let run = 1; run <= runs; run++) store.append("w", run * every, [gauge("up", run)]);
  return store;
}

test("a reading becomes a point of the series with its name and labels", () => {
  const store = createMemoryStore();
  store.append("cpu", 1000, [counter("cpu_total", 5, { mode: "idle", empty: "" }), gauge("load", 1)]);
  store.append("cpu", 2000, [counter("cpu_total", 7, { mode: "idle" }), gauge("load", Number.NaN)]);
  expect(read(store, [named("cpu_total")])).toEqual([
    {
      labels: { __name__: "cpu_total", mode: "idle" },
      points: [
        [1000, 5],
        [2000, 7],
      ],
    },
  ]);
  expect(read(store, [named("load")])).toEqual([
    {
      labels: { __name__: "load" },
      points: [
        [1000, 1],
        [2000, Number.NaN],
      ],
    },
  ]);
  expect([...store.kinds()]).toEqual([
    ["cpu_total", "counter"],
    ["load", "gauge"],
  ]);
});

test("of two readings of one series in a run, the first stands", () => {
  const store = createMemoryStore();
  store.append("w", 1000, [gauge("up", 1), gauge("up", 2)]);
  store.append("w", 2000, [gauge("up", 3), gauge("up", 4)]);
  expect(read(store, [named("up")])).toEqual([
    {
      labels: { __name__: "up" },
      points: [
        [1000, 1],
        [2000, 3],
      ],
    },
  ]);
});

test("a series that its writer begins later has no points from before", () => {
  const store = filled(3);
  store.append("w", 4000, [gauge("up", 4), gauge("late", 1)]);
  expect(read(store, [named("late")])[0]?.points).toEqual([[4000, 1]]);
});

test.each([
  { name: "within one chunk", runs: 10, from: 3000, to: 6000 },
  { name: "across a chunk's border", runs: 600, from: 250_000, to: 520_000 },
  { name: "from before the first", runs: 10, from: -5000, to: 2000 },
  { name: "to after the last", runs: 10, from: 8000, to: 99_000 },
  { name: "between two runs", runs: 10, from: 3000, to: 3500 },
])("a range is open on the left and closed on the right: $name", ({ runs, from, to }) => {
  const wanted = Array.from({ length: runs }, (_, index) => (index + 1) * 1000).filter((time) => time > from && time <= to);
  const [series] = read(filled(runs), [named("up")], from, to);
  expect(series?.points ?? []).toEqual(wanted.map((time) => [time, time / 1000]));
});

describe("a series that its writer does not write again", () => {
  test("gets one stale marker, and comes back with a new point", () => {
    const store = createMemoryStore();
    const [a, b] = [gauge("x", 1, { i: "a" }), gauge("x", 2, { i: "b" })];
    for (const [time, readings] of [
      [1, [a, b]],
      [2, [a]],
      [3, [a]],
      [4, [b, a]],
    ] as [number, Reading[]][]) {
      store.append("w", time, readings);
    }
    expect(read(store, [{ label: "i", operator: "=", value: "b" }])[0]?.points).toEqual([
      [1, 2],
      [2, "stale"],
      [4, 2],
    ]);
    expect(read(store, [{ label: "i", operator: "=", value: "a" }])[0]?.points).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
  });

  test("is not the concern of other writers", () => {
    const store = createMemoryStore();
    store.append("w", 1, [gauge("x", 1)]);
    store.append("other", 2, [gauge("y", 1)]);
    expect(read(store, [named("x")])[0]?.points).toEqual([[1, 1]]);
  });

  test("gets its marker when the writer ends, once", () => {
    const store = filled(2);
    store.endWriter("w", 3000);
    store.endWriter("w", 4000);
    expect(read(store, [named("up")])[0]?.points).toEqual([
      [1000, 1],
      [2000, 2],
      [3000, "stale"],
    ]);
  });

  test("is forgotten with its last point, also when its writer is silent for good", () => {
    const store = createMemoryStore({ retention: 60_000 });
    store.append("gone", 1000, [gauge("old", 1, { pid: "1" })]);
    for (let time = 2000; time <= 300_000; time += 1000) store.append("w", time, [gauge("up", 1)]);
    expect(read(store, [named("old")])).toEqual([]);
    expect(store.labelValues("__name__")).toEqual(["up"]);
    expect(store.labelNames()).toEqual(["__name__"]);
    expect([...store.kinds().keys()]).toEqual(["up"]);
    expect(store.stats().series).toBe(1);
  });
});

test("keeps at least its retention, and at most a chunk more", () => {
  const [series] = read(filled(2000, 1000, { retention: 600_000 }), [named("up")]);
  const oldest = series?.points[0]?.[0] ?? 0;
  expect(oldest).toBeLessThanOrEqual(1_400_000);
  expect(oldest).toBeGreaterThan(1_400_000 - 256_000 - 60_000);
});

test("asks for no more memory once the retention is full", () => {
  const store = createMemoryStore({ retention: 600_000 });
  const bytesAfter = (from: number, to: number) => {
    for (let run = from; run < to; run++) {
      // A process list: ten that stay, and one more that is a new one every minute.
      const readings = Array.from({ length: 10 }, (_, index) => gauge("cpu", run, { pid: `${index}` }));
      store.append("w", run * 1000, [...readings, gauge("cpu", run, { pid: `short-lived ${Math.floor(run / 60)}` })]);
    }
    return store.stats().bytes;
  };
  const warm = bytesAfter(1, 1500);
  expect(bytesAfter(1500, 9000)).toBeLessThanOrEqual(warm * 1.1);
});

describe("when the clock is set back", () => {
  test("by some seconds, runs are dropped until it has caught up", () => {
    const store = filled(10);
    expect([store.append("w", 8000, [gauge("up", 0)]), store.append("w", 10_000, [gauge("up", 0)])]).toEqual([false, false]);
    expect(store.append("w", 11_000, [gauge("up", 11)])).toBe(true);
    expect(read(store, [named("up")])[0]?.points).toHaveLength(11);
  });

  test("by more, the samples from its future are forgotten and the writer goes on", () => {
    const store = filled(600);
    expect(store.append("w", 3500, [gauge("up", -1)])).toBe(true);
    expect(read(store, [named("up")])[0]?.points).toEqual([
      [1000, 1],
      [2000, 2],
      [3000, 3],
      [3500, -1],
    ]);
  });

  test("to before the first sample, only the new one is left", () => {
    const store = filled(600);
    store.append("w", -100_000, [gauge("up", -1)]);
    expect(read(store, [named("up")])[0]?.points).toEqual([[-100_000, -1]]);
    expect(store.stats().series).toBe(1);
  });
});

test.each([
  { name: "equal", matchers: [{ label: "mode", operator: "=", value: "idle" }], found: ["a", "c"] },
  {
    name: "not equal finds the absent label too",
    matchers: [{ label: "mode", operator: "!=", value: "idle" }],
    found: ["b", "d"],
  },
  { name: "an equal empty label is an absent one", matchers: [{ label: "mode", operator: "=", value: "" }], found: ["d"] },
  {
    name: "a regular expression is anchored",
    matchers: [{ label: "mode", operator: "=~", value: "use|idle" }],
    found: ["a", "c"],
  },
  { name: "a negated one", matchers: [{ label: "mode", operator: "!~", value: "us.*|" }], found: ["a", "c"] },
  {
    name: "several together",
    matchers: [
      { label: "mode", operator: "=", value: "idle" },
      { label: "id", operator: "=", value: "c" },
    ],
    found: ["c"],
  },
  { name: "a value nobody has", matchers: [{ label: "mode", operator: "=", value: "steal" }], found: [] },
  { name: "a label of the language's own", matchers: [{ label: "constructor", operator: "=~", value: ".+" }], found: ["d"] },
] as { name: string; matchers: Matcher[]; found: string[] }[])("matchers select: $name", ({ matchers, found }) => {
  const store = createMemoryStore();
  store.append("w", 1, [
    gauge("x", 1, { id: "a", mode: "idle" }),
    gauge("x", 1, { id: "b", mode: "user" }),
    gauge("x", 1, { id: "c", mode: "idle" }),
    gauge("x", 1, { id: "d", constructor: "yes" }),
  ]);
  expect(store.select([named("x"), ...matchers], 0, 1).map(({ labels }) => labels.id)).toEqual(found);
});

test("completion sees the labels of one metric, or of all", () => {
  const store = createMemoryStore();
  store.append("w", 1, [gauge("x", 1, { a: "2" }), gauge("x", 1, { a: "1" }), gauge("y", 1, { b: "3" })]);
  expect(store.labelNames()).toEqual(["__name__", "a", "b"]);
  expect(store.labelNames("y")).toEqual(["__name__", "b"]);
  expect(store.labelValues("a")).toEqual(["1", "2"]);
  expect(store.labelValues("a", "y")).toEqual([]);
  expect(store.labelNames("nothing")).toEqual([]);
});

test("readings that a collector uses again are stored with the value they had, under the writer's labels", () => {
  const store = createMemoryStore();
  const own = { job: "local" };
  const readings = [gauge("up", 1), gauge("load", 5, { cpu: "0" })];
  store.append("w", 1000, readings, own);
  for (const reading of readings) reading.value += 1;
  store.append("w", 2000, readings, own);
  readings.pop();
  store.append("w", 3000, readings, own);
  const found = store.select([{ label: "job", operator: "=", value: "local" }], 0, 3000);
  expect(found.map(({ labels, values }) => ({ labels, values: [...values] }))).toEqual([
    { labels: { __name__: "up", job: "local" }, values: [1, 2, 2] },
    { labels: { __name__: "load", cpu: "0", job: "local" }, values: [5, 6, expect.any(Number)] },
  ]);
});
