import { describe, expect, test } from "vitest";
import { lineHash } from "#shared/logs/line-hash";
import { blockOf, shown, storeWith } from "./blocks";

const dates = { ms: Float64Array.of(1), ns: Float64Array.of(0), stream: Float64Array.of(0) };

describe("the order of lines", () => {
  test("pages that go backward go before those that are there, and the newest is shown first", () => {
    const store = storeWith();
    const add = store.beginStream("backward");
    add(blockOf(["9 i", "8 h", "7 g"]));
    add(blockOf(["6 f", "5 e"]));
    expect(shown(store).join("")).toBe("ihgfe");
    store.order = "oldest";
    expect(shown(store).join("")).toBe("efghi");
  });

  test("lines of one time stay as a query forward told them, also across two pages", () => {
    const store = storeWith();
    store.order = "oldest";
    const add = store.beginStream("forward");
    add(blockOf(["1 a", "2 b", "2 c"]));
    add(blockOf(["2 d", "2 e", "3 f"]));
    expect(shown(store).join("")).toBe("abcdef");
  });

  test("lines of one time stay as a query backward told them, also across two pages", () => {
    const store = storeWith();
    const add = store.beginStream("backward");
    add(blockOf(["3 f", "2 e", "2 d"]));
    add(blockOf(["2 c", "2 b", "1 a"]));
    expect(shown(store).join("")).toBe("fedcba");
  });

  test("nanoseconds tell lines of the same millisecond apart", () => {
    const store = storeWith();
    store.beginStream()({ ...blockOf(["5 b", "5 c", "5 a"]), ns: Float64Array.of(20, 999_999, 3) });
    expect(shown(store).join("")).toBe("cba");
  });

  test("what a tail tells late goes where its time is, behind those of the same time", () => {
    const store = storeWith();
    store.order = "oldest";
    const add = store.beginStream();
    add(blockOf(["1 a", "3 c", "5 e"]));
    add(blockOf(["6 f", "3 d", "2 b"]));
    expect(shown(store).join("")).toBe("abcdef");
  });

  test("older lines that come between and before others find their places, before those of the same time", () => {
    const store = storeWith();
    store.order = "oldest";
    store.beginStream()(blockOf(["2 b", "4 e", "6 g"]));
    store.beginStream("backward")(blockOf(["5 f", "4 d", "3 c", "1 a"]));
    expect(shown(store).join("")).toBe("abcdefg");
  });

  test("thousands of blocks from both sides end up in order", () => {
    const store = storeWith({ mostLines: 20_000 });
    const [older, newer] = [store.beginStream("backward"), store.beginStream()];
    for (let step = 0; step < 2000; step++) {
      older(blockOf([`${50_000 - 2 * step} x`, `${49_999 - 2 * step} x`]));
      newer(blockOf([`${50_001 + 2 * step} x`, `${50_002 + 2 * step} x`]));
    }
    const times = Array.from({ length: store.size }, (_, position) => store.line(position)?.ms);
    expect(times).toEqual(Array.from({ length: 8000 }, (_, index) => 54_000 - index));
  });
});

describe("what is kept", () => {
  test("beyond the most lines the oldest go, and are counted", () => {
    const store = storeWith({ mostLines: 3 });
    store.beginStream()(blockOf(["1 a", "2 b", "3 c", "4 d", "5 e"]));
    expect({ lines: shown(store).join(""), dropped: store.dropped }).toEqual({ lines: "edc", dropped: 2 });
  });

  test("beyond the most bytes the oldest go too, and what they took is given back", () => {
    const store = storeWith({ mostBytes: 10_000 });
    const add = store.beginStream();
    for (let at = 1; at <= 50; at++) add(blockOf([`${at} ${"x".repeat(900)}`]));
    expect(store.bytes).toBeLessThanOrEqual(10_000);
    expect({ size: store.size, dropped: store.dropped }).toEqual({ size: 5, dropped: 45 });
  });

  test("clearing forgets the lines and the losses, and a stream that is still open goes on with its numbers", () => {
    const store = storeWith({ mostLines: 1 });
    const add = store.beginStream();
    add(blockOf(["1 a", "2 b"], { app: "api" }));
    store.clear();
    expect({ size: store.size, bytes: store.bytes, dropped: store.dropped }).toEqual({ size: 0, bytes: 0, dropped: 0 });
    add({ ...blockOf(["3 c"]), streams: [] });
    expect(store.line(0)?.labels).toEqual({ app: "api" });
  });

  test("a stream whose lines were all dropped keeps its labels when it speaks again", () => {
    const store = storeWith({ mostLines: 1 });
    const add = store.beginStream();
    add(blockOf(["1 a"], { app: "first" }));
    add({ ...blockOf(["2 b"], { app: "second" }), stream: Float64Array.of(1) });
    add({ ...blockOf(["3 c"]), streams: [], stream: Float64Array.of(0) });
    expect(store.line(0)?.labels).toEqual({ app: "first" });
  });

  test("two queries number their streams by themselves", () => {
    const store = storeWith();
    store.beginStream()(blockOf(["1 a"], { app: "one" }));
    store.beginStream()(blockOf(["2 b"], { app: "two" }));
    expect([store.line(0)?.labels, store.line(1)?.labels]).toEqual([{ app: "two" }, { app: "one" }]);
  });
});

describe("a line", () => {
  test("is read out with all that came with it", () => {
    const store = storeWith();
    store.beginStream()({
      ...blockOf(["7 level=warn slow"], { app: "api" }),
      metadata: [{ trace_id: "4bf9" }],
      parsed: [{ level: "error" }],
      cut: [{ index: 0, length: 20_000_000 }],
    });
    expect(store.line(0)).toEqual({
      id: 1,
      ms: 7,
      ns: 0,
      labels: { app: "api" },
      line: "level=warn slow",
      metadata: { trace_id: "4bf9" },
      parsed: { level: "error" },
      cutLength: 20_000_000,
      level: "error",
    });
  });

  test("keeps its id wherever it moves, and is found by it", () => {
    const store = storeWith();
    store.beginStream()(blockOf(["5 e"]));
    const id = store.line(0)?.id ?? 0;
    store.beginStream()(blockOf(["6 f", "7 g"]));
    store.beginStream("backward")(blockOf(["4 d"]));
    expect({ position: store.positionOf(id), line: store.line(store.positionOf(id))?.line }).toEqual({ position: 2, line: "e" });
  });

  test("that is not here has no position", () => expect(storeWith().positionOf(1)).toBe(-1));

  test("is the same object each time, so that a row is not drawn again", () => {
    const store = storeWith();
    store.beginStream()(blockOf(["5 e"]));
    expect(store.line(0)).toBe(store.line(0));
  });

  test("is found by its time, and by its hash where several have that time", () => {
    const store = storeWith();
    store.beginStream()({ ...blockOf(["1795234590123 a", "1795234590123 b", "1795234590124 c"]), ns: Float64Array.of(7, 7, 0) });
    const found = (time: string, hash?: string) => store.line(store.positionOf(store.find(time, hash) ?? 0))?.line;
    expect([
      found("1795234590123000007", lineHash("b")),
      found("1795234590123000007"),
      found("1795234590124000000"),
      found("1795234590123000007", lineHash("c")),
      found("1795234590123000008"),
    ]).toEqual(["b", "a", "c", undefined, undefined]);
  });
});

test("a change is told once before the next picture, however many there were, and not to who has left", () => {
  const store = storeWith();
  let [told, left] = [0, 0];
  store.onChange(() => told++);
  store.onChange(() => left++)();
  store.beginStream()(blockOf(["1 a"]));
  store.beginStream()(blockOf(["2 b"]));
  expect(told).toBe(0);
  store.drawFrame();
  store.drawFrame();
  expect({ told, left }).toEqual({ told: 1, left: 0 });
});

test("labels that all lines have are told apart from those of some", () => {
  const store = storeWith();
  store.beginStream()(blockOf(["1 a"], { app: "api", host: "one", env: "prod" }));
  store.beginStream()(blockOf(["2 b"], { app: "api", host: "two" }));
  expect({ common: store.commonLabels(), longest: store.longestOwnLabels(2) }).toEqual({
    common: { app: "api" },
    longest: "host=one".length + "env=prod".length + 4,
  });
});

test("labels named like parts of an object are labels", () => {
  const labels = JSON.parse('{"constructor":"x","toString":"y"}') as Record<string, string>;
  const store = storeWith();
  store.beginStream()(blockOf(["1 a"], labels));
  store.beginStream()(blockOf(["2 b"], { constructor: "x" } as unknown as Record<string, string>));
  expect(Object.entries(store.commonLabels())).toEqual([["constructor", "x"]]);
});

test("a block that names a stream that it never told has no labels, and does no harm", () => {
  const store = storeWith();
  store.beginStream()({ streams: [], lines: ["a"], ...dates, stream: Float64Array.of(41) });
  expect(store.line(0)?.labels).toEqual({});
});
