import { expect, test } from "vitest";
import { containerIdOf, parseCgroup } from "../../../../electron/engine/processes/cgroup";

const id = "3f1c9e0a".repeat(8);
const other = "00ab12cd".repeat(8);

test.each([
  { name: "a service on cgroup 2", text: "0::/system.slice/nginx.service\n", path: "/system.slice/nginx.service" },
  {
    name: "a user's session",
    text: "0::/user.slice/user-1000.slice/session-2.scope\n",
    path: "/user.slice/user-1000.slice/session-2.scope",
  },
  {
    name: "Docker with systemd",
    text: `0::/system.slice/docker-${id}.scope\n`,
    path: `/system.slice/docker-${id}.scope`,
    container: id,
  },
  { name: "Docker with cgroupfs", text: `0::/docker/${id}\n`, path: `/docker/${id}`, container: id },
  {
    name: "rootless Podman",
    text: `0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${id}.scope/container\n`,
    path: `/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${id}.scope/container`,
    container: id,
  },
  {
    name: "what watches over a Podman container",
    text: `0::/machine.slice/libpod-conmon-${id}.scope\n`,
    path: `/machine.slice/libpod-conmon-${id}.scope`,
  },
  {
    name: "containerd under Kubernetes",
    text: `0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1a2b.slice/cri-containerd-${id}.scope\n`,
    path: `/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1a2b.slice/cri-containerd-${id}.scope`,
    container: id,
  },
  { name: "CRI-O", text: `0::/kubepods.slice/crio-${id}.scope\n`, path: `/kubepods.slice/crio-${id}.scope`, container: id },
  {
    name: "Kubernetes with cgroupfs",
    text: `0::/kubepods/besteffort/pod1a-2b/${id}\n`,
    path: `/kubepods/besteffort/pod1a-2b/${id}`,
    container: id,
  },
  {
    name: "containers within a container",
    text: `0::/docker/${id}/kubelet/${other}\n`,
    path: `/docker/${id}/kubelet/${other}`,
    container: id,
  },
  {
    name: "cgroup 1, where each controller has a line",
    text: `12:pids:/docker/${id}\n9:name=systemd:/system.slice/docker.service\n1:cpu,cpuacct:/docker/${id}\n0::/\n`,
    path: "/system.slice/docker.service",
    container: id,
  },
  {
    name: "a captured machine with both",
    text: "9:name=systemd:/init.scope\n8:pids:/init.scope\n7:blkio:/\n0::/init.scope\n",
    path: "/init.scope",
  },
  { name: "one whose cgroup was removed", text: "0::/user.slice/x.scope (deleted)\n", path: "/user.slice/x.scope" },
  { name: "a name with colons", text: "0::/machine/qemu:1:web\n", path: "/machine/qemu:1:web" },
  { name: "an id that is too short", text: "0::/docker/3f1c9e0a\n", path: "/docker/3f1c9e0a" },
  { name: "an empty file", text: "", path: undefined },
  { name: "a torn file", text: "0:\n::\nnonsense", path: undefined },
])("$name", ({ text, path, container }) => {
  expect(parseCgroup(text)).toEqual({ path, containerId: container });
});

test("only 64 hexadecimal digits are an id", () => {
  expect(containerIdOf(`/x/${"g".repeat(64)}`)).toBeUndefined();
});
