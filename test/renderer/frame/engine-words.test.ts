import { expect, test } from "vitest";
import type { EngineStatus } from "#shared/contract/app";
import { collectorReasons, costLines, costWords, engineWords, lagWords } from "../../../renderer/frame/engine-words";

const space = "\u00a0";

const status = (...troubled: EngineStatus["troubled"]): EngineStatus => ({
  time: 0,
  startedAt: 0,
  series: 1400,
  samplesPerSecond: 135,
  cpuPercent: 1.26,
  memoryBytes: 210 * 1024 * 1024,
  wakeupsPerSecond: 55.4,
  processes: [
    { role: "shell", pid: 7, cpuPercent: 0.02, residentBytes: 90 * 1024 * 1024, wakeupsPerSecond: 1 },
    {
      role: "engine",
      pid: 8,
      cpuPercent: 1.24,
      residentBytes: 130 * 1024 * 1024,
      proportionalBytes: 120 * 1024 * 1024,
      wakeupsPerSecond: 54.4,
    },
    { role: "window", pid: 9, residentBytes: 1024 },
  ],
  lateness: { maxMs: 3.4, meanMs: 0.6 },
  troubled,
});
const well = status();

test.each([
  { name: "heard just now", link: "connected" as const, status: well, heardAt: 10_000, expected: ["ok", "Engine running"] },
  {
    name: "silent although connected",
    link: "connected" as const,
    status: well,
    heardAt: 2_000,
    expected: ["unknown", `Engine silent for 8${space}s`],
  },
  {
    name: "gone after it was there",
    link: "connecting" as const,
    status: well,
    heardAt: 10_000,
    expected: ["unknown", "Reconnecting to the engine…"],
  },
  {
    name: "not there yet",
    link: "connecting" as const,
    status: undefined,
    heardAt: 0,
    expected: ["unknown", "Connecting to the engine…"],
  },
  {
    name: "connected without a word",
    link: "connected" as const,
    status: undefined,
    heardAt: 0,
    expected: ["unknown", "Waiting for the engine…"],
  },
  {
    name: "without our key",
    link: "refused" as const,
    status: undefined,
    heardAt: 0,
    expected: ["critical", "No key for the engine"],
  },
  {
    name: "with a collector that fails",
    link: "connected" as const,
    status: status({ name: "gpu", state: "failing", reason: "nvidia-smi did not answer" }),
    heardAt: 10_000,
    expected: ["warning", "Collector gpu fails"],
  },
  {
    name: "with several in trouble",
    link: "connected" as const,
    status: status({ name: "gpu", state: "failing" }, { name: "disk", state: "late" }),
    heardAt: 10_000,
    expected: ["warning", "2 collectors in trouble"],
  },
])("an engine $name is shown as $expected", ({ link, status: heard, heardAt, expected }) => {
  const { state, words } = engineWords(link, heard, heardAt, 10_000);
  expect([state, words]).toEqual(expected);
});

test("each collector in trouble has its reason on a line", () => {
  const troubled = status({ name: "gpu", state: "failing", reason: "no answer" }, { name: "disk", state: "late" });
  expect(collectorReasons(troubled)).toBe("gpu fails: no answer\ndisk is late");
});

test.each([
  { lag: undefined, expected: "No rules evaluated" },
  { lag: 12, expected: "Rules on time" },
  { lag: 65_000, expected: `Rules 1${space}m late` },
])("an evaluation lag of $lag ms reads $expected", ({ lag, expected }) => expect(lagWords(lag)).toBe(expected));

test("the cost is told in few words that keep their width", () => {
  expect(costWords(well)).toEqual({
    cpu: "1.3% CPU",
    memory: `210${space}MiB`,
    samples: "135 samples/s",
    late: `3${space}ms late`,
    wakeups: "55 wake-ups/s",
  });
  const { wakeupsPerSecond: _, ...silent } = well;
  expect(costWords({ ...silent, lateness: { maxMs: 0.4, meanMs: 0 } })).toMatchObject({
    late: `< 1${space}ms late`,
    wakeups: undefined,
  });
});

test("behind the cost stands a line for each process, the costliest first, and nothing that is not known", () => {
  expect(costLines(well).split("\n")).toEqual([
    "Watchdeck's own processes: of one core, and of memory",
    `engine 8: 1.2% · 120${space}MiB · 54 wake-ups/s`,
    `shell 7: 0.02% · 90.0${space}MiB with what it shares · 1 wake-ups/s`,
    `window 9: – · 1.00${space}KiB with what it shares`,
    "1,400 series are kept",
    `The latest of the last ten ticks came 3${space}ms late, all of them < 1${space}ms on average`,
  ]);
});
