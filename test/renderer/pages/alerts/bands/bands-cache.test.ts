import { beforeEach, expect, test } from "vitest";
import { type BandsCache, createBandsCache } from "../../../../../renderer/pages/alerts/bands/bands-cache";

let now: number;
let timers: { run: () => void; at: number }[];
let asked: string[][];
let isHidden: boolean;
let fails: boolean;
let cache: BandsCache;

beforeEach(() => {
  [now, timers, asked, isHidden, fails] = [0, [], [], false, false];
  cache = createBandsCache({
    lengthMs: 86_400_000,
    now: () => now,
    isHidden: () => isHidden,
    async ask({ ids }) {
      asked.push(ids);
      if (fails) throw new Error("away");
      return { alerts: ids.map((id) => ({ id, bands: [], fired: 0, acknowledged: 0 })) };
    },
    wait(run, delay) {
      const timer = { run, at: now + delay };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  });
});

/** Goes on to that moment, with all timers and answers on the way. */
async function pass(ms: number): Promise<void> {
  const end = now + ms;
  for (;;) {
    const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
    if (!next) break;
    now = next.at;
    timers = timers.filter((each) => each !== next);
    next.run();
    await new Promise((resolve) => setImmediate(resolve));
  }
  now = end;
}

const nothing = () => {};

test("what is in sight is asked for together, a moment later", async () => {
  cache.watch("a", "firing", nothing);
  cache.watch("b", "firing", nothing);
  await pass(100);
  expect(asked).toEqual([]);
  await pass(100);
  expect(asked).toEqual([["a", "b"]]);
  expect(cache.read("a")).toMatchObject({ id: "a", toMs: 120 });
});

test("what was only scrolled past is not asked for", async () => {
  const stop = cache.watch("a", "firing", nothing);
  cache.watch("b", "firing", nothing);
  await pass(50);
  stop();
  await pass(200);
  expect(asked).toEqual([["b"]]);
});

test("whoever waits for it is told once it is there", async () => {
  let told = 0;
  cache.watch("a", "firing", () => told++);
  await pass(200);
  expect(told).toBe(1);
});

test("what came back into sight is still known", async () => {
  cache.watch("a", "firing", nothing)();
  const stop = cache.watch("a", "firing", nothing);
  await pass(200);
  stop();
  cache.watch("a", "firing", nothing);
  await pass(200);
  expect(asked).toEqual([["a"]]);
});

test("an alert that has changed is asked for again", async () => {
  cache.watch("a", "firing", nothing)();
  const stop = cache.watch("a", "firing", nothing);
  await pass(200);
  stop();
  cache.watch("a", "resolved", nothing);
  await pass(200);
  expect(asked).toEqual([["a"], ["a"]]);
});

test("what stays in sight is asked for again when it is old, but not while nobody can see the page", async () => {
  cache.watch("a", "firing", nothing);
  await pass(200);
  isHidden = true;
  await pass(10 * 60_000);
  expect(asked).toHaveLength(1);
  isHidden = false;
  await pass(3 * 60_000);
  expect(asked.length).toBeGreaterThan(1);
});

test("a question that failed is asked again with the next look, not at once", async () => {
  fails = true;
  cache.watch("a", "firing", nothing);
  await pass(200);
  expect(asked).toHaveLength(1);
  fails = false;
  await pass(2 * 60_000 + 1000);
  expect(asked).toHaveLength(2);
  expect(cache.read("a")).toBeDefined();
});

test("more than a question may name are asked for in several", async () => {
  for (let index = 0; index < 250; index++) cache.watch(`a${index}`, "firing", nothing);
  await pass(200);
  expect(asked.map(({ length }) => length)).toEqual([200, 50]);
});

test("nothing is left running when nothing is in sight", async () => {
  const stops = ["a", "b"].map((id) => cache.watch(id, "firing", nothing));
  await pass(200);
  for (const stop of stops) stop();
  expect(timers).toEqual([]);
});
