import { expect, test } from "vitest";
import { createPolling } from "../../../../electron/engine/server-alerts/polling";
import { deferred } from "../../../support/deferred";
import { createFakeClock, settle } from "../../../support/fake-clock";

/** When it asked, in seconds, while it is answered so. */
function polling(outcome: () => { isAnswered: boolean; workMs?: number }) {
  const clock = createFakeClock();
  const asked: number[] = [];
  const it = createPolling({
    clock,
    period: () => 5000,
    async ask() {
      asked.push(clock.monotonic() / 1000);
      return { workMs: 0, ...outcome() };
    },
  });
  return { clock, asked, polling: it };
}

test("a server that answers is asked at once, and then every five seconds", async () => {
  const { clock, asked } = polling(() => ({ isAnswered: true }));
  await clock.advance(16_000);
  expect(asked).toEqual([0, 5, 10, 15]);
});

test("one that fails is asked later and later, but every minute, and as before once it answers", async () => {
  let isAnswered = false;
  const { clock, asked } = polling(() => ({ isAnswered }));
  await clock.advance(200_000);
  expect(asked).toEqual([0, 5, 15, 35, 75, 135, 195]);
  isAnswered = true;
  await clock.advance(66_000);
  expect(asked.slice(7)).toEqual([255, 260, 265]);
});

test("one whose answers are much work is asked so seldom that it costs half a percent", async () => {
  const { clock, asked } = polling(() => ({ isAnswered: true, workMs: 100 }));
  await clock.advance(45_000);
  expect(asked).toEqual([0, 20, 40]);
});

test("asked now, it asks once more after the request that is under way, and starts its period anew", async () => {
  const clock = createFakeClock();
  const answers = [deferred(), deferred(), deferred()];
  let count = 0;
  const it = createPolling({
    clock,
    period: () => 5000,
    async ask() {
      await answers[count++]?.promise;
      return { isAnswered: true, workMs: 0 };
    },
  });
  await clock.advance(0);
  let isDone = false;
  const now = it.now().then(() => {
    isDone = true;
  });
  await settle();
  expect(count).toBe(1);
  answers[0]?.resolve();
  await settle();
  expect({ count, isDone }).toEqual({ count: 2, isDone: false });
  answers[1]?.resolve();
  await now;
  expect({ count, timers: clock.pendingTimers }).toEqual({ count: 2, timers: 1 });
});

test("a bug in working on an answer surfaces, and does not end the asking", async () => {
  let isBroken = true;
  const {
    clock,
    asked,
    polling: it,
  } = polling(() => {
    if (isBroken) throw new TypeError("a bug");
    return { isAnswered: true };
  });
  await expect(it.now()).rejects.toThrow("a bug");
  isBroken = false;
  await clock.advance(11_000);
  expect(asked).toEqual([0, 5, 10]);
});

test("stopped, it asks no more and leaves no timer behind", async () => {
  const { clock, asked, polling: it } = polling(() => ({ isAnswered: true }));
  await clock.advance(6000);
  it.stop();
  await it.now();
  await clock.advance(60_000);
  expect(asked).toEqual([0, 5]);
  expect(clock.pendingTimers).toBe(0);
});
