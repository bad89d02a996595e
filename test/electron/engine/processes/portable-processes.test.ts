import { expect, test } from "vitest";
import { createPortableInspector } from "../../../../electron/engine/processes/portable-inspector";
import { createPortableProcesses, type ListedProcess } from "../../../../electron/engine/processes/portable-processes";
import { createPortableScanner } from "../../../../electron/engine/processes/portable-scanner";
import { createFakeClock } from "../../../support/fake-clock";

const listed: ListedProcess = {
  pid: 4,
  parentPid: 1,
  name: "console",
  cpu: 12.5,
  memRss: 2,
  nice: 5,
  started: "2026-11-21 07:00:00",
  state: "running",
  user: "me",
  path: "/Applications",
  command: "console",
  params: "-b",
};
const startStamp = Date.parse("2026-11-21T07:00:00");

function setUp(list: ListedProcess[], platform: NodeJS.Platform = "darwin") {
  const clock = createFakeClock(startStamp + 3_600_000);
  const machine = { list };
  const processes = createPortableProcesses({
    clock,
    platform,
    cpuThreads: 8,
    information: async () => ({ processes: async () => ({ list: machine.list }) }),
  });
  return {
    machine,
    scanner: createPortableScanner({ clock, list: processes }),
    inspector: createPortableInspector({ clock, platform, list: processes }),
  };
}

test.each([
  { platform: "darwin" as const, cpu: 12.5, nice: 5 },
  { platform: "win32" as const, cpu: 100, nice: Number.NaN },
])(
  "on $platform a share of $cpu per cent of one core comes out, and what the system does not tell is not a number",
  async ({ platform, cpu, nice }) => {
    const { scanner } = setUp([listed, { ...listed, pid: 0, name: "System Idle Process" }], platform);
    expect(await scanner.scan(10)).toBeUndefined();
    const none = Number.NaN;
    expect(await scanner.scan(10)).toEqual({
      time: startStamp + 3_600_000,
      total: 1,
      running: 1,
      pids: Float64Array.of(4),
      numbers: Float64Array.of(cpu, 2048, none, none, none, nice, 0, none, none),
      infos: [
        {
          pid: 4,
          startStamp,
          parentPid: 1,
          name: "console",
          user: "me",
          command: "/Applications/console -b",
          startedAt: startStamp,
          isKernelThread: false,
        },
      ],
    });
  },
);

test("a start that is counted back from now may be a second off: the process keeps its stamp and its info", async () => {
  const { scanner, machine } = setUp([listed]);
  await scanner.scan(10);
  const first = (await scanner.scan(10))?.infos[0];
  machine.list = [{ ...listed, started: "2026-11-21 07:00:01" }];
  expect((await scanner.scan(10))?.infos[0]).toBe(first);
  machine.list = [{ ...listed, started: "2026-11-21 07:30:00" }];
  expect((await scanner.scan(10))?.infos[0]?.startStamp).toBe(startStamp + 1_800_000);
});

test.each([
  { name: "no time", started: "" },
  { name: "nonsense", started: "yesterday" },
  { name: "a time to come", started: "2036-01-01 00:00:00" },
])("a start told as $name is not known", async ({ started }) => {
  const { scanner } = setUp([{ ...listed, started, state: "constructor" }]);
  await scanner.scan(10);
  const table = await scanner.scan(10);
  expect(table?.infos).toMatchObject([{ startStamp: 0, startedAt: undefined }]);
  expect(table?.numbers[6]).toBe(9);
});

test("the busiest come first, and only as many as were asked for", async () => {
  const { scanner } = setUp([listed, { ...listed, pid: 5, cpu: 99 }, { ...listed, pid: 6, memRss: 9 }]);
  await scanner.scan(2);
  const table = await scanner.scan(2);
  expect([[...(table?.pids ?? [])], table?.total]).toEqual([[5, 6], 3]);
});

test("one process is found by its number and start, and what the system does not tell is refused in words", async () => {
  const { inspector } = setUp([listed]);
  const detail = await inspector.detail({ pid: 4, startStamp: startStamp + 1000 });
  expect(detail).toMatchObject({ info: { name: "console" }, memory: { refused: "macOS does not tell this to Watchdeck" } });
  expect(await inspector.target({ pid: 4, startStamp })).toMatchObject({ name: "console", owner: "me", threads: [4] });
  await expect(inspector.target({ pid: 4, startStamp: startStamp + 9000 })).rejects.toThrow("Process 4 has ended.");
  await expect(inspector.detail({ pid: 99, startStamp })).rejects.toThrow("Process 99 has ended.");
  await expect(inspector.openFiles({ pid: 4, startStamp })).rejects.toThrow("macOS does not tell Watchdeck which files");
});
