import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { getPriority } from "node:os";
import { afterEach, expect, test } from "vitest";
import type { Bridge } from "#shared/contract/bridge";
import { createClient } from "#shared/contract/client";
import type { CallInput, CallName, CallOutput } from "#shared/contract/index";
import { type ProcessFrame, type ProcessId, processCalls, processFrameSchema } from "#shared/contract/processes";
import { createApi } from "../../../../electron/engine/api/api";
import { setUpProcessesApi } from "../../../../electron/engine/api/processes";
import { systemClock } from "../../../../electron/engine/clock";
import { createFakeLog } from "../../../support/fake-log";
import { portPair } from "../../../support/port-pair";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

async function start(program: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

function setUp() {
  const log = createFakeLog();
  const api = createApi(log);
  setUpProcessesApi(api, { clock: systemClock, log, platform: process.platform });
  const { engine, window } = portPair();
  api.serve(engine);
  const { bridge, attach } = createClient();
  attach(window);
  return { log, bridge, ask: <N extends CallName>(name: N, input: CallInput<N>) => bridge.call(name, input).reply };
}

/** The next frames of a stream that is closed after them. */
function frames(bridge: Bridge, count: number, limit: number): Promise<ProcessFrame[]> {
  const found: ProcessFrame[] = [];
  return new Promise((resolve, reject) => {
    const stream = bridge.open(
      "processes.table",
      { everyMs: 1000, limit },
      count,
      (frame) => {
        found.push(frame);
        if (found.length < count) return;
        stream.close();
        resolve(found);
      },
      reject,
    );
  });
}

async function idOf(bridge: Bridge, child: ChildProcess): Promise<ProcessId> {
  const [frame] = await frames(bridge, 1, 20_000);
  const info = frame?.infos.find(({ pid }) => pid === child.pid);
  if (!info) throw new Error("the child is not in the table");
  return { pid: info.pid, startStamp: info.startStamp };
}

const onLinux = test.runIf(process.platform === "linux");

onLinux("a window watches the busiest processes, whole at first and then only what is new", async () => {
  const { bridge, log } = setUp();
  const [first, second] = await frames(bridge, 2, 5);
  expect(processFrameSchema.parse(first)).toEqual(first);
  expect(first).toMatchObject({ isWhole: true });
  expect([first?.pids.length, first?.infos.length, first?.numbers.length]).toEqual([5, 5, 45]);
  const known = new Set(first?.pids);
  expect(second?.isWhole).toBe(false);
  expect(second?.infos.map(({ pid }) => pid).filter((pid) => known.has(pid))).toEqual([]);
  expect(log.lines).toEqual([]);
});

onLinux("a process is told in detail, with the files and sockets that it has open", async () => {
  const { bridge, ask } = setUp();
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  const child = await start(`
    const socket = require("node:net").connect(${port}, "127.0.0.1", () => console.log("ready"));
    require("node:fs").openSync("/etc/passwd");
  `);
  const id = await idOf(bridge, child);
  const detail = await ask("processes.detail", id);
  if (!detail.ok) throw new Error(detail.failure.say);
  expect(processCalls["processes.detail"].output.parse(detail.value)).toEqual(detail.value);
  expect(detail.value).toMatchObject({
    info: { pid: child.pid, parentPid: process.pid },
    executable: { value: process.execPath },
    workingFolder: { value: process.cwd() },
    memory: { value: { proportional: expect.any(Number) } },
    network: { refused: expect.stringContaining("the machine's own network") },
    contextSwitches: { value: { voluntary: expect.any(Number) } },
  });
  const files = await ask("processes.openFiles", id);
  if (!files.ok) throw new Error(files.failure.say);
  expect(processCalls["processes.openFiles"].output.parse(files.value)).toEqual(files.value);
  expect(files.value.files).toEqual(
    expect.arrayContaining([
      { descriptor: expect.any(Number), kind: "file", target: "/etc/passwd" },
      { descriptor: 0, kind: "device", target: "/dev/null" },
      {
        descriptor: expect.any(Number),
        kind: "socket",
        target: expect.stringMatching(`^tcp 127\\.0\\.0\\.1:\\d+ → 127\\.0\\.0\\.1:${port} established$`),
      },
    ]),
  );
  server.close();
});

onLinux("a signal reaches the process and none with another start; the log keeps who was sent what", async () => {
  const { bridge, ask, log } = setUp();
  const child = await start(
    `process.on("SIGUSR2", () => console.log("heard")); setInterval(() => {}, 1000); console.log("ready")`,
  );
  const id = await idOf(bridge, child);
  const heard = once(child.stdout as NodeJS.EventEmitter, "data");
  expect(await ask("processes.signal", { ...id, signal: "SIGUSR2" })).toEqual({ ok: true, value: {} });
  expect(String(await heard)).toBe("heard\n");

  const another = { pid: id.pid, startStamp: id.startStamp - 1 };
  const gone = { ok: false, failure: { kind: "not-found", say: `Process ${id.pid} has ended.`, retry: false } };
  expect(await ask("processes.signal", { ...another, signal: "SIGKILL" })).toEqual(gone);
  expect(await ask("processes.renice", { ...another, nice: 5 })).toEqual(gone);
  expect(await ask("processes.detail", another)).toEqual(gone);
  expect(await ask("processes.openFiles", another)).toEqual(gone);
  expect(child.exitCode).toBeNull();

  const ended = once(child, "exit");
  await ask("processes.signal", { ...id, signal: "SIGTERM" });
  expect((await ended)[1]).toBe("SIGTERM");
  expect(await ask("processes.detail", id)).toEqual(gone);
  expect(log.lines).toEqual([
    `info SIGUSR2 to process ${id.pid} (node): done, as the user asked`,
    `info SIGTERM to process ${id.pid} (node): done, as the user asked`,
  ]);
});

onLinux("a niceness is set for each thread of the process", async () => {
  const { bridge, ask } = setUp();
  const child = await start(`setInterval(() => {}, 1000); console.log("ready")`);
  const id = await idOf(bridge, child);
  const threads = async (): Promise<CallOutput<"processes.detail">["threads"]> => {
    const reply = await ask("processes.detail", id);
    return reply.ok ? reply.value.threads : { refused: reply.failure.say };
  };
  const before = await threads();
  const ids = "value" in before ? before.value.map((thread) => thread.id) : [];
  expect(ids.length).toBeGreaterThan(1);
  expect(await ask("processes.renice", { ...id, nice: 7 })).toEqual({ ok: true, value: {} });
  expect(ids.map((thread) => getPriority(thread))).toEqual(ids.map(() => 7));
});

test.each([
  { name: "no process at all", input: { pid: 0, startStamp: 1, signal: "SIGTERM" } },
  { name: "a whole group of processes", input: { pid: -1, startStamp: 1, signal: "SIGTERM" } },
  { name: "half a process", input: { pid: 1.5, startStamp: 1, signal: "SIGTERM" } },
  { name: "a signal that is not on the list", input: { pid: 1, startStamp: 1, signal: "SIGSEGV" } },
])("a signal to $name is refused before anything is looked at", async ({ input }) => {
  const { ask } = setUp();
  expect(await ask("processes.signal", input as CallInput<"processes.signal">)).toMatchObject({
    ok: false,
    failure: { kind: "bad-request" },
  });
});

test.each([-21, 20, 0.5])("a niceness of %d is refused", async (nice) => {
  const { ask } = setUp();
  expect(await ask("processes.renice", { pid: 1, startStamp: 1, nice })).toMatchObject({ failure: { kind: "bad-request" } });
});
