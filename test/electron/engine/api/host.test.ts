import { expect, test } from "vitest";
import { createClient } from "#shared/contract/client";
import { hostInfoSchema, hostStreams } from "#shared/contract/host";
import type { Port, ToEngine, ToWindow } from "#shared/contract/wire";
import { createApi } from "../../../../electron/engine/api/api";
import { createLatestSender, setUpHostApi } from "../../../../electron/engine/api/host";
import { systemClock } from "../../../../electron/engine/clock";
import { createHost } from "../../../../electron/engine/collectors/host-access";
import { prettyName, readHostInfo } from "../../../../electron/engine/sampling/host-info";
import type { ProcessTable } from "../../../../electron/engine/sampling/process-scan";
import { createFakeHost } from "../../../support/fake-host";
import { createFakeLog } from "../../../support/fake-log";

/** Two ends of a transport in memory; what one sends the other hears, a moment later. */
function portPair(): { engine: Port<ToWindow, ToEngine>; window: Port<ToEngine, ToWindow> } {
  const engine: Port<ToWindow, ToEngine> = {
    send: (message) => queueMicrotask(() => window.onMessage?.(message)),
    close: () => {},
    onMessage: undefined,
    onClose: undefined,
  };
  const window: Port<ToEngine, ToWindow> = {
    send: (message) => queueMicrotask(() => engine.onMessage?.(message)),
    close: () => {},
    onMessage: undefined,
    onClose: undefined,
  };
  return { engine, window };
}

test("a window asks what this machine is, and watches its processes until it closes the stream", async () => {
  const log = createFakeLog();
  const host = createHost();
  const api = createApi(log);
  setUpHostApi(api, { clock: systemClock, log, host, gpuReason: () => undefined });
  const { engine, window } = portPair();
  api.serve(engine);
  const { bridge, attach } = createClient();
  attach(window);
  try {
    const reply = await bridge.call("host.info", {}).reply;
    expect(reply).toMatchObject({ ok: true, value: { platform: process.platform } });
    if (reply.ok) expect(hostInfoSchema.parse(reply.value)).toEqual(reply.value);

    const frame = await new Promise<unknown>((resolve, reject) => {
      const stream = bridge.open(
        "host.processes",
        { everyMs: 1000, limit: 5 },
        1,
        (found) => {
          stream.close();
          resolve(found);
        },
        reject,
      );
    });
    const found = hostStreams["host.processes"].frame.parse(frame);
    expect(found.rows).toHaveLength(Math.min(5, found.total));
    expect(found.total).toBeGreaterThan(1);
    expect(log.lines).toEqual([]);
  } finally {
    host.close();
  }
});

test("a reader without credit misses tables, and gets only the latest when it grants more", () => {
  const sent: number[] = [];
  const writer = {
    credit: 1,
    send(table: ProcessTable) {
      writer.credit--;
      sent.push(table.time);
    },
    onCredit: undefined as (() => void) | undefined,
    signal: new AbortController().signal,
  };
  const send = createLatestSender(writer);
  for (const time of [1, 2, 3]) send({ time, total: 0, running: 0, rows: [] });
  expect(sent).toEqual([1]);
  writer.credit = 5;
  writer.onCredit?.();
  writer.onCredit?.();
  send({ time: 4, total: 0, running: 0, rows: [] });
  expect(sent).toEqual([1, 3, 4]);
});

const { signal } = new AbortController();
const bus = "/sys/bus/pci/devices/0000:01:00.0";
const gpuFiles = {
  "/proc/stat": "btime 1795250111\n",
  "/usr/lib/os-release": 'NAME="Debian"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
  [`${bus}/class`]: "0x030200\n",
  [`${bus}/vendor`]: "0x10de\n",
  [`${bus}/device`]: "0x2684\n",
  "/proc/driver/nvidia/gpus/0000:01:00.0/information": "Model: \t\t NVIDIA GeForce RTX 4090\nIRQ: 5\n",
};

test("a machine is described from its files, with its cards and why one of them cannot be read", async () => {
  const log = createFakeLog();
  const found = await readHostInfo({
    host: createFakeHost({ files: gpuFiles }),
    log,
    gpuReason: () => "waiting for nvidia-smi",
    signal,
  });
  expect(found).toMatchObject({
    os: "Debian GNU/Linux 12 (bookworm)",
    bootTime: 1_795_250_111_000,
    platform: "linux",
    gpus: [{ id: "0000:01:00.0", name: "NVIDIA GeForce RTX 4090", vendor: "nvidia" }],
    gpuNote: "waiting for nvidia-smi",
  });
  expect(log.lines).toEqual([]);
});

test("a machine that tells nothing is described all the same, and the log has the reason", async () => {
  const log = createFakeLog();
  const found = await readHostInfo({ host: createFakeHost(), log, gpuReason: () => undefined, signal });
  expect(found).toMatchObject({ os: "Linux", gpus: [], gpuNote: "no GPU found" });
  expect(log.lines).toEqual([
    "warn the machine's boot time could not be read: ENOENT: no such file or directory, open '/proc/stat'",
  ]);
});

test.each([
  { text: 'PRETTY_NAME="Fedora Linux 43"\n', expected: "Fedora Linux 43" },
  { text: "PRETTY_NAME='Arch'\n", expected: "Arch" },
  { text: "ID=x\nPRETTY_NAME=Alpine\n", expected: "Alpine" },
  { text: 'PRETTY_NAME="The \\"odd\\" one"\n', expected: 'The "odd" one' },
  { text: "NAME=x\n", expected: undefined },
  { text: 'PRETTY_NAME=""\n', expected: undefined },
])("os-release $text is called $expected", ({ text, expected }) => expect(prettyName(text)).toBe(expected));
