import { expect, test } from "vitest";
import { NoData } from "../../../../../electron/engine/collectors/collector";
import { createDisk } from "../../../../../electron/engine/collectors/storage/disk";
import { collectOnce, linesOf } from "../../../../support/collect";
import { createFakeHost } from "../../../../support/fake-host";
import { fixture } from "../../../../support/fixture";

const eleven = "1 2 3 4 5 6 7 8 9 10 11";
const infos = async (collector: ReturnType<typeof createDisk>, host: ReturnType<typeof createFakeHost>) =>
  (await collectOnce(collector, host))
    .filter(({ name }) => /_info$|_ata_/.test(name))
    .map(({ name, labels }) => ({ name, ...labels }));

test("of a captured machine's devices its one disk is told, in bytes and seconds", async () => {
  const host = createFakeHost({ files: { "/proc/diskstats": fixture("proc/diskstats") } });
  const vda = '{device="vda"}';
  expect(linesOf(await collectOnce(createDisk(), host))).toEqual([
    `node_disk_reads_completed_total${vda} 70401`,
    `node_disk_reads_merged_total${vda} 13798`,
    `node_disk_read_bytes_total${vda} 2936042496`,
    `node_disk_read_time_seconds_total${vda} 28.949`,
    `node_disk_writes_completed_total${vda} 38106`,
    `node_disk_writes_merged_total${vda} 51005`,
    `node_disk_written_bytes_total${vda} 2896023552`,
    `node_disk_write_time_seconds_total${vda} 16.755`,
    `node_disk_io_now${vda} 0`,
    `node_disk_io_time_seconds_total${vda} 9.684000000000001`,
    `node_disk_io_time_weighted_seconds_total${vda} 46.694`,
    `node_disk_discards_completed_total${vda} 11949`,
    `node_disk_discards_merged_total${vda} 39`,
    `node_disk_discarded_sectors_total${vda} 900936`,
    `node_disk_discard_time_seconds_total${vda} 0.8140000000000001`,
    `node_disk_flush_requests_total${vda} 4887`,
    `node_disk_flush_requests_time_seconds_total${vda} 0.17400000000000002`,
    'node_disk_info{device="vda", major="254", minor="0", rotational="0"} 1',
  ]);
});

test.each([
  { name: "partitions", devices: ["sda1", "vdb12", "xvda3", "hdc2", "nvme0n1p2"], shown: false },
  { name: "what lives in memory, and loop and floppy devices", devices: ["zram0", "ram3", "loop12", "fd0"], shown: false },
  { name: "disks", devices: ["sda", "vdb", "nvme10n1", "mmcblk0", "sr0", "md127", "dm-0", "nbd5"], shown: true },
])("$name are shown: $shown", async ({ devices, shown }) => {
  const text = ["sdz", ...devices].map((device) => `8 0 ${device} ${eleven}`).join("\n");
  const readings = await collectOnce(createDisk(), createFakeHost({ files: { "/proc/diskstats": text } }));
  const seen = [...new Set(readings.map(({ labels }) => labels.device))];
  expect(seen).toEqual(["sdz", ...(shown ? devices : [])]);
});

const udev = (properties: Record<string, string>) =>
  ["S:disk/by-id/x", "I:123", ...Object.entries(properties).map(([name, value]) => `E:${name}=${value}`), "G:systemd"].join("\n");

test("a disk says what it is and what is on it, as far as udev knows", async () => {
  const host = createFakeHost({
    files: {
      "/proc/diskstats": `8 0 sda ${eleven}\n254 0 dm-0 ${eleven}`,
      "/sys/block/sda/queue/rotational": "1\n",
      "/sys/block/sda/queue/io_timeout": "30000\n",
      "/sys/block/sda/queue/wbt_lat_usec": "75000\n",
      "/run/udev/data/b8:0": udev({
        ID_ATA: "1",
        ID_MODEL: 'ST4000 "NM" 🔥',
        ID_SERIAL_SHORT: "ZC18",
        ID_ATA_ROTATION_RATE_RPM: "7200",
        ID_ATA_WRITE_CACHE: "yes",
        ID_FS_TYPE: "xfs",
        ID_FS_UUID: "7c0f",
        ID_FS_VERSION: "",
      }),
      "/run/udev/data/b254:0": udev({ DM_NAME: "luks=5c", DM_UUID: "CRYPT" }),
    },
  });
  expect(await infos(createDisk(), host)).toEqual([
    { name: "node_disk_info", device: "sda", major: "8", minor: "0", model: 'ST4000 "NM" 🔥', serial: "ZC18", rotational: "1" },
    { name: "node_disk_filesystem_info", device: "sda", type: "xfs", uuid: "7c0f" },
    { name: "node_disk_ata_rotation_rate_rpm", device: "sda" },
    { name: "node_disk_info", device: "dm-0", major: "254", minor: "0", rotational: "0" },
    // The label that is called "name" is the device mapper's.
    { name: "luks=5c", device: "dm-0", uuid: "CRYPT" },
  ]);
});

test("what a disk is stays the same objects until the minute is over, or another disk takes its name", async () => {
  const host = createFakeHost({
    files: { "/proc/diskstats": `8 0 sda ${eleven}`, "/run/udev/data/b8:0": udev({ ID_MODEL: "old" }) },
  });
  let now = 1_000_000;
  host.now = () => now;
  const collector = createDisk();
  const info = async () => (await collectOnce(collector, host)).find(({ name }) => name === "node_disk_info")?.labels;
  const first = await info();
  host.files.set("/run/udev/data/b8:0", udev({ ID_MODEL: "new" }));
  expect(await info()).toBe(first);
  now += 60_000;
  expect(await info()).toEqual({ ...first, model: "new" });
  host.files.set("/proc/diskstats", `8 16 sda ${eleven}`);
  expect(await info()).toEqual({ device: "sda", major: "8", minor: "16", rotational: "0" });
});

test("a disk that goes is gone at the next run, and a counter that starts again is told as it stands", async () => {
  const host = createFakeHost({ files: { "/proc/diskstats": `8 0 sda ${eleven}\n8 16 sdb ${eleven}` } });
  const collector = createDisk();
  await collectOnce(collector, host);
  host.files.set("/proc/diskstats", `8 16 sdb 0 ${eleven}`);
  const readings = await collectOnce(collector, host);
  expect(readings.every(({ labels }) => labels.device === "sdb")).toBe(true);
  expect(readings[0]).toMatchObject({ name: "node_disk_reads_completed_total", value: 0 });
});

test.each([
  { name: "without disks", text: "7 0 loop0 1 2 3 4 5 6 7 8 9 10 11\n" },
  { name: "that is empty", text: "" },
])("a file $name has no data", async ({ text }) => {
  await expect(collectOnce(createDisk(), createFakeHost({ files: { "/proc/diskstats": text } }))).rejects.toThrow(
    new NoData("this machine shows no disk"),
  );
});

test("a machine without the file fails, because every Linux has one", async () => {
  await expect(collectOnce(createDisk(), createFakeHost())).rejects.toThrow("ENOENT");
});
