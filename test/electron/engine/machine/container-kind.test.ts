import { expect, test } from "vitest";
import { findContainer } from "../../../../electron/engine/machine/container-kind";
import { createFakeHost } from "../../../support/fake-host";

const { signal } = new AbortController();
const overlayRoot = "612 437 0:64 / / rw,relatime master:1 - overlay overlay rw,lowerdir=/l,upperdir=/u,workdir=/w\n";
const diskRoot = "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard\n";
const ownFiles = ["hostname", "hosts", "resolv.conf"]
  .map((name) => `629 612 254:1 /var/lib/x/${name} /etc/${name} rw,relatime - ext4 /dev/sda1 rw\n`)
  .join("");
const lxcfs = "700 612 0:70 /proc/meminfo /proc/meminfo rw - fuse.lxcfs lxcfs rw,user_id=0\n";
const secrets = "640 612 0:71 / /run/secrets/kubernetes.io/serviceaccount ro - tmpfs tmpfs rw\n";

test.each<{ name: string; files: Record<string, string>; expected: unknown }>([
  {
    name: "a machine of its own",
    files: { "/proc/self/mountinfo": diskRoot, "/proc/self/cgroup": "0::/user.slice\n" },
    expected: undefined,
  },
  { name: "a machine without any of the files", files: {}, expected: undefined },
  {
    name: "Docker with a namespace of its own for control groups",
    files: { "/.dockerenv": "", "/proc/self/mountinfo": overlayRoot + ownFiles, "/proc/self/cgroup": "0::/\n" },
    expected: { kind: "Docker", seesHost: true },
  },
  {
    name: "Docker with version 1 of control groups",
    files: { "/proc/self/mountinfo": overlayRoot, "/proc/self/cgroup": "4:memory:/docker/8a1f\n" },
    expected: { kind: "Docker", seesHost: true },
  },
  {
    name: "a virtual machine whose disk was made from a container's image",
    files: { "/.dockerenv": "", "/proc/self/mountinfo": diskRoot, "/proc/self/cgroup": "0::/init.scope\n" },
    expected: undefined,
  },
  {
    name: "a live system, whose root is an overlay too",
    files: { "/proc/self/mountinfo": overlayRoot, "/proc/self/cgroup": "0::/\n" },
    expected: undefined,
  },
  {
    name: "a desktop program in its sandbox, with some files of its own",
    files: { "/proc/self/mountinfo": diskRoot + ownFiles, "/proc/self/cgroup": "0::/user.slice/app.scope\n" },
    expected: undefined,
  },
  {
    name: "Podman",
    files: {
      "/run/.containerenv": 'engine="podman-5"\n',
      "/proc/self/mountinfo": overlayRoot + ownFiles,
      "/proc/self/cgroup": "0::/\n",
    },
    expected: { kind: "Podman", seesHost: true },
  },
  {
    name: "Kubernetes, by its secrets",
    files: { "/proc/self/mountinfo": overlayRoot + ownFiles + secrets, "/proc/self/cgroup": "0::/\n" },
    expected: { kind: "Kubernetes", seesHost: true },
  },
  {
    name: "Kubernetes over Docker, by its control group",
    files: { "/.dockerenv": "", "/proc/self/cgroup": "4:memory:/kubepods/besteffort/pod1/8a1f\n" },
    expected: { kind: "Kubernetes", seesHost: true },
  },
  {
    name: "a container that containerd made",
    files: { "/proc/self/mountinfo": overlayRoot + ownFiles, "/proc/self/cgroup": "0::/\n" },
    expected: { seesHost: true },
  },
  {
    name: "LXC, which has figures of its own",
    files: { "/proc/self/mountinfo": diskRoot + lxcfs, "/proc/self/cgroup": "0::/\n" },
    expected: { kind: "LXC", seesHost: false },
  },
  {
    name: "systemd-nspawn",
    files: { "/run/systemd/container": "systemd-nspawn\n", "/proc/self/mountinfo": diskRoot },
    expected: { kind: "systemd-nspawn", seesHost: true },
  },
  {
    name: "WSL, which systemd counts among containers",
    files: { "/run/systemd/container": "wsl\n", "/proc/self/mountinfo": diskRoot },
    expected: undefined,
  },
])("$name", async ({ files, expected }) => {
  expect(await findContainer({ host: createFakeHost({ files }), signal })).toEqual(expected);
});
