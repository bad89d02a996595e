import { expect, test } from "vitest";
import { createClient } from "#shared/contract/client";
import { hostInfoSchema } from "#shared/contract/host";
import { createApi } from "../../../../electron/engine/api/api";
import { setUpHostApi } from "../../../../electron/engine/api/host";
import { createHost } from "../../../../electron/engine/collectors/host/host-access";
import { readHostInfo } from "../../../../electron/engine/machine/host-info";
import { createFakeHost } from "../../../support/fake-host";
import { createFakeLog } from "../../../support/fake-log";
import { portPair } from "../../../support/port-pair";

test("a window asks what this machine is", async () => {
  const log = createFakeLog();
  const host = createHost();
  const api = createApi(log);
  setUpHostApi(api, { log, host, gpuReason: () => undefined });
  const { engine, window } = portPair();
  api.serve(engine);
  const { bridge, attach } = createClient();
  attach(window);
  try {
    const reply = await bridge.call("host.info", {}).reply;
    expect(reply).toMatchObject({ ok: true, value: { platform: process.platform } });
    if (reply.ok) expect(hostInfoSchema.parse(reply.value)).toEqual(reply.value);
  } finally {
    host.close();
  }
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
])("a machine whose os-release says $text is called $expected", async ({ text, expected = "Linux" }) => {
  const host = createFakeHost({ files: { "/proc/stat": "btime 1795250111\n", "/etc/os-release": text } });
  const found = await readHostInfo({ host, log: createFakeLog(), gpuReason: () => undefined, signal });
  expect(found.os).toBe(expected);
});
