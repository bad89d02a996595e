import { expect, test } from "vitest";
import { createOwnProcesses } from "../../../../electron/engine/self/own-processes";
import type { ProcessFigures } from "../../../../electron/engine/self/process-figures";
import { createFakeClock } from "../../../support/fake-clock";

function setUp(first: ProcessFigures[]) {
  const clock = createFakeClock();
  const seen = { now: first, looks: 0 };
  const own = createOwnProcesses({
    clock,
    probe: async () => {
      seen.looks++;
      return seen.now;
    },
  });
  return { clock, own, seen };
}

const engine: ProcessFigures = { pid: 1, role: "engine", cpuMs: 100, residentBytes: 1000, proportionalBytes: 800, wakeups: 10 };
const window: ProcessFigures = { pid: 2, role: "window", cpuMs: 5000, residentBytes: 300 };

test("the first look knows memory and no rates; the later ones rates over the last ten seconds", async () => {
  const { clock, own, seen } = setUp([engine, window]);
  await own.refresh(0);
  expect(own.list()).toEqual([
    { role: "engine", pid: 1, residentBytes: 1000, proportionalBytes: 800 },
    { role: "window", pid: 2, residentBytes: 300 },
  ]);
  expect(own.sum()).toEqual({ cpuPercent: 0, memoryBytes: 1100 });
  const percents: (number | undefined)[] = [];
  for (let second = 5; second <= 25; second += 5) {
    // Busy for ten seconds, then idle.
    const busy = Math.min(second, 10);
    seen.now = [{ ...engine, cpuMs: 100 + busy * 500, wakeups: 10 + busy * 20 }, window];
    await clock.advance(5000);
    await own.refresh(0);
    percents.push(own.list()[0]?.cpuPercent);
  }
  expect(percents).toEqual([50, 50, 25, 0, 0]);
});

test("the wake-ups are those of the processes that tell them", async () => {
  const { clock, own, seen } = setUp([engine, window]);
  await own.refresh(0);
  seen.now = [{ ...engine, wakeups: 30 }, window];
  await clock.advance(2000);
  await own.refresh(0);
  expect(own.sum()).toMatchObject({ wakeupsPerSecond: 10 });
  expect(own.list()[1]).not.toHaveProperty("wakeupsPerSecond");
});

test("a look that is young enough is not repeated, and looks at once are one", async () => {
  const { clock, own, seen } = setUp([engine]);
  await Promise.all([own.refresh(2000), own.refresh(0)]);
  await clock.advance(1000);
  await own.refresh(2000);
  expect(seen.looks).toBe(1);
  await clock.advance(1000);
  await own.refresh(2000);
  expect(seen.looks).toBe(2);
});

test("a look that fails is told to whoever asked, and the next one is made again", async () => {
  const clock = createFakeClock();
  let isBroken = true;
  const own = createOwnProcesses({
    clock,
    probe: () => (isBroken ? Promise.reject(new Error("EMFILE")) : Promise.resolve([engine])),
  });
  await expect(own.refresh(0)).rejects.toThrow("EMFILE");
  isBroken = false;
  await own.refresh(2000);
  expect(own.list()).toHaveLength(1);
});

test("the totals of a role go on when a process ends, when another one starts, and when a pid is given again", async () => {
  const { own, seen } = setUp([window, { ...window, pid: 3, cpuMs: 100, residentBytes: 50, wakeups: 4 }]);
  await own.refresh(0);
  expect(own.totals()).toEqual([{ role: "window", processes: 2, cpuMs: 5100, residentBytes: 350, memoryBytes: 350, wakeups: 4 }]);
  // The first has ended, and another process was given the pid of the second.
  seen.now = [{ ...window, pid: 3, cpuMs: 40, residentBytes: 50, wakeups: 1 }];
  await own.refresh(0);
  expect(own.totals()).toMatchObject([{ processes: 1, cpuMs: 5140, residentBytes: 50, wakeups: 5 }]);
  seen.now = [];
  await own.refresh(0);
  expect(own.totals()).toMatchObject([{ processes: 0, cpuMs: 5140, residentBytes: 0, memoryBytes: 0 }]);
});
