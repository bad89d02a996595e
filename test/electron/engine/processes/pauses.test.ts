import { expect, test } from "vitest";
import { createPauses } from "../../../../electron/engine/processes/pauses";
import { createFakeClock } from "../../../support/fake-clock";

test("a pause is due after three milliseconds of work, lets others have their turn, and begins the count anew", async () => {
  const clock = createFakeClock();
  const pauses = createPauses(clock);
  await clock.advance(2);
  expect(pauses.isDue()).toBe(false);
  await clock.advance(1);
  expect(pauses.isDue()).toBe(true);
  let hadTurn = false;
  setImmediate(() => {
    hadTurn = true;
  });
  await pauses.take();
  expect([hadTurn, pauses.isDue()]).toEqual([true, false]);
});
