import { expect, test } from "vitest";
import type { GpuUse } from "../../../../electron/engine/collectors/gpu/gpu-processes";
import { createGpuUses } from "../../../../electron/engine/processes/gpu-use";
import { createProcesses } from "../../../../electron/engine/processes/processes";
import { createFakeClock, settle } from "../../../support/fake-clock";
import { createFakeLog } from "../../../support/fake-log";

function setUp() {
  const clock = createFakeClock();
  const log = createFakeLog();
  const open: { resolve: (uses: Map<number, GpuUse>) => void; reject: (error: Error) => void }[] = [];
  const gpus = {
    ask: () => new Promise<Map<number, GpuUse>>((resolve, reject) => open.push({ resolve, reject })),
    stop() {},
  };
  return { clock, log, open, uses: createGpuUses({ clock, log, gpus }) };
}

const used = (pid: number) => new Map([[pid, { gpus: [] }]]);

test("a card that takes its time is not waited for: the answer before it serves until the next is there", async () => {
  const { clock, open, uses } = setUp();
  uses.ask();
  const late = uses.answer();
  await clock.advance(300);
  expect([...(await late).keys()]).toEqual([]);
  uses.ask();
  expect(open).toHaveLength(1);
  open[0]?.resolve(used(41));
  await settle();
  expect([...(await uses.answer()).keys()]).toEqual([41]);
  expect(clock.pendingTimers).toBe(0);
});

test("cards that cannot be read leave the table without them, and the log is told once", async () => {
  const { log, open, uses } = setUp();
  for (const round of [0, 1]) {
    uses.ask();
    open[round]?.reject(new Error("fell off the bus"));
    await settle();
    expect((await uses.answer()).size).toBe(0);
  }
  expect(log.lines).toEqual(["warn the processes on the graphics cards could not be read: fell off the bus"]);
});

test.each(["linux", "darwin"] as const)(
  "on %s what watches the cards is stopped with the last scanner, not the first",
  (platform) => {
    let stops = 0;
    const gpuProcesses = { ask: async () => used(41), stop: () => void stops++ };
    const { createScanner } = createProcesses({ clock: createFakeClock(), log: createFakeLog(), platform, gpuProcesses });
    const [first, second] = [createScanner(), createScanner()];
    first.close();
    expect(stops).toBe(0);
    second.close();
    expect(stops).toBe(1);
  },
);
