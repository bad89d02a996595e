import { expect, test } from "vitest";
import { parseCgroupMounts } from "../../../../electron/engine/collectors/text/cgroup-files";
import { cgroupFolders } from "../../../../electron/engine/containers/cgroup-folders";
import { recordedDaemon } from "../../../support/fake-docker";

const id = "43bbc729206eeac816eaaf241158c07765483e1e89e9944c9e4c487791567118";
const unified = parseCgroupMounts("30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n");

const version2 = (path: string, folder = `/sys/fs/cgroup${path}`) => ({
  version: 2,
  path,
  cpu: folder,
  cpuacct: folder,
  memory: folder,
  io: folder,
  pids: folder,
});

test.each([
  {
    name: "Docker with systemd",
    path: `/system.slice/docker-${id}.scope`,
    expected: version2(`/system.slice/docker-${id}.scope`),
  },
  { name: "Docker without", path: `/docker/${id}`, expected: version2(`/docker/${id}`) },
  {
    name: "a first process in a group below",
    path: `/machine.slice/libpod-${id}.scope/container`,
    expected: version2(`/machine.slice/libpod-${id}.scope`),
  },
  { name: "a group outside our namespace", path: `/../docker/${id}`, expected: undefined },
  { name: "another container's process", path: `/docker/${id.replace("4", "5")}`, expected: undefined },
  { name: "a process of the host", path: "/user.slice", expected: undefined },
])("version 2: $name", ({ path, expected }) => expect(cgroupFolders(`0::${path}\n`, id, unified)).toEqual(expected));

test("version 1 beside version 2, as recorded: each controller has its own tree", () => {
  const { files } = recordedDaemon("docker-20.10");
  const mounts = parseCgroupMounts(files["/proc/self/mountinfo"] ?? "");
  expect(cgroupFolders(files["/proc/5429/cgroup"] ?? "", id, mounts)).toEqual({
    version: 1,
    path: `/docker/${id}`,
    cpu: `/sys/fs/cgroup/cpu/docker/${id}`,
    cpuacct: `/sys/fs/cgroup/cpuacct/docker/${id}`,
    memory: `/sys/fs/cgroup/memory/docker/${id}`,
    io: `/sys/fs/cgroup/blkio/docker/${id}`,
    pids: `/sys/fs/cgroup/pids/docker/${id}`,
  });
});

test("a tree that the container was moved out of is not read: its numbers there are those of the whole machine", () => {
  const mounts = parseCgroupMounts(
    "33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n",
  );
  expect(cgroupFolders(`4:memory:/\n2:cpu,cpuacct:/docker/${id}\n`, id, mounts)).toEqual({
    version: 1,
    path: `/docker/${id}`,
    cpu: `/sys/fs/cgroup/cpu,cpuacct/docker/${id}`,
    cpuacct: `/sys/fs/cgroup/cpu,cpuacct/docker/${id}`,
  });
});

test("a part of the tree mounted at a path with a space", () => {
  const mounts = parseCgroupMounts("30 23 0:26 /docker /my\\040cgroups rw - cgroup2 cgroup2 rw\n");
  expect(cgroupFolders(`0::/docker/${id}\n`, id, mounts)?.cpu).toBe(`/my cgroups/${id}`);
  expect(cgroupFolders(`0::/system.slice/${id}\n`, id, mounts)).toBeUndefined();
});

test.each(["", "garbage", "0::", "30 23 0:26\n", "- - -\n"])("neither text need be what it should: %j", (text) => {
  expect(parseCgroupMounts(text)).toEqual({ byController: new Map() });
  expect(cgroupFolders(text, id, unified)).toBeUndefined();
});
