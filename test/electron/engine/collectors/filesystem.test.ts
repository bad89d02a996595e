import { expect, test } from "vitest";
import { NoData } from "../../../../electron/engine/collectors/collector";
import { createFilesystem } from "../../../../electron/engine/collectors/filesystem";
import { isStorage, type Mount, mayHang, parseMountinfo } from "../../../../electron/engine/collectors/mounts";
import { collectOnce, linesOf } from "../../../support/collect";
import { createFakeHost } from "../../../support/fake-host";
import { fixture } from "../../../support/fixture";

const sizes = { blockSize: 4096, blocks: 1000, free: 500, available: 400, files: 60, filesFree: 50 };

test("of all mounts of a captured machine the ones that hold files are measured", async () => {
  const host = createFakeHost({
    files: { "/proc/self/mountinfo": fixture("proc/mountinfo") },
    filesystems: { "/": sizes },
  });
  const labels = '{device="/dev/vda", fstype="ext4", mountpoint="/"}';
  expect(linesOf(await collectOnce(createFilesystem(), host))).toEqual([
    `node_filesystem_size_bytes${labels} 4096000`,
    `node_filesystem_free_bytes${labels} 2048000`,
    `node_filesystem_avail_bytes${labels} 1638400`,
    `node_filesystem_files${labels} 60`,
    `node_filesystem_files_free${labels} 50`,
    `node_filesystem_readonly${labels} 0`,
    `node_filesystem_device_error${labels} 0`,
  ]);
  expect(host.asked).toEqual(["/"]);
});

const ext4 = (mountpoint: string) => `27 1 8:1 / ${mountpoint} rw,relatime - ext4 /dev/sda1 rw`;
const nfs = (mountpoint: string) => `27 1 0:40 / ${mountpoint} rw shared:7 - nfs4 nas:/export rw`;

test("a share that hangs is reported as an error, and the others keep their sizes", async () => {
  const host = createFakeHost({
    files: { "/proc/self/mountinfo": [ext4("/"), nfs("/mnt/dead"), nfs("/mnt/alive")].join("\n") },
    filesystems: { "/": sizes, "/mnt/dead": "hangs", "/mnt/alive": sizes },
  });
  const lines = linesOf(await collectOnce(createFilesystem(), host)).filter((line) => /size_bytes|device_error/.test(line));
  expect(lines).toEqual([
    'node_filesystem_size_bytes{device="/dev/sda1", fstype="ext4", mountpoint="/"} 4096000',
    'node_filesystem_device_error{device="/dev/sda1", fstype="ext4", mountpoint="/"} 0',
    'node_filesystem_device_error{device="nas:/export", fstype="nfs4", mountpoint="/mnt/dead"} 1',
    'node_filesystem_size_bytes{device="nas:/export", fstype="nfs4", mountpoint="/mnt/alive"} 4096000',
    'node_filesystem_device_error{device="nas:/export", fstype="nfs4", mountpoint="/mnt/alive"} 0',
  ]);
});

test("after two shares that hang no further share is asked, so that they never hold all of Node's file threads", async () => {
  const mounts = ["/a", "/b", "/c", "/d"].map(nfs);
  const host = createFakeHost({
    files: { "/proc/self/mountinfo": [...mounts, ext4("/")].join("\n") },
    filesystems: { "/": sizes, "/a": "hangs", "/b": "hangs", "/c": sizes, "/d": sizes },
  });
  await collectOnce(createFilesystem(), host);
  expect(host.asked.sort()).toEqual(["/", "/a", "/b"]);
});

test("a disk that is mounted meanwhile is found at the next run", async () => {
  const filesystem = createFilesystem();
  const host = createFakeHost({
    files: { "/proc/self/mountinfo": ext4("/") },
    filesystems: { "/": sizes, "/media/stick": sizes },
  });
  await collectOnce(filesystem, host);
  host.files.set("/proc/self/mountinfo", `${ext4("/")}\n${ext4("/media/stick")}`);
  await collectOnce(filesystem, host);
  expect(host.asked).toEqual(["/", "/", "/media/stick"]);
});

test("a container that only has layers and kernel filesystems has no data, which is no failure", async () => {
  const overlay = "27 1 0:40 / / rw,relatime - overlay overlay rw,lowerdir=/l";
  const host = createFakeHost({ files: { "/proc/self/mountinfo": overlay } });
  await expect(collectOnce(createFilesystem(), host)).rejects.toThrow(
    new NoData("no filesystem of this machine holds files of its own"),
  );
});

test.each([
  { name: "a space in the name", line: ext4("/media/My\\040Passport"), expected: "/media/My Passport" },
  { name: "tab, line feed and backslash", line: ext4("/a\\011b\\012c\\134d"), expected: "/a\tb\nc\\d" },
  { name: "what only looks escaped", line: ext4("/a\\9b"), expected: "/a\\9b" },
  { name: "letters beyond ASCII", line: ext4("/media/Löwenzahn"), expected: "/media/Löwenzahn" },
])("a mountpoint with $name is read as it is", ({ line, expected }) => {
  expect(parseMountinfo(line).map(({ mountpoint }) => mountpoint)).toEqual([expected]);
});

test.each([
  { name: "no optional fields", line: "27 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw", isReadOnly: false },
  { name: "two optional fields", line: "27 1 8:1 / / rw shared:1 master:2 - ext4 /dev/sda1 rw", isReadOnly: false },
  { name: "a read-only mount", line: "27 1 8:1 / / ro,relatime - ext4 /dev/sda1 rw", isReadOnly: true },
  {
    name: "a filesystem that the kernel made read-only after an error",
    line: "27 1 8:1 / / rw - ext4 /dev/sda1 ro,errors=remount-ro",
    isReadOnly: true,
  },
])("parseMountinfo reads $name", ({ line, isReadOnly }) => {
  expect(parseMountinfo(line)).toEqual([{ device: "/dev/sda1", mountpoint: "/", fstype: "ext4", isReadOnly }]);
});

test("of two mounts on one place only the upper one is there, and torn lines are left out", () => {
  const text = [ext4("/srv"), "28 27 0:50 / /srv rw - tmpfs scratch rw", "29 27 8:2", ""].join("\n");
  expect(parseMountinfo(text)).toEqual([{ device: "scratch", mountpoint: "/srv", fstype: "tmpfs", isReadOnly: false }]);
});

const mount = (mountpoint: string, fstype: string): Mount => ({ device: "d", mountpoint, fstype, isReadOnly: false });

test.each([
  { mountpoint: "/", fstype: "ext4", expected: true },
  { mountpoint: "/run", fstype: "tmpfs", expected: true },
  { mountpoint: "/developer", fstype: "xfs", expected: true },
  { mountpoint: "/var/lib/docker", fstype: "btrfs", expected: true },
  { mountpoint: "/dev/shm", fstype: "tmpfs", expected: false },
  { mountpoint: "/var/lib/docker/overlay2/x/merged", fstype: "ext4", expected: false },
  { mountpoint: "/run/credentials/systemd-sysusers.service", fstype: "ramfs", expected: false },
  { mountpoint: "/snap/core/1", fstype: "squashfs", expected: false },
  { mountpoint: "/sys/fs/cgroup", fstype: "cgroup2", expected: false },
])("$fstype on $mountpoint counts as storage: $expected", ({ mountpoint, fstype, expected }) => {
  expect(isStorage(mount(mountpoint, fstype))).toBe(expected);
});

test.each([
  ["nfs4", true],
  ["fuse.sshfs", true],
  ["cifs", true],
  ["ext4", false],
  ["tmpfs", false],
])("a filesystem of type %s may hang: %s", (fstype, expected) => expect(mayHang(mount("/", fstype))).toBe(expected));
