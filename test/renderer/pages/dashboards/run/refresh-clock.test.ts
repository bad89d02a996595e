import { expect, test } from "vitest";
import { createRefreshClock } from "../../../../../renderer/pages/dashboards/run/refresh-clock";
import { createFakeClock } from "../../../../support/fake-clock";

function setUp(everyMs: number | undefined) {
  const time = createFakeClock();
  const start = time.now();
  let isHidden = false;
  let onVisibility = () => {};
  const clock = createRefreshClock(
    {
      now: time.now,
      wait: time.setTimer,
      isHidden: () => isHidden,
      onVisibility(run) {
        onVisibility = run;
        return () => {};
      },
    },
    { everyMs, resolve: (now) => ({ from: now - 60_000, to: now }) },
  );
  const ticks: number[] = [];
  return {
    time,
    clock,
    ticks,
    listen: () => clock.subscribe(() => ticks.push(clock.read().range.to - start)),
    hide(next: boolean) {
      isHidden = next;
      onVisibility();
    },
  };
}

test("while somebody listens it ticks at its pace, with the range of that moment", async () => {
  const { time, clock, ticks, listen } = setUp(5000);
  const first = clock.read();
  const stop = listen();
  await time.advance(12_000);
  expect(ticks).toEqual([5000, 10_000]);
  expect(clock.read().number).toBeGreaterThan(first.number);
  stop();
  await time.advance(60_000);
  expect(ticks).toEqual([5000, 10_000]);
  expect(time.pendingTimers).toBe(0);
});

test("without a pace it ticks only when it is told to", async () => {
  const { time, clock, ticks, listen } = setUp(undefined);
  listen();
  await time.advance(3_600_000);
  expect(ticks).toEqual([]);
  clock.refresh();
  expect(ticks).toEqual([3_600_000]);
  expect(clock.read().isForced).toBe(true);
});

test("nothing ticks while the window is hidden, and what was missed is made good for once, when it is seen again", async () => {
  const { time, ticks, listen, hide } = setUp(5000);
  listen();
  hide(true);
  await time.advance(60_000);
  expect(ticks).toEqual([]);
  hide(false);
  await time.advance(0);
  expect(ticks).toEqual([60_000]);
  await time.advance(5000);
  expect(ticks).toEqual([60_000, 65_000]);
});

test("held still, it does not tick, and goes on from there", async () => {
  const { time, clock, ticks, listen } = setUp(5000);
  listen();
  clock.hold(true);
  await time.advance(20_000);
  expect(ticks).toEqual([]);
  clock.hold(false);
  await time.advance(0);
  expect(ticks).toEqual([20_000]);
});

test("no two clocks have the same tick, so that a changed range is always asked", () => {
  const one = setUp(5000).clock.read().number;
  expect(setUp(5000).clock.read().number).not.toBe(one);
});
