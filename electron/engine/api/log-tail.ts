// A tail on its way to a window: at most ten frames a second, and no more lines waiting than a window could show.
import type { StreamFrame } from "#shared/contract/index";
import { createBlockBuilder, type LogEntry } from "#shared/logs/block";
import type { Milliseconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { LogSource, TailState } from "../sources/log-source";
import type { FrameWriter } from "./api";

const leastBetweenFrames: Milliseconds = 100;
/** What waits for a reader that takes nothing; the oldest goes first. */
const mostWaitingLines = 20_000;
const mostWaitingBytes = 16 * 1024 * 1024;
/** One frame holds no more than this, so that drawing it does not take long. */
const mostLinesInFrame = 2000;
const mostBytesInFrame = 4 * 1024 * 1024;

interface Asked {
  source: Pick<LogSource, "tail">;
  expr: string;
  afterNs?: string | undefined;
  clock: Clock;
  writer: FrameWriter<StreamFrame<"logs.tail">>;
}

/** Follows until the reader goes; rejects with why it cannot be followed at all. */
export function sendTail({ source, expr, afterNs, clock, writer }: Asked): Promise<void> {
  // The reader may go while its source is still being looked for, and tells of that only once.
  if (writer.signal.aborted) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const builder = createBlockBuilder();
    let waiting: (LogEntry | undefined)[] = [];
    /** Where the lines begin that still wait: taking each from the front would move all of the others. */
    let from = 0;
    let bytes = 0;
    let droppedByServer = 0;
    let droppedByUs = 0;
    let state: TailState = { kind: "connecting" };
    let isNews = true;
    let stopTimer: (() => void) | undefined;
    let sentAt = Number.NEGATIVE_INFINITY;

    const sizeOf = ({ line }: LogEntry) => 2 * line.length + 64;

    function takeOldest(): LogEntry | undefined {
      const entry = waiting[from];
      if (!entry) return undefined;
      waiting[from] = undefined;
      from++;
      bytes -= sizeOf(entry);
      if (from > 4096 && from * 2 > waiting.length) {
        waiting = waiting.slice(from);
        from = 0;
      }
      return entry;
    }

    function makeRoom(): void {
      while (waiting.length - from > mostWaitingLines || (bytes > mostWaitingBytes && waiting.length - from > 1)) {
        takeOldest();
        droppedByUs++;
      }
    }

    function later(): void {
      if (stopTimer || writer.credit <= 0 || !isNews) return;
      const wait = Math.max(0, sentAt + leastBetweenFrames - clock.monotonic());
      stopTimer = clock.setTimer(() => {
        stopTimer = undefined;
        send();
      }, wait);
    }

    function send(): void {
      if (writer.signal.aborted || writer.credit <= 0) return;
      while (builder.size < mostLinesInFrame && builder.bytes < mostBytesInFrame) {
        const entry = takeOldest();
        if (!entry) break;
        builder.add(entry);
      }
      writer.send({ block: builder.take(), droppedByServer, droppedByUs, state });
      droppedByServer = 0;
      droppedByUs = 0;
      sentAt = clock.monotonic();
      isNews = waiting.length > from;
      later();
    }

    function tell(): void {
      isNews = true;
      later();
    }

    writer.onCredit = later;
    writer.signal.addEventListener("abort", () => {
      stopTimer?.();
      waiting = [];
      resolve();
    });
    source.tail(
      { expr, afterNs, signal: writer.signal },
      {
        onEntries(entries) {
          for (const entry of entries) {
            waiting.push(entry);
            bytes += sizeOf(entry);
          }
          makeRoom();
          tell();
        },
        onDropped(count) {
          droppedByServer += count;
          tell();
        },
        onState(now) {
          state = now;
          tell();
        },
        onFailure(error) {
          stopTimer?.();
          reject(error);
        },
      },
    );
    tell();
  });
}
