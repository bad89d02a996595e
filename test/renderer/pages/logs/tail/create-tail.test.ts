import { describe, expect, test } from "vitest";
import type { StreamFrame } from "#shared/contract/index";
import type { Failure } from "#shared/model/failure";
import { createTail } from "../../../../../renderer/pages/logs/tail/create-tail";
import { blockOf, linesOf, type WrittenLine } from "../../../../support/log-blocks";
import { createLogBridge } from "../../../../support/log-bridge";

function start(afterNs?: string) {
  const made = createLogBridge<"logs.tail">();
  const kept: WrittenLine[] = [];
  /** Of which stream each block was that came. */
  const blocks: number[] = [];
  let streams = 0;
  const waits: { run(): void; delay: number }[] = [];
  let now = 1_000_000;
  const tail = createTail({
    bridge: made.bridge,
    sink: {
      beginStream() {
        const number = ++streams;
        return (block) => {
          blocks.push(number);
          kept.push(...linesOf(block));
        };
      },
    },
    now: () => now,
    wait(run, delay) {
      waits.push({ run, delay });
      return () => {};
    },
  });
  tail.start({ source: "loki", expr: '{app="x"}', afterNs });
  return {
    ...made,
    tail,
    kept,
    blocks,
    waits,
    pass(ms: number) {
      now += ms;
    },
  };
}

const open = { kind: "open", sinceMs: 5 } as const;
const frame = (lines: readonly WrittenLine[], more: Partial<StreamFrame<"logs.tail">> = {}): StreamFrame<"logs.tail"> => ({
  block: blockOf(lines, [{ app: "x" }]),
  droppedByServer: 0,
  droppedByUs: 0,
  state: open,
  ...more,
});
const texts = (kept: readonly WrittenLine[]) => kept.map(([, text]) => text).join(" ");

describe("a tail", () => {
  test("follows after the time that it is given, and takes frame after frame", () => {
    const { tail, last, kept } = start("500");
    expect(last().input).toEqual({ source: "loki", expr: '{app="x"}', afterNs: "500" });
    expect(tail.phase.kind).toBe("connecting");
    last().frame(frame([["600", "a"]]));
    expect(tail.phase).toEqual(open);
    expect(texts(kept)).toBe("a");
    expect(last().granted).toBe(3);
  });

  test("holds lines back while it is paused, and lets them in when it goes on", () => {
    const { tail, last, kept } = start();
    tail.pause();
    last().frame(
      frame([
        ["600", "a"],
        ["700", "b"],
      ]),
    );
    expect(texts(kept)).toBe("");
    expect(tail.figures()).toMatchObject({ held: 2, lines: 2 });
    expect(last().granted).toBe(3);
    tail.resume();
    expect(texts(kept)).toBe("a b");
    expect(tail.figures().held).toBe(0);
  });

  test("after the engine went away goes on behind the last line that it had", () => {
    const { tail, last, opened, setLink, kept } = start("500");
    last().frame(
      frame([
        ["700", "b"],
        ["600", "a"],
      ]),
    );
    setLink("connecting");
    last().end({ kind: "disconnected", say: "The engine went away; reconnecting.", retry: true });
    expect(tail.phase.kind).toBe("connecting");
    setLink("connected");
    expect(opened).toHaveLength(2);
    expect(last().input.afterNs).toBe("700");
    last().frame(frame([["800", "c"]]));
    expect(texts(kept)).toBe("b a c");
  });

  test("hears of the link only while it waits for it", () => {
    const stage = start();
    for (let time = 0; time < 3; time++) {
      stage.setLink("connecting");
      stage.last().end({ kind: "disconnected", say: "", retry: true });
      stage.setLink("connected");
    }
    expect(stage.opened).toHaveLength(4);
    expect(stage.listening()).toBe(0);
  });

  test("lines that wait are not lost when the engine goes away while it is paused", () => {
    const { tail, last, setLink, kept, blocks } = start();
    tail.pause();
    last().frame(frame([["600", "a"]]));
    setLink("connecting");
    last().end({ kind: "disconnected", say: "", retry: true });
    setLink("connected");
    last().frame(frame([["700", "b"]]));
    tail.resume();
    expect(texts(kept)).toBe("a b");
    // Each with the label sets of its own stream.
    expect(blocks).toEqual([1, 2]);
  });

  test("tries again after a failure that may pass, and says when", () => {
    const failure: Failure = { kind: "server-error", say: "loki allows 10 tails, and has as many.", retry: true };
    const { tail, last, opened, waits } = start();
    last().end(failure);
    expect(tail.phase).toEqual({ kind: "waiting", reason: failure.say, retryAtMs: 1_005_000 });
    waits[0]?.run();
    expect(opened).toHaveLength(2);
  });

  test("does not try again what can never be answered", () => {
    const failure: Failure = { kind: "bad-query", say: "Only a log query can be followed.", retry: false };
    const { tail, last, waits } = start();
    last().end(failure);
    expect(tail.phase).toEqual({ kind: "failed", failure });
    expect(waits).toEqual([]);
  });

  test("adds up what was lost, and where", () => {
    const { tail, last } = start();
    last().frame(frame([], { droppedByServer: 5 }));
    last().frame(frame([], { droppedByServer: 2, droppedByUs: 3 }));
    expect(tail.figures()).toMatchObject({ droppedByServer: 7, droppedByUs: 3 });
  });

  test("of more lines than can wait the oldest go, and are counted", () => {
    const { tail, last, kept } = start();
    tail.pause();
    const many = (name: string) => Array.from({ length: 15_000 }, (_, index): WrittenLine => [`${index + 1}`, name]);
    last().frame(frame(many("a")));
    last().frame(frame(many("b"), { block: blockOf(many("b")) }));
    expect(tail.figures()).toMatchObject({ held: 15_000, droppedByUs: 15_000, lines: 30_000 });
    tail.resume();
    expect(new Set(kept.map(([, text]) => text))).toEqual(new Set(["b"]));
    expect(tail.figures().droppedByUs).toBe(15_000);
  });

  test("stopped keeps what had come, and hears no more", () => {
    const { tail, last, kept } = start();
    tail.pause();
    last().frame(frame([["600", "a"]]));
    tail.stop();
    expect(last().isClosed).toBe(true);
    last().frame(frame([["700", "b"]]));
    expect(texts(kept)).toBe("a");
    expect(tail.phase.kind).toBe("off");
  });

  test("tells of a change once, however many frames say the same", () => {
    const { tail, last } = start();
    let told = 0;
    tail.onChange(() => told++);
    for (let i = 0; i < 10; i++) last().frame(frame([[`${600 + i}`, "a"]]));
    expect(told).toBe(1);
  });

  test("says how many lines come in a second, over the last five", () => {
    const { tail, last, pass } = start();
    last().frame(frame(Array.from({ length: 50 }, (_, index): WrittenLine => [`${600 + index}`, "a"])));
    expect(tail.figures().perSecond).toBe(50);
    pass(2000);
    expect(tail.figures().perSecond).toBe(25);
    pass(4000);
    expect(tail.figures().perSecond).toBe(0);
  });
});
