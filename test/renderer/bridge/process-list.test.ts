import { describe, expect, test } from "vitest";
import { type ProcessFrame, type ProcessInfo, processNumbers, processStates } from "#shared/contract/processes";
import { createProcessList, diskPerSecond } from "../../../renderer/bridge/process-list";

const info = (pid: number, given: Partial<ProcessInfo> = {}): ProcessInfo => ({
  pid,
  startStamp: 1,
  parentPid: 1,
  name: `p${pid}`,
  user: "root",
  command: `/bin/p${pid}`,
  isKernelThread: false,
  ...given,
});

type Row = Partial<Record<(typeof processNumbers)[number], number>> & { pid: number };

const frame = (infos: ProcessInfo[], rows: Row[], isWhole = false): ProcessFrame => ({
  time: 1000,
  total: rows.length,
  running: 1,
  isWhole,
  infos,
  pids: Float64Array.from(rows, ({ pid }) => pid),
  numbers: Float64Array.from(rows.flatMap((row) => processNumbers.map((name) => row[name] ?? Number.NaN))),
});

describe("the list of processes", () => {
  test("joins what came once with the numbers of each frame", () => {
    const join = createProcessList();
    join(frame([info(7)], [{ pid: 7, cpuPercent: 1 }], true));
    const { processes } = join(
      frame([], [{ pid: 7, cpuPercent: 2, residentBytes: 3, threads: 4, nice: -5, state: processStates.indexOf("zombie") }]),
    );
    expect(processes).toEqual([
      {
        key: "7.1",
        info: info(7),
        cpuPercent: 2,
        residentBytes: 3,
        diskReadPerSecond: Number.NaN,
        diskWritePerSecond: Number.NaN,
        threads: 4,
        nice: -5,
        state: "zombie",
        gpuPercent: Number.NaN,
        gpuMemoryBytes: Number.NaN,
      },
    ]);
  });

  test("keeps the same object for what has not changed, and takes a new one when it has", () => {
    const join = createProcessList();
    const first = join(frame([info(7)], [{ pid: 7 }], true)).processes[0];
    const second = join(frame([], [{ pid: 7 }])).processes[0];
    const renamed = join(frame([info(7, { name: "other" })], [{ pid: 7 }])).processes[0];
    expect([second?.info === first?.info, renamed?.info.name, renamed?.key]).toEqual([true, "other", first?.key]);
  });

  test("has another key for a later process with the same id", () => {
    const join = createProcessList();
    join(frame([info(7)], [{ pid: 7 }], true));
    expect(join(frame([info(7, { startStamp: 2 })], [{ pid: 7 }])).processes[0]?.key).toBe("7.2");
  });

  test("forgets who was not in a frame, and knows them again when told anew", () => {
    const join = createProcessList();
    join(frame([info(7), info(8)], [{ pid: 7 }, { pid: 8 }], true));
    join(frame([], [{ pid: 8 }]));
    expect(join(frame([], [{ pid: 7 }, { pid: 8 }])).processes.map(({ key }) => key)).toEqual(["8.1"]);
    expect(join(frame([info(7)], [{ pid: 7 }, { pid: 8 }])).processes.map(({ key }) => key)).toEqual(["7.1", "8.1"]);
  });

  test("begins anew with a whole frame", () => {
    const join = createProcessList();
    join(frame([info(7)], [{ pid: 7 }], true));
    expect(join(frame([info(8)], [{ pid: 7 }, { pid: 8 }], true)).processes.map(({ key }) => key)).toEqual(["8.1"]);
  });

  test("calls a state that it does not know unknown", () => {
    const join = createProcessList();
    expect(
      join(frame([info(7), info(8)], [{ pid: 7, state: 99 }, { pid: 8 }], true)).processes.map(({ state }) => state),
    ).toEqual(["unknown", "unknown"]);
  });
});

test.each([
  { read: 1, written: 2, sum: 3 },
  { read: Number.NaN, written: 2, sum: 2 },
  { read: 1, written: Number.NaN, sum: 1 },
  { read: Number.NaN, written: Number.NaN, sum: Number.NaN },
])("read $read and written $written is $sum together", ({ read, written, sum }) => {
  const [process] = createProcessList()(
    frame([info(7)], [{ pid: 7, diskReadPerSecond: read, diskWritePerSecond: written }], true),
  ).processes;
  expect(process && diskPerSecond(process)).toBe(sum);
});
