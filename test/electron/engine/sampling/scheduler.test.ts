import { beforeEach, expect, test } from "vitest";
import { gauge } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../../../../electron/engine/collectors/collector";
import { createScheduler, type Scheduler } from "../../../../electron/engine/sampling/scheduler";
import { lineOf } from "../../../support/collect";
import { createFakeClock, type FakeClock } from "../../../support/fake-clock";
import { createFakeHost } from "../../../support/fake-host";
import { createFakeLog, type FakeLog } from "../../../support/fake-log";
import { createFakeStore, type FakeStore } from "../../../support/fake-store";

const eight = Date.UTC(2026, 10, 21, 8);
let clock: FakeClock;
let store: FakeStore;
let log: FakeLog;

beforeEach(() => {
  clock = createFakeClock(eight + 400);
  store = createFakeStore();
  log = createFakeLog();
});

function start(...collectors: Collector[]): Scheduler {
  const scheduler = createScheduler({ collectors, host: createFakeHost(), store, clock, log, labels: {} });
  scheduler.start();
  return scheduler;
}

function collector(name: string, collect: Collector["collect"], more: Partial<Collector> = {}): Collector {
  return { name, about: "", help: {}, platforms: ["linux"], every: seconds(1), collect, ...more };
}

const works = async () => [gauge("m", 1)];

/** Seconds after eight at which a writer wrote. */
const writesOf = (writer: string) =>
  store.writes.filter((write) => write.writer === writer).map(({ time }) => (time - eight) / 1000);
const endsOf = (writer: string) => store.ends.filter((end) => end.writer === writer).map(({ time }) => (time - eight) / 1000);

test("the first run is at once, and the others at whole seconds, with that second as their time", async () => {
  start(collector("a", works));
  await clock.advance(3000);
  expect(writesOf("a")).toEqual([0, 1, 2, 3]);
});

test("collectors of different periods that meet in a tick get the same time, and the slower ones keep to their own seconds", async () => {
  start(collector("fast", works), collector("slow", works, { every: seconds(5) }));
  await clock.advance(11_000);
  expect(writesOf("slow")).toEqual([0, 5, 10]);
  expect(writesOf("fast")).toContain(10);
});

test("a tick that comes late still has the time of its second, and a missed slot is made up for at the next tick", async () => {
  start(collector("slow", works, { every: seconds(5) }));
  await clock.advance(3000);
  // The machine stalls over the second in which the slot began.
  clock.stepWall(eight + 6200);
  await clock.advance(1800);
  expect(writesOf("slow")).toEqual([0, 7]);
});

test("one collector never runs twice at once: while it hangs it is late, its series end, and the others go on", async () => {
  let runs = 0;
  const hangs = collector("hangs", () => {
    runs++;
    return new Promise(() => {});
  });
  const scheduler = start(hangs, collector("works", works));
  await clock.advance(5000);
  expect(runs).toBe(1);
  expect(scheduler.status()).toEqual([
    { name: "hangs", state: "late", durationMs: 2000, reason: "no answer within 2 s" },
    { name: "works", state: "ok", durationMs: 0 },
  ]);
  expect(writesOf("hangs")).toEqual([]);
  expect(endsOf("hangs")).toEqual([0]);
  expect(writesOf("works")).toEqual([0, 1, 2, 3, 4, 5]);
  expect(log.lines).toEqual(["warn the collector hangs is late: no answer within 2 s"]);
});

test("a run is told at its deadline by its signal, and what it brings after that is dropped; the next one counts again", async () => {
  let isSlow = true;
  const signals: AbortSignal[] = [];
  const slow = collector("slow", ({ signal }) => {
    signals.push(signal);
    const readings = [gauge("m", signals.length)];
    if (!isSlow) return Promise.resolve(readings);
    return new Promise((resolve) => clock.setTimer(() => resolve(readings), 3200));
  });
  start(slow);
  await clock.advance(2500);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  isSlow = false;
  await clock.advance(2500);
  expect(writesOf("slow")).toEqual([4, 5]);
  expect(log.lines).toEqual(["warn the collector slow is late: no answer within 2 s", "info the collector slow works again"]);
});

test("a collector's own deadline goes before the usual one", async () => {
  const patient = collector("patient", () => new Promise((resolve) => clock.setTimer(() => resolve([]), 4000)), {
    every: seconds(10),
    deadline: seconds(5),
  });
  const scheduler = start(patient);
  await clock.advance(5000);
  expect(scheduler.status()).toEqual([{ name: "patient", state: "ok", durationMs: 4000 }]);
});

test("a failure that lasts is logged once, ends the series, and its end is logged once", async () => {
  let isBroken = true;
  const scheduler = start(
    collector("sensor", async () => {
      if (isBroken) throw new Error("EIO: i/o error");
      return [gauge("m", 1)];
    }),
  );
  await clock.advance(3000);
  expect(scheduler.status()).toEqual([{ name: "sensor", state: "failing", durationMs: 0, reason: "EIO: i/o error" }]);
  expect(endsOf("sensor")).toEqual([0, 1, 2, 3]);
  isBroken = false;
  await clock.advance(2000);
  expect(writesOf("sensor")).toEqual([4, 5]);
  expect(log.lines).toEqual(["warn the collector sensor fails: EIO: i/o error", "info the collector sensor works again"]);
});

test("a collector that throws before it waits for anything fails like any other", async () => {
  const scheduler = start(
    collector("hasty", () => {
      throw new Error("not even a promise");
    }),
  );
  await clock.advance(0);
  expect(scheduler.status()).toMatchObject([{ state: "failing", reason: "not even a promise" }]);
});

test("no data is shown with its reason and is quiet in the log", async () => {
  const scheduler = start(
    collector("battery", async () => {
      throw new NoData("no battery");
    }),
  );
  await clock.advance(2000);
  expect(scheduler.status()).toEqual([{ name: "battery", state: "no-data", durationMs: 0, reason: "no battery" }]);
  expect(log.lines).toEqual([]);
});

test("each run leaves its duration and success as series of their own, which outlive the collector's failure", async () => {
  start(
    collector("works", () => new Promise((resolve) => clock.setTimer(() => resolve([]), 250))),
    collector("fails", async () => {
      throw new Error("broken");
    }),
  );
  await clock.advance(300);
  const own = store.writes.filter(({ writer }) => writer.startsWith("scrape of"));
  expect(own.flatMap(({ readings }) => readings.map(lineOf)).sort()).toEqual([
    'node_scrape_collector_duration_seconds{collector="fails"} 0',
    'node_scrape_collector_duration_seconds{collector="works"} 0.25',
    'node_scrape_collector_success{collector="fails"} 0',
    'node_scrape_collector_success{collector="works"} 1',
  ]);
});

test("the labels of this host go onto every series, the collector's own and those about its runs", async () => {
  const labels = { instance: "web-1", job: "local" };
  const collectors = [collector("a", async () => [gauge("m", 1), gauge("n", 2, { device: "sda" })])];
  createScheduler({ collectors, host: createFakeHost(), store, clock, log, labels }).start();
  await clock.advance(0);
  expect(store.writes.flatMap(({ readings }) => readings.map(lineOf))).toEqual([
    'm{instance="web-1", job="local"} 1',
    'n{device="sda", instance="web-1", job="local"} 2',
    'node_scrape_collector_duration_seconds{collector="a", instance="web-1", job="local"} 0',
    'node_scrape_collector_success{collector="a", instance="web-1", job="local"} 1',
  ]);
});

test("while it is paused nothing runs, and the time between becomes a gap instead of a line", async () => {
  const scheduler = start(collector("a", works));
  await clock.advance(1000);
  scheduler.pause();
  await clock.advance(60_000);
  expect(writesOf("a")).toEqual([0, 1]);
  scheduler.resume();
  await clock.advance(1000);
  expect(writesOf("a")).toEqual([0, 1, 61, 62]);
  expect(endsOf("a")).toEqual([2]);
});

test("a clock that is set back does not stop the sampling", async () => {
  start(collector("a", works));
  await clock.advance(2000);
  clock.stepWall(eight - 3_600_000 + 400);
  await clock.advance(2600);
  expect(writesOf("a")).toEqual([0, 1, 2, -3599, -3598, -3597]);
});

test("listeners hear of a tick when its samples are stored", async () => {
  const heard: string[] = [];
  const scheduler = start(collector("a", () => new Promise((resolve) => clock.setTimer(() => resolve([gauge("m", 1)]), 100))));
  const unsubscribe = scheduler.onTick((time) => heard.push(`${(time - eight) / 1000} with ${writesOf("a").at(-1)}`));
  await clock.advance(1500);
  unsubscribe();
  await clock.advance(2000);
  expect(heard).toEqual(["0 with 0", "1 with 1"]);
});

test("a slow collector holds the listeners up for 0.3 s at most", async () => {
  const heard: number[] = [];
  const scheduler = start(collector("hangs", () => new Promise(() => {})));
  scheduler.onTick(() => heard.push(clock.now() - eight));
  await clock.advance(1600);
  expect(heard).toEqual([700, 1000, 2000]);
});

test.each([
  { name: "in time", takes: 200, heard: ["0 at 600 complete", "1 at 1200 complete"] },
  { name: "late", takes: 500, heard: ["0 at 700", "0 at 900 complete", "1 at 1300", "1 at 1500 complete"] },
  { name: "after the next tick", takes: 800, heard: ["0 at 700", "1 at 1000", "1 at 1200 complete"] },
])("listeners are told again when samples that came $name are there", async ({ takes, heard }) => {
  const told: string[] = [];
  let runs = 0;
  const slow = collector("slow", () => {
    const wait = runs++ === 0 || takes < 800 ? takes : 0;
    return new Promise((resolve) => clock.setTimer(() => resolve([gauge("m", 1)]), wait));
  });
  start(slow).onTick((time, isComplete) =>
    told.push(`${(time - eight) / 1000} at ${clock.now() - eight}${isComplete ? " complete" : ""}`),
  );
  await clock.advance(1200);
  expect(told).toEqual(heard);
});

test("a listener with a bug is logged and takes nothing from the others", async () => {
  let heard = 0;
  const scheduler = start(collector("a", works));
  scheduler.onTick(() => {
    throw new Error("mine");
  });
  scheduler.onTick(() => heard++);
  await clock.advance(600);
  expect({ heard, lines: log.lines }).toEqual({
    heard: 2,
    lines: ["error a listener to the sampling failed: mine", "error a listener to the sampling failed: mine"],
  });
});

test("samples per second are counted over the last ten", async () => {
  const scheduler = start(collector("a", async () => [gauge("m", 1), gauge("n", 1)]));
  await clock.advance(30_000);
  // Two of its own, and two that tell how the run went.
  expect(scheduler.samplesPerSecond()).toBe(4);
});

test("stop ends the runs, closes the collectors and leaves no timer behind", async () => {
  let isClosed = false;
  const signals: AbortSignal[] = [];
  const scheduler = start(
    collector(
      "a",
      ({ signal }) => {
        signals.push(signal);
        return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
      },
      {
        close: () => {
          isClosed = true;
        },
      },
    ),
  );
  await clock.advance(0);
  scheduler.stop();
  await clock.advance(300);
  expect({ isClosed, aborted: signals.map(({ aborted }) => aborted), timers: clock.pendingTimers, lines: log.lines }).toEqual({
    isClosed: true,
    aborted: [true],
    timers: 0,
    lines: [],
  });
});

test("collectors for other systems are not run and not shown", () => {
  const scheduler = start(collector("mac", works, { platforms: ["darwin"] }), collector("linux", works));
  expect(scheduler.status().map(({ name }) => name)).toEqual(["linux"]);
});
