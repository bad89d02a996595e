import { expect, test } from "vitest";
import type { HostInfo } from "#shared/contract/host";
import { containerWords, hostWords } from "../../../../renderer/pages/overview/host-words";

const host: HostInfo = {
  hostname: "build-07",
  os: "Debian 12",
  kernel: "Linux 6.1",
  cpuModel: "AMD EPYC",
  cpuThreads: 32,
  memoryBytes: 64 * 2 ** 30,
  bootTime: 0,
  platform: "linux",
  gpus: [],
};
const space = "\u00a0";

test.each<{ machine: HostInfo["virtualMachine"]; expected: string }>([
  { machine: undefined, expected: "32 threads · up" },
  { machine: {}, expected: "32 threads · virtual machine · up" },
  { machine: { kind: "KVM" }, expected: "32 threads · virtual machine (KVM) · up" },
  { machine: { kind: "WSL 2" }, expected: "32 threads · WSL 2 · up" },
])("the host's line says of a virtual machine $machine: $expected", ({ machine, expected }) => {
  expect(hostWords({ ...host, virtualMachine: machine }, 60_000)).toContain(expected);
});

test.each<Pick<HostInfo, "container" | "limits"> & { expected: string | undefined }>([
  { container: undefined, limits: { cores: 2 }, expected: undefined },
  {
    container: { kind: "Docker", seesHost: true },
    limits: { cores: 2, memoryBytes: 4 * 2 ** 30 },
    expected: `In a Docker container: figures of CPU and memory are the whole host's; this container may use 2 cores and 4${space}GiB`,
  },
  {
    container: { kind: "Podman", seesHost: true },
    limits: undefined,
    expected: "In a Podman container: figures of CPU and memory are the whole host's",
  },
  {
    container: { kind: "LXC", seesHost: false },
    limits: { cores: 1 },
    expected: "In an LXC container: this container may use 1 core",
  },
  {
    container: { seesHost: true },
    limits: { cores: 0.5 },
    expected: "In a container: figures of CPU and memory are the whole host's; this container may use 0.5 cores",
  },
  { container: { kind: "LXC", seesHost: false }, limits: undefined, expected: "In an LXC container" },
])("in words: $expected", ({ container, limits, expected }) => {
  expect(containerWords({ ...host, container, limits })).toBe(expected);
});
