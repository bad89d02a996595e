import { expect, test } from "vitest";
import { createStop } from "../../../../electron/engine/queries/stop";
import { createFakeClock } from "../../../support/fake-clock";

test("it says why the query ends, and tells whoever listens once", async () => {
  const clock = createFakeClock();
  const stop = createStop(clock, { signal: new AbortController().signal, deadline: 1500 });
  const told: string[] = [];
  stop.onStop(() => told.push("first"));
  stop.onStop(() => told.push("taken back"))();
  await clock.advance(1499);
  expect({ aborted: stop.aborted, told }).toEqual({ aborted: false, told: [] });
  await clock.advance(1);
  expect({ aborted: stop.aborted, told }).toEqual({ aborted: true, told: ["first"] });
  expect(stop.failure().failure).toMatchObject({
    kind: "timeout",
    say: "This host did not answer the query within 1.5 s; narrow its selectors or its time range.",
  });
});

test("what is waited for after the query has ended is not waited for", async () => {
  const clock = createFakeClock();
  const controller = new AbortController();
  const stop = createStop(clock, { signal: controller.signal, deadline: 1500 });
  controller.abort();
  await expect(stop.unlessStopped(new Promise(() => {}))).rejects.toMatchObject({ failure: { kind: "cancelled" } });
});

test("once it is over, neither the clock nor the reader is followed", async () => {
  const clock = createFakeClock();
  const controller = new AbortController();
  const stop = createStop(clock, { signal: controller.signal, deadline: 1500 });
  const told: string[] = [];
  stop.onStop(() => told.push("told"));
  stop.end();
  controller.abort();
  await clock.advance(2000);
  expect({ told, timers: clock.pendingTimers }).toEqual({ told: [], timers: 0 });
});
