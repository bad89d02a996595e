import { describe, expect, test } from "vitest";
import { ask, askOver, askRemarked } from "./ask";

describe("rate, increase and delta", () => {
  test.each([
    {
      name: "reach to both ends of the window when samples lie near them",
      query: "increase(c[30s])",
      row: "c 0 10 20 30",
      expected: ["{} 30"],
    },
    { name: "count per second", query: "rate(c[30s])", row: "c 0 10 20 30", expected: ["{} 1"] },
    { name: "need two samples", query: "rate(c[10s])", row: "c 0 10 20 30", expected: [] },
    { name: "see nothing in an empty window", query: "rate(c[30s] offset 5m)", row: "c 0 10 20 30", expected: [] },
    // (0, 30]: 30 to 50 is 20 in 10 s; the first sample is 20 s in, more than 11 s, so half a distance is added: 15 s in all.
    {
      name: "reach half a distance where samples begin late",
      query: "increase(c[30s])",
      row: "c _ _ 30 50",
      expected: ["{} 30"],
    },
    // As above, but the counter was 0 only 2 s before its first sample: 12 s in all.
    { name: "never reach below zero", query: "increase(c[30s])", row: "c _ _ 4 24", expected: ["{} 24"] },
    { name: "let a gauge reach below zero", query: "delta(c[30s])", row: "c _ _ 4 24", expected: ["{} 30"] },
    // 20 - 10 and the 30 lost at the reset is 40 in 20 s; the counter was 0 only 5 s before: 25 s in all.
    { name: "add what a reset lost", query: "increase(c[30s])", row: "c 0 10 30 20", expected: ["{} 50"] },
    { name: "add it at each reset", query: "increase(c[30s])", row: "c 0 10 5 3", expected: ["{} 12"] },
    { name: "take a gauge's fall for what it is", query: "delta(c[30s])", row: "c 0 10 30 20", expected: ["{} 15"] },
    { name: "know no reset beside NaN", query: "increase(c[30s])", row: "c 0 10 NaN 20", expected: ["{} 15"] },
    { name: "are NaN when an end is", query: "increase(c[30s])", row: "c 0 NaN 10 20", expected: ["{} NaN"] },
    { name: "are infinite when the last sample is", query: "rate(c[30s])", row: "c 0 10 20 Inf", expected: ["{} Infinity"] },
    { name: "are zero for a counter that stands still", query: "rate(c[30s])", row: "c 0 7 7 7", expected: ["{} 0"] },
    { name: "pass over stale markers", query: "increase(c[30s])", row: "c 0 10 stale 30", expected: ["{} 30"] },
    { name: "shift with an offset", query: "rate(c[20s] offset 10s)", row: "c 0 10 20 90", expected: ["{} 1"] },
    { name: "look where `@` says", query: "rate(c[20s] @ 20)", row: "c 0 10 20 90", expected: ["{} 1"] },
  ])("$name", ({ query, row, expected }) => {
    expect(ask(query, [row], { at: 30 })).toEqual(expected);
  });

  test("reach half a distance where samples end early", () => {
    // (10, 60]: 10 in 10 s, 10 s more at the start and 5 s at the end.
    expect(ask("increase(c_total[50s])", ["c_total 0 10 20 30"], { at: 60 })).toEqual(["{} 25"]);
  });

  test("count a reset in each window that it lies in, and in no other", () => {
    const { lines } = askOver("increase(c_total[20s])", ["c_total 0 10 20 5 15 3 8"], [10, 60, 10]);
    expect(lines).toEqual(["{} 10 20 10 15 6 8"]);
  });

  test("lose the metric's name, and refuse two metrics that then are the same", () => {
    const rows = ['a_total{x="1"} 0 1 2 3', 'b_total{x="1"} _ _ _ _ _ _ _ _ 0 1 2 3'];
    expect(ask("rate(a_total[30s])", rows, { at: 30 })).toEqual(['{x="1"} 0.1']);
    expect(() => askOver('rate({x="1"}[30s])', rows, [30, 110, 80])).toThrowError(
      "vector cannot contain metrics with the same labelset",
    );
  });
});

describe("irate and idelta", () => {
  test.each([
    { name: "take the last two samples only", query: "irate(c[1m])", row: "c 0 900 20 30", expected: ["{} 1"] },
    { name: "idelta is not per second", query: "idelta(c[1m])", row: "c 0 900 20 30", expected: ["{} 10"] },
    { name: "irate takes a reset counter's whole value", query: "irate(c[1m])", row: "c 0 10 20 5", expected: ["{} 0.5"] },
    { name: "idelta falls with a gauge", query: "idelta(c[1m])", row: "c 0 10 20 5", expected: ["{} -15"] },
    { name: "need two samples", query: "irate(c[10s])", row: "c 0 10 20 30", expected: [] },
    { name: "are NaN beside NaN, which is no reset", query: "irate(c[1m])", row: "c 0 10 20 NaN", expected: ["{} NaN"] },
  ])("$name", ({ query, row, expected }) => {
    expect(ask(query, [row], { at: 30 })).toEqual(expected);
  });
});

describe("resets and changes", () => {
  test.each([
    { name: "falls are resets", query: "resets(c[1m])", row: "c 3 2 2 5 1 1", expected: ["{} 2"] },
    { name: "one sample has none", query: "resets(c[10s])", row: "c 3 2 2 5 1 1", expected: ["{} 0"] },
    { name: "NaN is no fall, and neither is what follows", query: "resets(c[1m])", row: "c 3 NaN 2 5 4", expected: ["{} 1"] },
    { name: "what differs is a change", query: "changes(c[1m])", row: "c 3 2 2 5 1 1", expected: ["{} 3"] },
    {
      name: "to NaN and back are two changes, NaN after NaN none",
      query: "changes(c[1m])",
      row: "c 1 NaN NaN 1",
      expected: ["{} 2"],
    },
    { name: "zeros of either sign are the same", query: "changes(c[1m])", row: "c 0 -0 0", expected: ["{} 0"] },
  ])("$name", ({ query, row, expected }) => {
    expect(ask(query, [row], { at: 50 })).toEqual(expected);
  });

  test("are counted within each window by itself", () => {
    expect(askOver("changes(c[20s])", ["c 1 2 2 3 4 4 4"], [0, 60, 10]).lines).toEqual(["{} 0 1 0 1 1 0 0"]);
  });
});

test.each([
  { query: "rate(g[1m])", infos: ["g"], at: 6 },
  { query: "increase((g[1m]))", infos: ["g"], at: 11 },
  // Prometheus has lost the subquery's place by then.
  { query: "rate(g[1m:10s])", infos: ["g"], at: 1 },
  { query: 'rate({"g 1"}[1m])', infos: ["g 1"], at: 6 },
  { query: 'rate({__name__=~"g|x_total"}[1m])', infos: ["g"], at: 6 },
  { query: "rate(x_total[1m])", infos: [], at: 0 },
  { query: "delta(g[1m])", infos: [], at: 0 },
  { query: "rate(-g[1m:10s])", infos: [], at: 0 },
  { query: "rate(g[10s])", infos: [], at: 0 },
])("$query is remarked on when the metric's name is not that of a counter", ({ query, infos, at }) => {
  const rows = ['g{a="1"} 1 2 3', 'g{a="2"} 1 2 3', '{__name__="g 1"} 1 2 3', 'x_total{a="3"} 1 2 3'];
  expect(askRemarked(query.replace("-g[1m", "(-g)[1m"), rows, { at: 20 }).infos).toEqual(
    infos.map(
      (name) =>
        `PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "${name}" (1:${at})`,
    ),
  );
});
