// That the machine's name, system and cards are read is tested with the calls that ask for it.
import { expect, test } from "vitest";
import { readHostInfo } from "../../../../electron/engine/machine/host-info";
import { createFakeHost } from "../../../support/fake-host";
import { createFakeLog } from "../../../support/fake-log";

const mountinfo = [
  "612 437 0:64 / / rw,relatime - overlay overlay rw,lowerdir=/l",
  "613 612 0:30 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup2 rw",
  "629 612 254:1 /x/hosts /etc/hosts rw,relatime - ext4 /dev/sda1 rw",
].join("\n");

const container = {
  "/.dockerenv": "",
  "/proc/stat": "btime 1795250111\n",
  "/proc/self/mountinfo": mountinfo,
  "/proc/self/cgroup": "0::/\n",
  "/proc/cpuinfo": "flags : fpu hypervisor\n",
  "/sys/fs/cgroup/cpu.max": "50000 100000\n",
  "/sys/fs/cgroup/memory.max": "1048576\n",
};

async function read(files: Record<string, string | Error>) {
  const log = createFakeLog();
  const { signal } = new AbortController();
  const host = createFakeHost({ files });
  const { container, limits, virtualMachine } = await readHostInfo({ host, log, gpuReason: () => undefined, signal });
  return { container, limits, virtualMachine, log: log.lines };
}

test("a container is described with what it may use and the virtual machine it is on", async () => {
  expect(await read(container)).toEqual({
    container: { kind: "Docker", seesHost: true },
    limits: { cores: 0.5, memoryBytes: 1_048_576 },
    virtualMachine: {},
    log: [],
  });
});

test("limits that leave all there is are none", async () => {
  const files = { ...container, "/sys/fs/cgroup/cpu.max": "max 100000\n", "/sys/fs/cgroup/memory.max": `${2 ** 60}\n` };
  expect(await read(files)).toMatchObject({ limits: undefined });
});

test("a file that cannot be read hides only its own part, and the log has the reason", async () => {
  const files = { ...container, "/proc/cpuinfo": new Error("EMFILE: too many open files") };
  expect(await read(files)).toEqual({
    container: { kind: "Docker", seesHost: true },
    limits: { cores: 0.5, memoryBytes: 1_048_576 },
    virtualMachine: undefined,
    log: ["warn the machine's virtual hardware could not be read: EMFILE: too many open files"],
  });
});
