import { expect, test } from "vitest";
import { type Controller, controlGroups } from "../../../../../electron/engine/collectors/text/control-groups";

const unified = "35 24 0:30 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";
const splitCpu = "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n";
const splitMemory = "35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n";
const hybrid = "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n";

test.each<{ name: string; controller: Controller; cgroup: string; mountinfo: string; expected: unknown }>([
  {
    name: "a service: its own group, and those around it",
    controller: "memory",
    cgroup: "0::/system.slice/watchdeck.service\n",
    mountinfo: unified,
    expected: {
      version: 2,
      folders: ["/sys/fs/cgroup/system.slice/watchdeck.service", "/sys/fs/cgroup/system.slice", "/sys/fs/cgroup"],
    },
  },
  {
    name: "a container with a namespace of its own: what is mounted is its group",
    controller: "cpu",
    cgroup: "0::/\n",
    mountinfo: unified,
    expected: { version: 2, folders: ["/sys/fs/cgroup"] },
  },
  {
    name: "a container of version 1, to which only its part of the tree is mounted",
    controller: "memory",
    cgroup: "5:cpu,cpuacct:/docker/8a1f\n4:memory:/docker/8a1f\n",
    mountinfo: splitMemory.replace(" / /sys", " /docker/8a1f /sys"),
    expected: { version: 1, folders: ["/sys/fs/cgroup/memory"] },
  },
  {
    name: "a group within that part",
    controller: "memory",
    cgroup: "4:memory:/docker/8a1f/inner\n",
    mountinfo: splitMemory.replace(" / /sys", " /docker/8a1f /sys"),
    expected: { version: 1, folders: ["/sys/fs/cgroup/memory/inner", "/sys/fs/cgroup/memory"] },
  },
  {
    name: "a group whose name only begins like it",
    controller: "memory",
    cgroup: "4:memory:/docker/8a1fff/inner\n",
    mountinfo: splitMemory.replace(" / /sys", " /docker/8a1f /sys"),
    expected: { version: 1, folders: ["/sys/fs/cgroup/memory"] },
  },
  {
    name: "two controllers mounted together",
    controller: "cpu",
    cgroup: "5:cpu,cpuacct:/a:b\n",
    mountinfo: splitCpu,
    expected: { version: 1, folders: ["/sys/fs/cgroup/cpu,cpuacct/a:b", "/sys/fs/cgroup/cpu,cpuacct"] },
  },
  {
    name: "both versions side by side, with the controller in version 1",
    controller: "memory",
    cgroup: "4:memory:/a\n0::/b\n",
    mountinfo: splitMemory + hybrid,
    expected: { version: 1, folders: ["/sys/fs/cgroup/memory/a", "/sys/fs/cgroup/memory"] },
  },
  {
    name: "both versions side by side, with the controller in version 2",
    controller: "pids",
    cgroup: "4:memory:/a\n0::/b\n",
    mountinfo: splitMemory + hybrid,
    expected: { version: 2, folders: ["/sys/fs/cgroup/unified/b", "/sys/fs/cgroup/unified"] },
  },
  {
    name: "a path out of the namespace",
    controller: "cpu",
    cgroup: "0::/../../other\n",
    mountinfo: unified,
    expected: { version: 2, folders: ["/sys/fs/cgroup"] },
  },
  { name: "nothing mounted", controller: "cpu", cgroup: "0::/a\n", mountinfo: "", expected: { version: 2, folders: [] } },
])("the groups of $name", ({ controller, cgroup, mountinfo, expected }) => {
  expect(controlGroups(controller, cgroup, mountinfo)).toEqual(expected);
});
