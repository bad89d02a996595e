import { describe, expect, test } from "vitest";
import { type Labels, labelsKey } from "#shared/model/labels";
import { compileMatcher } from "#shared/promql/matchers";
import type { Matcher } from "#shared/promql/storage";
import { createSeriesTable } from "../../../../../electron/engine/store/series/create-series-table";
import type { SeriesTable } from "../../../../../electron/engine/store/series/series-table";
import { createRandom } from "../../../../support/random-numbers";

const named = (value: string): Matcher => ({ label: "__name__", operator: "=", value });

describe("a label set", () => {
  test("has one number for ever, whatever the order of its labels", () => {
    const table = createSeriesTable();
    const id = table.take({ __name__: "up", job: "node", instance: "a" });
    expect([
      id,
      table.take({ instance: "a", __name__: "up", job: "node" }),
      table.take({ __name__: "up", job: "node", instance: "b" }),
      table.find({ job: "node", instance: "a", __name__: "up" }),
      table.size,
      table.newest(),
    ]).toEqual([1, 1, 2, 1, 2, 2]);
  });

  test("is given back as one frozen object with sorted names", () => {
    const table = createSeriesTable();
    const labels = table.labels(table.take({ job: "node", __name__: "up", Zone: "1" }));
    expect([Object.entries(labels), Object.isFrozen(labels), table.labels(1) === labels]).toEqual([
      [
        ["Zone", "1"],
        ["__name__", "up"],
        ["job", "node"],
      ],
      true,
      true,
    ]);
  });

  test.each<{ name: string; a: Labels; b: Labels }>([
    { name: "one label more", a: { __name__: "up" }, b: { __name__: "up", job: "x" } },
    { name: "values swapped", a: { a: "x", b: "y" }, b: { a: "y", b: "x" } },
    { name: "names that join to the same text", a: { "a\u0000b": "x" }, b: { a: "x", b: "x" } },
    { name: "none at all", a: {}, b: { a: "x" } },
    {
      name: "names of the language's own",
      a: Object.fromEntries([["__proto__", "x"]]),
      b: { constructor: "x" },
    },
  ])("differs from another by $name", ({ a, b }) => {
    const table = createSeriesTable();
    expect([table.find(a), table.take(a), table.find(b), table.take(b), table.take(a)]).toEqual([undefined, 1, undefined, 2, 1]);
    expect([table.labels(1), table.labels(2)].map((labels) => Object.entries(labels))).toEqual([a, b].map(Object.entries));
  });

  test("that is not there has no number, though its texts are known", () => {
    const table = createSeriesTable();
    table.take({ __name__: "up", job: "a" });
    table.take({ __name__: "down", job: "b" });
    expect(table.find({ __name__: "up", job: "b" })).toBeUndefined();
    expect(() => table.labels(3)).toThrow("there is no series 3");
  });
});

describe("series read from disk", () => {
  test("keep their numbers in whatever order they come, and new ones go on above", () => {
    const table = createSeriesTable();
    for (const id of [5, 2, 9, 3]) table.restore(id, { __name__: "up", i: `${id}` });
    expect(table.take({ __name__: "up", i: "new" })).toBe(10);
    expect(table.matching([named("up")])).toEqual([2, 3, 5, 9, 10]);
    expect([2, 3, 5, 9, 10].map((id) => table.labels(id).i)).toEqual(["2", "3", "5", "9", "new"]);
    expect(table.find({ __name__: "up", i: "3" })).toBe(3);
  });

  test("leave the numbers of those that were dropped since to nobody else", () => {
    const table = createSeriesTable(20);
    for (const id of [7, 9]) table.restore(id, { __name__: "up", i: `${id}` });
    expect([table.take({ __name__: "up", i: "new" }), table.newest(), table.labels(9).i, table.labels(21).i]).toEqual([
      21,
      21,
      "9",
      "new",
    ]);
  });
});

describe("matchers", () => {
  test.each<{ name: string; matchers: Matcher[]; found: string[] }>([
    { name: "equal", matchers: [{ label: "mode", operator: "=", value: "idle" }], found: ["a", "c"] },
    {
      name: "not equal finds the absent label too",
      matchers: [{ label: "mode", operator: "!=", value: "idle" }],
      found: ["b", "d"],
    },
    { name: "an equal empty label is an absent one", matchers: [{ label: "mode", operator: "=", value: "" }], found: ["d"] },
    { name: "not empty", matchers: [{ label: "mode", operator: "!=", value: "" }], found: ["a", "b", "c"] },
    { name: "an anchored expression", matchers: [{ label: "mode", operator: "=~", value: "use|idle" }], found: ["a", "c"] },
    {
      name: "one that fits the empty text",
      matchers: [{ label: "mode", operator: "=~", value: "idle|" }],
      found: ["a", "c", "d"],
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
    {
      name: "not a value nobody has",
      matchers: [{ label: "mode", operator: "!=", value: "steal" }],
      found: ["a", "b", "c", "d"],
    },
    { name: "a label nobody has", matchers: [{ label: "zone", operator: "=", value: "" }], found: ["a", "b", "c", "d"] },
    { name: "a value that another label has", matchers: [{ label: "mode", operator: "=", value: "a" }], found: [] },
    { name: "a label of the language's own", matchers: [{ label: "constructor", operator: "=~", value: ".+" }], found: ["d"] },
    { name: "none", matchers: [], found: ["a", "b", "c", "d"] },
  ])("select by $name", ({ matchers, found }) => {
    const table = createSeriesTable();
    for (const labels of <Labels[]>[
      { id: "a", mode: "idle" },
      { id: "b", mode: "user" },
      { id: "c", mode: "idle" },
      { id: "d", constructor: "yes" },
    ]) {
      table.take({ __name__: "x", ...labels });
    }
    const idsOf = (more: Matcher[]) => table.matching([...matchers, ...more]).map((id) => table.labels(id).id);
    expect([idsOf([]), idsOf([named("x")]), idsOf([named("y")])]).toEqual([found, found, []]);
  });

  test("that a live query keeps find what comes and goes after it", () => {
    const table = createSeriesTable();
    const matchers: Matcher[] = [{ label: "pid", operator: "=~", value: "1.*" }];
    const found = () => table.matching(matchers).map((id) => table.labels(id).pid);
    for (const pid of ["1", "2", "12"]) table.take({ pid });
    const before = found();
    table.take({ pid: "100" });
    const grown = found();
    table.remove([1, 2, 3]);
    for (const pid of ["3", "4", "13"]) table.take({ pid });
    expect([before, grown, found()]).toEqual([
      ["1", "12"],
      ["1", "12", "100"],
      ["100", "13"],
    ]);
  });
});

describe("completion", () => {
  const table = createSeriesTable();
  table.take({ __name__: "x", a: "2" });
  table.take({ __name__: "x", a: "1" });
  table.take({ __name__: "y", b: "3" });

  test("sees the labels of all series, or of those that match", () => {
    expect([table.labelNames(), table.labelNames([named("y")]), table.labelNames([named("nothing")])]).toEqual([
      ["__name__", "a", "b"],
      ["__name__", "b"],
      [],
    ]);
    expect([table.labelValues("a"), table.labelValues("a", [named("y")]), table.labelValues("c")]).toEqual([["1", "2"], [], []]);
  });

  test("is sorted, also where values come later, and for more than a few", () => {
    const many = createSeriesTable();
    const values = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `v${(index + from) * 7919}`);
    for (const value of values(0, 3000)) many.take({ __name__: "x", value });
    const first = many.labelValues("value");
    for (const value of values(3000, 3010)) many.take({ __name__: "y", value });
    expect(first).toEqual(values(0, 3000).sort());
    expect(many.labelValues("value")).toEqual(values(0, 3010).sort());
    expect(many.labelValues("value", [named("x")])).toEqual(values(0, 3000).sort());
    many.remove([1]);
    expect(many.labelValues("value")).toEqual(values(1, 3010).sort());
  });
});

test("what is removed is gone, its number is not given again, and memory does not grow with what has gone", () => {
  const table = createSeriesTable();
  const fill = (round: number) =>
    Array.from({ length: 500 }, (_, index) => table.take({ __name__: "process", pid: `${round}.${index}` }));
  table.take({ __name__: "process", pid: "stays" });
  table.remove(fill(0));
  const bytes = table.bytes();
  for (let round = 1; round < 20; round++) table.remove(fill(round));
  expect([table.size, table.matching([named("process")]), table.newest(), table.bytes() <= bytes * 1.5]).toEqual([
    1,
    [1],
    10_001,
    true,
  ]);
  expect([table.labelValues("pid"), table.find({ __name__: "process", pid: "0.7" })]).toEqual([["stays"], undefined]);
  table.remove([1, 77]);
  expect([table.size, table.labelNames(), table.labelValues("pid"), table.matching([])]).toEqual([0, [], [], []]);
  expect([table.take({ __name__: "process", pid: "stays" }), table.matching([])]).toEqual([10_002, [10_002]]);
});

test("a text cut out of a large page does not keep the page", () => {
  // Forty pages of a megabyte, of each of which one value of twenty characters stays.
  const table = createSeriesTable();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < 40; index++) {
    const page = `${index} `.repeat(500_000);
    table.take({ value: page.slice(1000, 1020) + index });
    table.take({ value: page.slice(2001, 2021) });
  }
  expect(table.size).toBeGreaterThan(40);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(40_000_000);
});

// A model that is plainly right: a list of label sets, each asked in turn.
test.each([1, 2, 3, 4, 5])("does what a plain list does, with random series and matchers (seed %i)", (seed) => {
  const { fraction, whole, chance, pick } = createRandom(seed);
  const table: SeriesTable = createSeriesTable();
  const model = new Map<number, Labels>();
  const names = ["__name__", "job", "instance", "mode", "constructor", "toString"];
  const values = ["a", "b", "ab", "abc", "1", "ä", "\u{1f600}"];
  const randomLabels = (): Labels =>
    Object.fromEntries(names.filter(() => chance(0.5)).map((name) => [name, pick(values)] as const));
  const randomMatcher = (): Matcher => ({
    label: pick([...names, "absent"]),
    operator: pick(["=", "!=", "=~", "!~"] as const),
    value: pick([...values, "", "a.*", "a|b", ".+", ".*", "|1"]),
  });
  const expected = (matchers: readonly Matcher[]) =>
    [...model]
      .filter(([, labels]) =>
        matchers.every((matcher) =>
          compileMatcher(matcher)(Object.hasOwn(labels, matcher.label) ? (labels[matcher.label] ?? "") : ""),
        ),
      )
      .sort(([a], [b]) => a - b);

  let skipped = 0;
  for (let step = 0; step < 400; step++) {
    const action = fraction();
    if (action < 0.6) {
      const labels = randomLabels();
      const known = [...model].find(([, other]) => labelsKey(other) === labelsKey(labels))?.[0];
      expect(table.find(labels)).toBe(known);
      const id = table.take(labels);
      if (known !== undefined) expect(id).toBe(known);
      else expect(model.has(id)).toBe(false);
      model.set(id, labels);
    } else if (action < 0.65) {
      const gone = [...model.keys()].filter(() => chance(0.3));
      table.remove(gone);
      for (const id of gone) model.delete(id);
    } else if (action < 0.7) {
      const labels = randomLabels();
      const id = table.newest() - skipped;
      if (!model.has(id) && id > 0 && table.find(labels) === undefined) {
        table.restore(id, labels);
        model.set(id, labels);
      }
      skipped = whole(0, 19);
    }
    const matchers = Array.from({ length: whole(0, 3) }, randomMatcher);
    const found = expected(matchers);
    expect(table.matching(matchers)).toEqual(found.map(([id]) => id));
    if (step % 10 !== 0) continue;
    const label = pick(names);
    const labelValues = found.flatMap(([, labels]) => (Object.hasOwn(labels, label) ? [labels[label] ?? ""] : []));
    expect(table.labelValues(label, matchers)).toEqual([...new Set(labelValues)].sort());
    expect(table.labelNames(matchers)).toEqual([...new Set(found.flatMap(([, labels]) => Object.keys(labels)))].sort());
    expect(table.size).toBe(model.size);
    for (const [id, labels] of model) expect(table.labels(id)).toEqual(labels);
  }
});

test("a regular expression that takes long over many texts is given up, and the next is tried", () => {
  let now = 0;
  let perLook = 10;
  const table = createSeriesTable(0, () => (now += perLook));
  for (let number = 0; number < 1000; number++) table.take({ __name__: "up", path: `/a/${number}` });
  const long: Matcher = { label: "path", operator: "=~", value: `/(a|b)/[0-9]+${"x?".repeat(40)}` };
  expect(table.matching([{ ...long }])).toHaveLength(1000);
  perLook = 100;
  expect(() => table.matching([{ ...long }])).toThrow(
    `The regular expression ${JSON.stringify(`${long.value.slice(0, 60)}…`)} takes too long over the labels of this host`,
  );
  perLook = 10;
  expect(table.matching([{ label: "path", operator: "=~", value: "/a/1." }])).toHaveLength(10);
});
