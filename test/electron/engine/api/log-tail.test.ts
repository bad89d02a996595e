import { expect, test } from "vitest";
import type { StreamFrame } from "#shared/contract/index";
import type { LogEntry } from "#shared/logs/block";
import { AppError } from "#shared/model/failure";
import { sendTail } from "../../../../electron/engine/api/log-tail";
import type { TailListener } from "../../../../electron/engine/sources/log-source";
import { createFakeClock, settle } from "../../../support/fake-clock";

type Frame = StreamFrame<"logs.tail">;

function tail(credit: number) {
  const clock = createFakeClock();
  const gone = new AbortController();
  const frames: Frame[] = [];
  let listener: TailListener | undefined;
  let left = credit;
  const writer = {
    get credit() {
      return left;
    },
    send(frame: Frame) {
      if (left <= 0) throw new Error("sent without credit");
      left--;
      frames.push(frame);
    },
    onCredit: undefined as (() => void) | undefined,
    end() {},
    signal: gone.signal,
  };
  const ended = sendTail({
    source: {
      tail(_, hears) {
        listener = hears;
      },
    },
    expr: "{}",
    clock,
    writer,
  });
  return {
    clock,
    frames,
    ended,
    gone,
    hear: () => listener as TailListener,
    grant(more: number) {
      left += more;
      writer.onCredit?.();
    },
  };
}

const lines = (count: number, text = "line"): LogEntry[] =>
  Array.from({ length: count }, (_, index) => ({ ms: 1000 + index, ns: 0, labels: { app: "a" }, line: `${text} ${index}` }));

test("the state is told at once, before there is any line", async () => {
  const { clock, frames } = tail(5);
  await clock.advance(0);
  expect(frames).toMatchObject([{ state: { kind: "connecting" } }]);
  expect(frames[0]?.block.lines).toEqual([]);
});

test("lines of a tenth of a second go together, and nothing is sent while there is nothing new", async () => {
  const { clock, frames, hear } = tail(50);
  await clock.advance(0);
  hear().onEntries(lines(3));
  hear().onEntries(lines(2));
  await clock.advance(100);
  expect(frames.map(({ block }) => block.lines.length)).toEqual([0, 5]);
  await clock.advance(60_000);
  expect(frames).toHaveLength(2);
});

test("a burst comes in frames of two thousand lines, in order", async () => {
  const { clock, frames, hear } = tail(50);
  await clock.advance(0);
  hear().onEntries(lines(4500));
  await clock.advance(1000);
  expect(frames.map(({ block }) => block.lines.length)).toEqual([0, 2000, 2000, 500]);
  expect(frames.flatMap(({ block }) => block.lines)).toEqual(lines(4500).map(({ line }) => line));
});

test("a reader that takes nothing loses the oldest lines and is told how many", async () => {
  const { clock, frames, hear, grant } = tail(1);
  await clock.advance(0);
  for (let round = 0; round < 25; round++) hear().onEntries(lines(1000, `round ${round}`));
  await clock.advance(5000);
  expect(frames).toHaveLength(1);
  grant(20);
  await clock.advance(5000);
  const all = frames.flatMap(({ block }) => block.lines);
  expect(frames.reduce((sum, { droppedByUs }) => sum + droppedByUs, 0)).toBe(5000);
  expect(all).toHaveLength(20_000);
  expect(all[0]).toBe("round 5 0");
});

test("what waits is bounded by its bytes too, but one line is kept however long it is", async () => {
  const { clock, frames, hear, grant } = tail(1);
  await clock.advance(0);
  hear().onEntries([{ ms: 1, ns: 0, labels: {}, line: "x".repeat(20_000_000) }]);
  grant(1);
  await clock.advance(100);
  expect(frames[1]).toMatchObject({ droppedByUs: 0, block: { cut: [{ index: 0, length: 20_000_000 }] } });
});

test("what the server left out is told once", async () => {
  const { clock, frames, hear } = tail(50);
  await clock.advance(0);
  hear().onDropped(7);
  await clock.advance(100);
  hear().onEntries(lines(1));
  await clock.advance(100);
  expect(frames.map(({ droppedByServer }) => droppedByServer)).toEqual([0, 7, 0]);
});

test("it ends with the reason when it cannot be followed, and quietly when the reader goes", async () => {
  const refused = tail(1);
  refused.hear().onFailure(new AppError({ kind: "bad-query", say: "wrong" }));
  await expect(refused.ended).rejects.toThrow("wrong");

  const left = tail(1);
  left.gone.abort();
  await expect(left.ended).resolves.toBeUndefined();
  await settle();
  expect(left.clock.pendingTimers).toBe(0);
});

test("of a reader that went before its source was found, nothing is followed", async () => {
  const gone = AbortSignal.abort();
  const tails: string[] = [];
  await sendTail({
    source: { tail: ({ expr }) => void tails.push(expr) },
    expr: "{}",
    clock: createFakeClock(),
    writer: { credit: 1, send: () => tails.push("sent"), onCredit: undefined, end() {}, signal: gone },
  });
  expect(tails).toEqual([]);
});
