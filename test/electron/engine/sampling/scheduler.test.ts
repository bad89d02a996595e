import { beforeEach, describe, expect, test } from "vitest";
import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../../../../electron/engine/collectors/collector";
import { createScheduler, type Scheduler } from "../../../../electron/engine/sampling/scheduler";
import type { SampleStore } from "../../../../electron/engine/store/store";
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

/** What is in demand, and the CPU time that this process has used. */
let wanted: Set<string>;
let cpuMs: number;
/** How often that was asked. */
let cpuAsked: number;

function start(...collectors: Collector[]): Scheduler {
  wanted = new Set();
  cpuMs = 0;
  cpuAsked = 0;
  const scheduler = createScheduler({
    collectors,
    host: createFakeHost(),
    store,
    clock,
    log,
    labels: {},
    isWanted: (beginnings) => beginnings.some((beginning) => wanted.has(beginning)),
    cpuMs() {
      cpuAsked++;
      return cpuMs;
    },
  });
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
  expect(scheduler.status()).toMatchObject([
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
  expect(scheduler.status()).toMatchObject([{ name: "patient", state: "ok", durationMs: 4000 }]);
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
  expect(scheduler.status()).toMatchObject([{ name: "sensor", state: "failing", durationMs: 0, reason: "EIO: i/o error" }]);
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
  expect(scheduler.status()).toMatchObject([{ name: "battery", state: "no-data", durationMs: 0, reason: "no battery" }]);
  expect(log.lines).toEqual([]);
});

test("what the machine has not got is looked for once a minute, and measured at its own period from when it is there", async () => {
  const asked: number[] = [];
  start(
    collector(
      "battery",
      async () => {
        asked.push((clock.now() - eight) / 1000);
        if (asked.length < 3) throw new NoData("no battery");
        return [gauge("m", 1)];
      },
      { every: seconds(5) },
    ),
  );
  await clock.advance(131_000);
  expect(asked).toEqual([0.4, 60, 120, 125, 130]);
});

test("what may be there at any moment is looked for at its own period", async () => {
  let asked = 0;
  start(
    collector(
      "gpu",
      async () => {
        asked++;
        throw new NoData("the GPU sleeps to save power");
      },
      { comesAndGoes: true },
    ),
  );
  await clock.advance(3000);
  expect(asked).toBe(4);
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

describe("a collector of several seconds", () => {
  test("keeps to its own place in its period, and several of them do not meet in one second", async () => {
    const slow = (name: string, every: number) => collector(name, works, { every: seconds(every) });
    start(slow("a", 5), collector("each", works), slow("b", 5), slow("c", 10));
    await clock.advance(32_000);
    // The first run is at once; the second one comes at its place, unless that follows on the heels of the first.
    expect({ a: writesOf("a"), b: writesOf("b"), c: writesOf("c") }).toEqual({
      a: [0, 5, 10, 15, 20, 25, 30],
      b: [0, 6, 11, 16, 21, 26, 31],
      c: [0, 12, 22, 32],
    });
  });

  test("has the turn that the next tick cut short at that tick, as when sampling begins just before a second, and not a period later", async () => {
    const holdsUp = (name: string) =>
      collector(name, () => new Promise((resolve) => clock.setTimer(() => resolve([gauge("m", 1)]), 15)));
    clock = createFakeClock(eight + 980);
    start(holdsUp("a"), holdsUp("b"), holdsUp("c"), collector("hourly", works, { every: seconds(3600) }));
    await clock.advance(3000);
    expect(writesOf("hourly")).toEqual([1]);
  });

  test("runs once after a long stall, and then at its own seconds again", async () => {
    start(collector("slow", works, { every: seconds(5) }));
    await clock.advance(3000);
    clock.stepWall(eight + 63_400);
    await clock.advance(8000);
    expect(writesOf("slow")).toEqual([0, 64, 70]);
  });
});

describe("a choice of the user", () => {
  test("of another period takes effect at the next tick, and going back does as well", async () => {
    const scheduler = start(collector("a", works));
    await clock.advance(2000);
    scheduler.set(new Map([["a", { everyMs: 5000 }]]));
    await clock.advance(9000);
    expect(writesOf("a")).toEqual([0, 1, 2, 5, 10]);
    expect(scheduler.status()).toMatchObject([{ everyMs: 5000, defaultEveryMs: 1000, isOn: true }]);
    scheduler.set(new Map());
    await clock.advance(2000);
    expect(writesOf("a").slice(5)).toEqual([12, 13]);
  });

  test("of a period longer than usual leaves no gap marker between two of its runs", async () => {
    const scheduler = start(collector("a", works));
    scheduler.set(new Map([["a", { everyMs: 30_000 }]]));
    await clock.advance(90_000);
    expect(endsOf("a")).toEqual([]);
  });

  test("to switch it off ends its series at once, drops what is under way, and closes it; switched on it runs again", async () => {
    let closed = 0;
    let answer: (readings: Reading[]) => void = () => {};
    const scheduler = start(
      collector("a", works, { close: () => closed++ }),
      collector("slow", () => new Promise((resolve) => (answer = resolve))),
    );
    await clock.advance(1000);
    scheduler.set(
      new Map([
        ["a", { isOn: false }],
        ["slow", { isOn: false }],
      ]),
    );
    answer([gauge("too late", 1)]);
    await clock.advance(3000);
    expect({ a: writesOf("a"), slow: writesOf("slow"), ends: endsOf("a"), ofRuns: endsOf("scrape of a"), closed }).toEqual({
      a: [0, 1],
      slow: [],
      ends: [1.4],
      ofRuns: [1.4],
      closed: 1,
    });
    expect(scheduler.status()).toMatchObject([
      { name: "a", state: "off", isOn: false },
      { name: "slow", state: "off" },
    ]);
    scheduler.set(new Map());
    await clock.advance(2000);
    expect(writesOf("a")).toEqual([0, 1, 5, 6]);
  });

  test("for a collector that this machine does not have changes nothing", async () => {
    const scheduler = start(collector("a", works));
    scheduler.set(new Map([["gone", { isOn: false }]]));
    await clock.advance(1000);
    expect(writesOf("a")).toEqual([0, 1]);
  });
});

describe("a collector that runs on demand", () => {
  const onDemand = (more: Partial<Collector> = {}) => collector("ask", works, { onDemand: ["asked_"], ...more });

  test("rests until somebody wants what it measures, and its series end when nobody does any more", async () => {
    let closed = 0;
    const scheduler = start(onDemand({ close: () => closed++ }));
    await clock.advance(2000);
    expect(scheduler.status()).toMatchObject([{ state: "idle", isOnDemand: true, isOn: true }]);
    wanted.add("asked_");
    await clock.advance(2000);
    wanted.clear();
    await clock.advance(3000);
    expect({ writes: writesOf("ask"), ends: endsOf("ask"), closed }).toEqual({ writes: [3, 4], ends: [5], closed: 1 });
    expect(scheduler.status()).toMatchObject([{ state: "idle" }]);
  });

  test("starts at the very next tick, wherever in its period that is", async () => {
    start(onDemand({ every: seconds(30) }));
    await clock.advance(7000);
    wanted.add("asked_");
    await clock.advance(1000);
    expect(writesOf("ask")).toEqual([8]);
  });
});

describe("the cost of a run", () => {
  /** Uses that much CPU time, at once or after it has waited for so long. */
  const costs = (name: string, cost: number, waits = 0) =>
    collector(name, async () => {
      if (waits > 0) await new Promise<void>((resolve) => clock.setTimer(resolve, waits));
      cpuMs += cost;
      return [gauge("m", 1)];
    });
  const costsOf = (scheduler: Scheduler) =>
    Object.fromEntries(scheduler.status().map(({ name, cpuMs, isCpuUpperBound }) => [name, [cpuMs, isCpuUpperBound]]));

  test("is exact for those that wait for nothing, because they take turns", async () => {
    const scheduler = start(costs("a", 1), costs("b", 2), costs("c", 4));
    await clock.advance(600);
    expect(costsOf(scheduler)).toEqual({ a: [1, false], b: [2, false], c: [4, false] });
    expect(scheduler.cpuTotals()).toEqual([
      { collector: "a", cpuMs: 2 },
      { collector: "b", cpuMs: 4 },
      { collector: "c", cpuMs: 8 },
    ]);
  });

  test("is asked of the system for one run in five seconds, which then stands for those between", async () => {
    const scheduler = start(costs("a", 3));
    await clock.advance(1000);
    cpuAsked = 0;
    // The runs at :01 and :06 are charged, those between wait for the next one that is.
    await clock.advance(4000);
    expect({ cpuAsked, totals: scheduler.cpuTotals() }).toEqual({ cpuAsked: 0, totals: [{ collector: "a", cpuMs: 6 }] });
    await clock.advance(1000);
    expect({ cpuAsked, totals: scheduler.cpuTotals() }).toEqual({ cpuAsked: 2, totals: [{ collector: "a", cpuMs: 21 }] });
  });

  test("is the mean of all runs but the first, which opens files, once there is another", async () => {
    const each = [90, 1, 3];
    const scheduler = start(
      collector(
        "a",
        async () => {
          cpuMs += each.shift() ?? 2;
          return [gauge("m", 1)];
        },
        { every: seconds(5) },
      ),
    );
    const told: unknown[] = [];
    for (let count = 0; count < 3; count++) {
      await clock.advance(count === 0 ? 0 : 5000);
      told.push(costsOf(scheduler).a?.[0]);
    }
    expect(told).toEqual([90, 1, 2]);
    expect(scheduler.cpuTotals()).toEqual([{ collector: "a", cpuMs: 94 }]);
  });

  test("is an upper bound for one that waits, in which what the engine does meanwhile is counted", async () => {
    const scheduler = start(costs("waits", 1, 5), costs("b", 2));
    clock.setTimer(() => (cpuMs += 10), 602);
    await clock.advance(600);
    await clock.advance(10);
    expect(costsOf(scheduler)).toMatchObject({ waits: [expect.any(Number), true], b: [2, false] });
    expect(costsOf(scheduler).waits?.[0]).toBeGreaterThan(1);
  });

  test("is not told of one that holds the others up: they go on without it, and it comes last from then on", async () => {
    const scheduler = start(costs("slow", 1, 100), costs("b", 2));
    await clock.advance(50);
    expect(writesOf("b")).toEqual([0]);
    expect(writesOf("slow")).toEqual([]);
    await clock.advance(600);
    // The second time round b need not wait 20 ms for it.
    expect(writesOf("b")).toEqual([0, 1]);
    expect(scheduler.status()).toMatchObject([{ name: "slow", state: "ok" }, { name: "b" }]);
  });
});

test("a tick that comes late is counted as late, and one that comes a hair early is on time", async () => {
  const late: number[] = [7, 0, 0, -0.4];
  const scheduler = createScheduler({
    collectors: [],
    host: createFakeHost(),
    store,
    clock: { ...clock, setTimer: (run, delay) => clock.setTimer(run, delay + (late.shift() ?? 0)) },
    log,
    labels: {},
  });
  scheduler.start();
  await clock.advance(4000);
  expect(scheduler.lateness().maxMs).toBeCloseTo(7);
  await clock.advance(11_000);
  expect(scheduler.lateness()).toEqual({ maxMs: 0, meanMs: 0 });
});

test("what a collector could not read is said, though it brought the rest", async () => {
  const scheduler = start(collector("gpu", works, { note: () => "the second GPU sleeps to save power" }));
  await clock.advance(0);
  expect(scheduler.status()).toMatchObject([{ state: "ok", samples: 1, reason: "the second GPU sleeps to save power" }]);
});

test("only collectors that fail or are late are troubled", async () => {
  const scheduler = start(
    collector("works", works),
    collector("none", async () => {
      throw new NoData("no battery");
    }),
    collector("fails", async () => {
      throw new Error("EIO");
    }),
  );
  await clock.advance(0);
  expect(scheduler.troubled()).toEqual([{ name: "fails", state: "failing", reason: "EIO" }]);
});

test("each run hands the store the same objects for its duration and success", async () => {
  const handed: Reading[][] = [];
  const spy: SampleStore = {
    ...store,
    append(writer, time, readings) {
      if (writer.startsWith("scrape of")) handed.push([...readings]);
      return store.append(writer, time, readings);
    },
  };
  const collectors = [collector("a", works)];
  createScheduler({ collectors, host: createFakeHost(), store: spy, clock, log, labels: {} }).start();
  await clock.advance(1000);
  expect(handed).toHaveLength(2);
  expect(handed[1]?.every((reading, index) => reading === handed[0]?.[index])).toBe(true);
});
