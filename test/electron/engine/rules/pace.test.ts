import { expect, test } from "vitest";
import { createPace } from "../../../../electron/engine/rules/pace";

/** A clock that stands still between the pieces of work. */
function standing() {
  let now = 0;
  return {
    monotonic: () => now,
    work: (ms: number) => {
      now += ms;
    },
  };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("work goes on until its slice is over, and then waits for a turn of the event loop", async () => {
  const clock = standing();
  const pace = createPace(clock);
  expect(pace.pause()).toBeUndefined();
  clock.work(5);
  expect(pace.pause()).toBeUndefined();
  clock.work(5);
  let isOn = false;
  const waiting = pace.pause()?.then(() => {
    isOn = true;
  });
  await Promise.resolve();
  expect(isOn).toBe(false);
  await waiting;
  // With a slice of its own.
  expect(pace.pause()).toBeUndefined();
});

test("several that work at once go on one after the other, each with a turn between", async () => {
  const clock = standing();
  const pace = createPace(clock);
  pace.pause();
  clock.work(10);
  const order: string[] = [];
  const both = ["a", "b"].map((name) => Promise.resolve(pace.pause()).then(() => void order.push(name)));
  setImmediate(() => order.push("a turn"));
  await Promise.all(both);
  expect(order).toEqual(["a", "a turn", "b"]);
});

test("time in which nobody worked does not count", async () => {
  const clock = standing();
  const pace = createPace(clock);
  pace.pause();
  await turn();
  clock.work(1000);
  expect(pace.pause()).toBeUndefined();
});
