import { expect, test } from "vitest";
import { createPanelRunner, type Wish } from "../../../../../renderer/pages/dashboards/run/panel-runner";
import { createFakeClock, settle } from "../../../../support/fake-clock";

interface Round {
  at: number;
  key: string;
  question: string;
  signal: AbortSignal;
}

/** A source that takes so long for each answer. */
function setUp(tookMs: number) {
  const clock = createFakeClock();
  const rounds: Round[] = [];
  let underWay = 0;
  let most = 0;
  const runner = createPanelRunner<string>({
    now: () => Number(clock.monotonic()),
    wait: clock.setTimer,
    ask: (question, key, signal) => {
      rounds.push({ at: clock.monotonic(), key, question, signal });
      most = Math.max(most, ++underWay);
      return new Promise((resolve, reject) => {
        const stop = clock.setTimer(() => {
          underWay--;
          resolve();
        }, tookMs);
        signal.addEventListener("abort", () => {
          underWay--;
          stop();
          reject(new Error("given up"));
        });
      });
    },
  });
  const wish = (number: number, more: Partial<Wish<string>> = {}): Wish<string> => ({
    key: "a",
    tick: { number, isForced: false },
    everyMs: 1000,
    question: `round ${number}`,
    ...more,
  });
  /** Ticks once a second for so many seconds, as a dashboard's clock does. */
  async function tick(from: number, to: number): Promise<void> {
    for (let number = from; number <= to; number++) {
      runner.want(wish(number));
      await clock.advance(1000);
    }
  }
  return { clock, runner, rounds, wish, tick, most: () => most };
}

test("a fast source is asked at each tick", async () => {
  const { rounds, tick, most } = setUp(100);
  await tick(1, 4);
  expect(rounds.map(({ at }) => at)).toEqual([0, 1000, 2000, 3000]);
  expect(most()).toBe(1);
});

test("the same tick is not asked twice", async () => {
  const { clock, runner, rounds, wish } = setUp(100);
  runner.want(wish(1));
  await clock.advance(500);
  runner.want(wish(1));
  await clock.advance(500);
  expect(rounds.length).toBe(1);
});

test("a slow source is never asked twice at once, and is left in peace half of the time", async () => {
  const { rounds, tick, most } = setUp(2500);
  await tick(1, 12);
  expect(most()).toBe(1);
  expect(rounds.map(({ at }) => at)).toEqual([0, 5000, 10_000]);
  // And with the newest wish, not the one that began to wait.
  expect(rounds[1]?.question).toBe("round 5");
});

test("a forced tick does not wait for the pace", async () => {
  const { clock, runner, rounds, wish } = setUp(2500);
  runner.want(wish(1));
  await clock.advance(3000);
  runner.want(wish(2, { tick: { number: 2, isForced: true } }));
  expect(rounds.map(({ at }) => at)).toEqual([0, 3000]);
  await clock.advance(5000);
});

test("another question gives up the one under way and is asked at once", async () => {
  const { clock, runner, rounds, wish } = setUp(2500);
  runner.want(wish(1));
  await clock.advance(1000);
  runner.want(wish(1, { key: "b" }));
  expect(rounds.map(({ at, key, signal }) => [at, key, signal.aborted])).toEqual([
    [0, "a", true],
    [1000, "b", false],
  ]);
  await clock.advance(5000);
  expect(rounds.length).toBe(2);
});

test("out of sight nothing is asked, and what was under way is given up; back in sight it is asked at once", async () => {
  const { clock, runner, rounds, wish } = setUp(2500);
  runner.want(wish(1));
  await clock.advance(1000);
  runner.want(undefined);
  expect(rounds[0]?.signal.aborted).toBe(true);
  await clock.advance(60_000);
  expect(rounds.length).toBe(1);
  runner.want(wish(61));
  expect(rounds.length).toBe(2);
  await clock.advance(3000);
});

test("back in sight after its answer, the same tick is not asked again", async () => {
  const { clock, runner, rounds, wish } = setUp(100);
  runner.want(wish(1));
  await clock.advance(200);
  runner.want(undefined);
  runner.want(wish(1));
  await clock.advance(200);
  expect(rounds.length).toBe(1);
});

test("a retry asks the same again", async () => {
  const { clock, runner, rounds, wish } = setUp(100);
  runner.want(wish(1));
  await clock.advance(200);
  runner.retry();
  await settle();
  expect(rounds.map(({ at }) => at)).toEqual([0, 200]);
  await clock.advance(200);
});
