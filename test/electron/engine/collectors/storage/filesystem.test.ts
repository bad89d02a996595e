import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createFilesystem } from "../../../../../electron/engine/collectors/storage/filesystem";
import { hiddenBecause, type Mount, mayHang, sortMounts } from "../../../../../electron/engine/collectors/storage/mounts";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";
import { fixture } from "../../../../support/fixture";

const sizes = { blockSize: 4096, blocks: 1000, free: 500, available: 400, files: 60, filesFree: 50 };

test("of all mounts of a captured machine the ones that hold files are measured", async () => {
  const host = createFakeHost({
    files: { "/proc/self/mountinfo": fixture("proc/mountinfo") },
    filesystems: { "/": sizes },
  });
  const labels = '{device="/dev/vda", fstype="ext4", mountpoint="/"}';
  expect(linesOf(await collectOnce(createFilesystem(), host))).toEqual([
    `node_filesystem_device_error${labels} 0`,
    `node_filesystem_readonly${labels} 0`,
    `node_filesystem_size_bytes${labels} 4096000`,
    `node_filesystem_free_bytes${labels} 2048000`,
    `node_filesystem_avail_bytes${labels} 1638400`,
    `node_filesystem_files${labels} 60`,
    `node_filesystem_files_free${labels} 50`,
    `node_filesystem_purgeable_bytes${labels} 0`,
    'node_filesystem_mount_info{device="/dev/vda", major="254", minor="0", mountpoint="/"} 1',
    'watchdeck_filesystem_hidden{reason="type"} 0',
    'watchdeck_filesystem_hidden{reason="mount point"} 16',
    'watchdeck_filesystem_hidden{reason="covered"} 2',
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
  const lines = linesOf(await collectOnce(createFilesystem(), host)).filter((line) =>
    /^node_filesystem_(size_bytes|device_error)/.test(line),
  );
  expect(lines).toEqual([
    'node_filesystem_device_error{device="/dev/sda1", fstype="ext4", mountpoint="/"} 0',
    'node_filesystem_size_bytes{device="/dev/sda1", fstype="ext4", mountpoint="/"} 4096000',
    'node_filesystem_device_error{device="nas:/export", device_error="mountpoint timeout", fstype="nfs4", mountpoint="/mnt/dead"} 1',
    'node_filesystem_device_error{device="nas:/export", fstype="nfs4", mountpoint="/mnt/alive"} 0',
    'node_filesystem_size_bytes{device="nas:/export", fstype="nfs4", mountpoint="/mnt/alive"} 4096000',
  ]);
});

test.each([
  { fstype: "nfs4", hanging: ["/a", "/b"] },
  { fstype: "a-type-nobody-knows", hanging: ["/a", "/b"] },
])(
  "after two of type $fstype hang no further one is asked, so that they never hold all of Node's file threads",
  async ({ fstype, hanging }) => {
    const mounts = ["/a", "/b", "/c", "/d"].map((place) => nfs(place).replace("nfs4", fstype));
    const host = createFakeHost({
      files: { "/proc/self/mountinfo": [ext4("/"), ...mounts].join("\n") },
      filesystems: { "/": sizes, "/a": "hangs", "/b": "hangs", "/c": sizes, "/d": sizes },
    });
    const readings = await collectOnce(createFilesystem(), host);
    expect(host.asked).toEqual(["/", ...hanging]);
    const timedOut = readings.filter(({ labels }) => labels.device_error === "mountpoint timeout" && labels.mountpoint === "/d");
    expect(timedOut.map(({ name, value }) => `${name} ${value}`)).toEqual([
      "node_filesystem_device_error 1",
      "node_filesystem_readonly 0",
    ]);
  },
);

test("shares are asked after the disks, wherever they stand in the file", async () => {
  const host = createFakeHost({ files: { "/proc/self/mountinfo": `${nfs("/mnt/nas")}\n${ext4("/")}` } });
  await collectOnce(createFilesystem(), host);
  expect(host.asked).toEqual(["/", "/mnt/nas"]);
});

test.each([
  { code: "EACCES", expected: "permission denied" },
  { code: "ENOENT", expected: "no such file or directory" },
  { code: "ESTALE", expected: "stale NFS file handle" },
  { code: "EMULTIHOP", expected: "EMULTIHOP" },
])("a filesystem that answers $code has that reason as a label, and no sizes", async ({ code, expected }) => {
  const host = createFakeHost({ files: { "/proc/self/mountinfo": ext4("/media/stick").replace("rw,", "ro,") } });
  host.statFilesystem = () => Promise.reject(Object.assign(new Error(code), { code }));
  const labels = `{device="/dev/sda1", device_error="${expected}", fstype="ext4", mountpoint="/media/stick"}`;
  expect(linesOf(await collectOnce(createFilesystem(), host)).slice(0, -3)).toEqual([
    `node_filesystem_device_error${labels} 1`,
    `node_filesystem_readonly${labels} 1`,
  ]);
});

test("a mistake of ours is not taken for a filesystem's", async () => {
  const host = createFakeHost({ files: { "/proc/self/mountinfo": ext4("/") } });
  host.statFilesystem = () => Promise.reject(new TypeError("not a function"));
  await expect(collectOnce(createFilesystem(), host)).rejects.toThrow(TypeError);
});

test("series stay the same objects from run to run, also those of an error", async () => {
  const host = createFakeHost({
    files: { "/proc/self/mountinfo": `${ext4("/")}\n${ext4("/gone")}` },
    filesystems: { "/": sizes },
  });
  const filesystem = createFilesystem();
  const first = [...(await collectOnce(filesystem, host))];
  const second = await collectOnce(filesystem, host);
  expect(second.every((reading, index) => reading === first[index])).toBe(true);
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

test("a container that only has layers and kernel filesystems says how many mounts it does not show", async () => {
  const overlay = "27 1 0:40 / / rw,relatime - overlay overlay rw,lowerdir=/l";
  const shm = "28 27 0:41 / /dev/shm rw - tmpfs shm rw";
  const host = createFakeHost({ files: { "/proc/self/mountinfo": [overlay, shm, shm].join("\n") } });
  expect(linesOf(await collectOnce(createFilesystem(), host))).toEqual([
    'watchdeck_filesystem_hidden{reason="type"} 1',
    'watchdeck_filesystem_hidden{reason="mount point"} 1',
    'watchdeck_filesystem_hidden{reason="covered"} 1',
  ]);
});

test.each([
  { name: "empty", text: "" },
  { name: "cut off within a line", text: "27 1 8:1 / /srv rw,rela" },
  { name: "binary rubbish", text: "\0\uFFFD - \u0001 \n".repeat(100) },
])("a list of mounts that is $name is no data", async ({ text }) => {
  const host = createFakeHost({ files: { "/proc/self/mountinfo": text } });
  await expect(collectOnce(createFilesystem(), host)).rejects.toThrow(new NoData("this machine shows no mounted filesystem"));
});

test("of a thousand mounts each is asked once", async () => {
  const text = Array.from({ length: 1000 }, (_, index) => ext4(`/m/${index}`)).join("\n");
  const host = createFakeHost({ files: { "/proc/self/mountinfo": text } });
  await collectOnce(createFilesystem(), host);
  expect(new Set(host.asked).size).toBe(1000);
});

test.each([
  { name: "a space in the name", line: ext4("/media/My\\040Passport"), expected: "/media/My Passport" },
  { name: "tab, line feed and backslash", line: ext4("/a\\011b\\012c\\134d"), expected: "/a\tb\nc\\d" },
  { name: "what only looks escaped", line: ext4("/a\\9b"), expected: "/a\\9b" },
  { name: "letters beyond ASCII", line: ext4("/media/Löwenzahn"), expected: "/media/Löwenzahn" },
])("a mountpoint with $name is read as it is", ({ line, expected }) => {
  expect(sortMounts(line).shown.map(({ mountpoint }) => mountpoint)).toEqual([expected]);
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
])("sortMounts reads $name", ({ line, isReadOnly }) => {
  expect(sortMounts(line).shown).toEqual([
    { device: "/dev/sda1", mountpoint: "/", fstype: "ext4", isReadOnly, major: "8", minor: "1" },
  ]);
});

test("of two mounts on one place only the upper one is there, and torn lines are left out", () => {
  const text = [ext4("/srv"), "28 27 0:50 / /srv rw - tmpfs scratch rw", "29 27 8:2", ""].join("\n");
  const { shown, hidden } = sortMounts(text);
  expect(shown.map(({ device }) => device)).toEqual(["scratch"]);
  expect(hidden).toEqual({ type: 0, "mount point": 0, covered: 1 });
});

test("a device's name stays as the kernel writes it, as node_exporter's label has it", () => {
  expect(sortMounts("27 1 0:40 / /mnt rw - cifs //nas/my\\040share rw").shown.map(({ device }) => device)).toEqual([
    "//nas/my\\040share",
  ]);
});

const mount = (mountpoint: string, fstype: string): Mount => ({
  device: "d",
  mountpoint,
  fstype,
  isReadOnly: false,
  major: "8",
  minor: "1",
});

test.each([
  { mountpoint: "/", fstype: "ext4", expected: undefined },
  { mountpoint: "/run", fstype: "tmpfs", expected: undefined },
  { mountpoint: "/developer", fstype: "xfs", expected: undefined },
  { mountpoint: "/var/lib/docker", fstype: "btrfs", expected: undefined },
  { mountpoint: "/dev/shm", fstype: "tmpfs", expected: "mount point" },
  { mountpoint: "/var/lib/docker/overlay2/x/merged", fstype: "ext4", expected: "mount point" },
  { mountpoint: "/run/credentials/systemd-sysusers.service", fstype: "ramfs", expected: "mount point" },
  { mountpoint: "/snap/core/1", fstype: "squashfs", expected: "type" },
  { mountpoint: "/sys/fs/cgroup", fstype: "cgroup2", expected: "mount point" },
])("$fstype on $mountpoint is hidden because of: $expected", ({ mountpoint, fstype, expected }) => {
  expect(hiddenBecause(mount(mountpoint, fstype))).toBe(expected);
});

test.each([
  ["nfs4", true],
  ["fuse.sshfs", true],
  ["cifs", true],
  ["ext4", false],
  ["tmpfs", false],
])("a filesystem of type %s may hang: %s", (fstype, expected) => expect(mayHang(mount("/", fstype))).toBe(expected));
