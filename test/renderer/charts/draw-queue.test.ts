import { expect, test } from "vitest";
import { type Drawer, DrawQueue } from "../../../renderer/charts/draw-queue";

/** A queue whose tasks are run by hand, on a clock that only drawing moves. */
function setUp() {
  const tasks: (() => void)[] = [];
  const drawn: string[] = [];
  const errors: unknown[] = [];
  let now = 0;
  const queue = new DrawQueue({ later: (run) => tasks.push(run), now: () => now, onError: (error) => errors.push(error) });
  const drawer = (name: string, lengthMs = 1, isInSight = true): Drawer => ({
    isInSight: () => isInSight,
    draw() {
      drawn.push(name);
      now += lengthMs;
    },
  });
  /** Runs the next task, and gives what it drew. */
  const next = () => {
    const before = drawn.length;
    tasks.shift()?.();
    return drawn.slice(before).join(" ");
  };
  return { queue, drawer, next, errors };
}

test("nothing is drawn before its task comes, and then each is drawn once, however often it was asked for", () => {
  const { queue, drawer, next } = setUp();
  const cpu = drawer("cpu");
  queue.request(cpu);
  queue.request(drawer("memory"));
  queue.request(cpu);
  expect(queue.isIdle).toBe(false);
  expect(next()).toBe("cpu memory");
  expect(queue.isIdle).toBe(true);
  expect(next()).toBe("");
});

test("those in sight are drawn first", () => {
  const { queue, drawer, next } = setUp();
  queue.request(drawer("below", 1, false));
  queue.request(drawer("above"));
  expect(next()).toBe("above below");
});

test("small drawings share a task; one that takes long has it for itself", () => {
  const { queue, drawer, next } = setUp();
  const all = [drawer("a", 20), drawer("b", 20), drawer("c", 2), drawer("d", 2)];
  for (const each of all) queue.request(each);
  expect([next(), next(), next()]).toEqual(["a", "b", "c d"]);
});

test("what took long the last time does not end a task that others began", () => {
  const { queue, drawer, next } = setUp();
  const [quick, slow] = [drawer("quick", 2), drawer("slow", 30)];
  queue.request(slow);
  next();
  queue.request(quick);
  queue.request(slow);
  expect([next(), next()]).toEqual(["quick", "slow"]);
});

test("a chart that is gone is not drawn", () => {
  const { queue, drawer, next } = setUp();
  const gone = drawer("gone");
  queue.request(gone);
  queue.request(drawer("here"));
  queue.cancel(gone);
  expect(next()).toBe("here");
});

test("one that fails is told of, and the others are drawn all the same", () => {
  const { queue, drawer, next, errors } = setUp();
  const failure = new Error("no context");
  queue.request({
    isInSight: () => true,
    draw() {
      throw failure;
    },
  });
  queue.request(drawer("other"));
  expect(next()).toBe("other");
  expect(errors).toEqual([failure]);
});

test("what is asked for while drawing comes in a later task, or later in this one", () => {
  const { queue, drawer, next } = setUp();
  const second = drawer("second", 20);
  queue.request({
    isInSight: () => true,
    draw: () => queue.request(second),
  });
  expect([next(), next()].join("")).toBe("second");
});
