import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { CollectContext, Collector } from "../collector";
import { both, type LoadInformation, type SystemInformation } from "./information";

type Volume = Awaited<ReturnType<SystemInformation["fsSize"]>>[number];

export const createPortableFilesystem = (information: LoadInformation): Collector => ({
  name: "filesystem",
  about: "Size and free space of each mounted volume.",
  help: {
    node_filesystem_size_bytes: "Filesystem size in bytes.",
    node_filesystem_free_bytes: "Filesystem free space in bytes.",
    node_filesystem_avail_bytes: "Filesystem space available to non-root users in bytes.",
    node_filesystem_readonly: "Filesystem read-only status.",
    node_filesystem_device_error: "Whether an error occurred while getting statistics for the given device.",
  },
  platforms: both,
  every: seconds(30),
  deadline: seconds(20),
  async collect(context) {
    const volumes = await (await information()).fsSize();
    return (await Promise.all(volumes.map((volume) => measure(volume, context)))).flat();
  },
});

async function measure({ fs, type, mount, rw }: Volume, { host, signal }: CollectContext): Promise<Reading[]> {
  const labels = { device: fs, mountpoint: mount, fstype: type.toLowerCase() };
  try {
    const { blockSize, blocks, free, available } = await host.statFilesystem(mount, signal);
    return [
      gauge("node_filesystem_size_bytes", blocks * blockSize, labels),
      gauge("node_filesystem_free_bytes", free * blockSize, labels),
      gauge("node_filesystem_avail_bytes", available * blockSize, labels),
      ...(rw === null ? [] : [gauge("node_filesystem_readonly", rw ? 0 : 1, labels)]),
      gauge("node_filesystem_device_error", 0, labels),
    ];
  } catch {
    // Ejected meanwhile, or a share that does not answer: told in the reading, and the other volumes go on.
    return [gauge("node_filesystem_device_error", 1, labels)];
  }
}
