import { expect, test } from "vitest";
import { createTurns, type TurnTaker } from "../../../../electron/engine/sampling/turns";
import { createFakeClock, settle } from "../../../support/fake-clock";

function setUp() {
  const clock = createFakeClock();
  const diary: string[] = [];
  let used = 0;
  const turns = createTurns({ clock, cpuMs: () => used, onEnd: () => {} });

  /** Uses so much CPU time after it has waited for so long; 0 waits for nothing but promises. */
  function run(name: string, cost: number, waits = 0): TurnTaker {
    return {
      async run() {
        if (waits > 0) await new Promise<void>((resolve) => clock.setTimer(resolve, waits));
        await undefined;
        used += cost;
        diary.push(`${name} ran`);
        return true;
      },
      charge: (cpuMs, isUpperBound) => void diary.push(`${name} cost ${isUpperBound ? "at most " : ""}${cpuMs}`),
      isChargeDue: () => true,
      lastTook: () => waits,
    };
  }
  return { clock, turns, diary, run };
}

/** As the tick does: from a timer, where the first to come behind it are not the promises. */
const fromTimer = (act: () => void) =>
  new Promise<void>((resolve) => {
    setImmediate(() => {
      act();
      resolve();
    });
  });

test("runs that wait for nothing are charged exactly, the first one of a tick too", async () => {
  const { turns, diary, run } = setUp();
  await fromTimer(() => turns.take([run("a", 1), run("b", 2)], 0));
  await settle();
  expect(diary).toEqual(["a ran", "a cost 1", "b ran", "b cost 2"]);
});

test("runs that overlap are not charged: neither's time can be told from the other's", async () => {
  const { clock, turns, diary, run } = setUp();
  turns.take([run("slow", 1, 50), run("slower", 2, 80), run("quick", 4)], 0);
  await clock.advance(100);
  expect(diary).toEqual(["quick ran", "quick cost 4", "slow ran", "slower ran"]);
});

test("a run of an earlier tick that goes on leaves those of the next one uncharged, and then they are charged again", async () => {
  const { clock, turns, diary, run } = setUp();
  turns.take([run("hangs", 1, 1500)], 0);
  await clock.advance(1000);
  turns.take([run("a", 2)], 1000);
  await clock.advance(1000);
  turns.take([run("a", 2)], 2000);
  await clock.advance(10);
  expect(diary).toEqual(["a ran", "hangs ran", "a ran", "a cost 2"]);
  expect(turns.underWay()).toBe(0);
});

test("runs that had not begun when the tick was cancelled do not begin", async () => {
  const { clock, turns, diary, run } = setUp();
  turns.take([run("waits", 1, 10), run("after it", 2)], 0);
  await settle();
  turns.cancel();
  await clock.advance(50);
  expect(diary).toEqual(["waits ran", "waits cost at most 1"]);
});

test("runs that a tick was too short for come first in the next one, or on a busy machine the last would never come", async () => {
  const { clock, turns, diary, run } = setUp();
  const [a, b, slow] = [run("a", 1, 15), run("b", 1, 15), run("slow", 1, 50)];
  turns.take([a, b, slow], 0);
  await clock.advance(10);
  turns.take([a, b, slow], 1000);
  await clock.advance(200);
  expect(diary.filter((line) => line.endsWith("ran"))).toEqual(["a ran", "b ran", "a ran", "slow ran"]);
});
