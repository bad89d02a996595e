import { expect, test } from "vitest";
import { createLatenessMeter } from "../../../../electron/engine/sampling/lateness";

test("lateness is told over the last few times; a hair early is not late, and makes up for nothing", () => {
  const meter = createLatenessMeter(3);
  expect(meter.read()).toEqual({ maxMs: 0, meanMs: 0 });
  for (const late of [90, 6, -3]) meter.add(late);
  expect(meter.read()).toEqual({ maxMs: 90, meanMs: 32 });
  meter.add(3);
  expect(meter.read()).toEqual({ maxMs: 6, meanMs: 3 });
});
