import { expect, test } from "vitest";
import { createDescriber } from "../../../../electron/engine/processes/describer";
import { newProcess } from "../../../../electron/engine/processes/known-process";
import { createFakeClock } from "../../../support/fake-clock";
import { createFakeProcessMachine, type FakeProcess } from "../../../support/fake-process-machine";

test("those that were first seen together are looked at again a part at a time, and idle ones seldom", async () => {
  const clock = createFakeClock();
  const pids = Array.from({ length: 600 }, (_, index) => index + 100);
  const machine = createFakeProcessMachine(Object.fromEntries(pids.map((pid): [number, FakeProcess] => [pid, {}])));
  const describer = createDescriber({ clock, machine, ticksPerSecond: 100 });
  const known = pids.map((pid) => newProcess(pid, 5, clock.monotonic()));
  const looked = async () => {
    machine.reads.length = 0;
    await describer.describe(known);
    return machine.reads.length;
  };
  expect(await looked()).toBe(600);
  await clock.advance(30_000);
  expect(await looked()).toBe(0);
  for (const process of known) process.ticks++;
  expect([await looked(), await looked(), await looked(), await looked()]).toEqual([250, 250, 100, 0]);
  await clock.advance(30_000);
  expect(await looked()).toBe(0);
  await clock.advance(270_000);
  expect(await looked()).toBe(250);
});
