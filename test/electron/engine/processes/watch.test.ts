import { expect, test } from "vitest";
import { seconds } from "#shared/units/time";
import { type ProcessScanner, type ProcessTable, width } from "../../../../electron/engine/processes/process-scan";
import { createProcessWatch } from "../../../../electron/engine/processes/watch";
import { deferred } from "../../../support/deferred";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

const table = (pids: number[]): ProcessTable => ({
  time: 0,
  total: pids.length,
  running: 0,
  infos: [],
  pids: Float64Array.from(pids),
  numbers: new Float64Array(pids.length * width),
});

/** A watch over scanners that count their scans and give three rows from the second one on. */
function watchScans() {
  const clock = createFakeClock();
  const log = createFakeLog();
  const scans: { scanner: number; limit: number }[] = [];
  let scanners = 0;
  const closed: number[] = [];
  let failure: Error | undefined;
  let pause: Promise<void> | undefined;
  const createScanner = (): ProcessScanner => {
    const scanner = ++scanners;
    let count = 0;
    return {
      async scan(limit) {
        if (failure) throw failure;
        scans.push({ scanner, limit });
        await pause;
        return count++ === 0 ? undefined : table([1, 2, 3].slice(0, limit));
      },
      close: () => closed.push(scanner),
    };
  };
  return {
    clock,
    log,
    scans,
    closed,
    /** Scans end only when the returned function is called. */
    hold() {
      const held = deferred<void>();
      pause = held.promise;
      return () => held.resolve();
    },
    fail: (error?: Error) => {
      failure = error;
    },
    watch: createProcessWatch({ clock, log, createScanner }),
  };
}

test("nothing is scanned until somebody listens, and nothing after the last one left", async () => {
  const { clock, scans, closed, watch } = watchScans();
  await clock.advance(seconds(60));
  expect(scans).toEqual([]);
  const leave = watch.listen(seconds(2), 3, () => {});
  await clock.advance(seconds(3));
  leave();
  await clock.advance(seconds(60));
  expect({ scans: scans.length, timers: clock.pendingTimers, closed }).toEqual({ scans: 3, timers: 0, closed: [1] });
});

test("listeners with one period share its scans, each with as many rows as it asked for; one who joins later starts with the latest", async () => {
  const { clock, scans, watch } = watchScans();
  const heard: string[] = [];
  const hear = (who: string) => (found: ProcessTable) => heard.push(`${who}:${found.pids.length}`);
  watch.listen(seconds(1), 3, hear("a"));
  watch.listen(seconds(1), 1, hear("b"));
  await clock.advance(600);
  watch.listen(seconds(1), 2, hear("c"));
  expect({ heard, scans }).toEqual({
    heard: ["a:3", "b:1", "c:2"],
    scans: [
      { scanner: 1, limit: 3 },
      { scanner: 1, limit: 3 },
    ],
  });
});

test("the first table comes after half a second, however long the period", async () => {
  const { clock, watch } = watchScans();
  const heard: number[] = [];
  watch.listen(seconds(60), 3, () => heard.push(clock.monotonic()));
  await clock.advance(seconds(61));
  expect(heard).toEqual([500, 60_500]);
});

test("scans that fail are logged once for each spell, and go on", async () => {
  const { clock, log, watch, fail } = watchScans();
  let heard = 0;
  fail(new Error("EMFILE"));
  watch.listen(seconds(1), 3, () => heard++);
  await clock.advance(seconds(4));
  fail(undefined);
  await clock.advance(seconds(3));
  expect({ lines: log.lines, hasHeard: heard > 0 }).toEqual({
    lines: ["error the list of processes could not be read: EMFILE"],
    hasHeard: true,
  });
});

test("a scanner whose last listener leaves in the middle of a scan is closed after it", async () => {
  const { clock, closed, hold, watch } = watchScans();
  const release = hold();
  const leave = watch.listen(seconds(1), 3, () => {});
  await clock.advance(0);
  leave();
  expect(closed).toEqual([]);
  release();
  await clock.advance(0);
  expect({ closed, timers: clock.pendingTimers }).toEqual({ closed: [1], timers: 0 });
});
