// What it is for, a process that cannot end otherwise, is shown by test/integration/hanging-filesystem.test.ts.
import { expect, test } from "vitest";
import { createExitGuard } from "../../../../../electron/engine/collectors/host/exit-guard";

test("the process is killed at its end only while something hangs, and once is enough", () => {
  const before = process.listenerCount("exit");
  const added = () => process.listenerCount("exit") - before;
  const guard = createExitGuard();
  const steps = [true, true, false, false, true, false].map((isHanging) => {
    guard.set(isHanging);
    return added();
  });
  expect(steps).toEqual([1, 1, 0, 0, 1, 0]);
});
