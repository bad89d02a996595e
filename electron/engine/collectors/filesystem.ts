// Sizes by statfs(2), names as node_exporter's filesystem collector has them. A filesystem over the network can hang: each
// ask has a deadline (in host-access.ts), and one that does not answer is reported as a device error, without its sizes.
import { gauge, type Reading } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import { type CollectContext, type Collector, NoData, NotAnswering } from "./collector";
import { isStorage, type Mount, mayHang, parseMountinfo } from "./mounts";

// Each ask that hangs holds one of Node's four file threads for good, and the rest of the engine needs the others.
const maxHanging = 2;

export function createFilesystem(): Collector {
  // Mounts seldom change, so the list is worked out anew only when its text does.
  let known = { text: "", mounts: [] as Mount[] };

  return {
    name: "filesystem",
    about: "Size, free space and free inodes of each mounted filesystem, from /proc/self/mountinfo and statfs.",
    help: {},
    platforms: ["linux"],
    every: seconds(10),
    deadline: seconds(5),
    async collect(context) {
      const text = await context.host.readText("/proc/self/mountinfo", context.signal);
      if (text !== known.text) known = { text, mounts: parseMountinfo(text).filter(isStorage) };
      const { mounts } = known;
      if (mounts.length === 0) throw new NoData("no filesystem of this machine holds files of its own");
      const local = mounts.filter((mount) => !mayHang(mount)).map((mount) => measure(mount, context));
      return [...(await Promise.all(local)), ...(await measureRemote(mounts.filter(mayHang), context))].flat();
    },
  };
}

/** One after the other, and no further once two hang. */
async function measureRemote(mounts: Mount[], context: CollectContext): Promise<Reading[][]> {
  const readings: Reading[][] = [];
  let hanging = 0;
  for (const mount of mounts) {
    const onError = (error: unknown) => {
      if (error instanceof NotAnswering) hanging++;
    };
    readings.push(hanging < maxHanging ? await measure(mount, context, onError) : unanswered(mount));
  }
  return readings;
}

async function measure(mount: Mount, { host, signal }: CollectContext, onError?: (error: unknown) => void): Promise<Reading[]> {
  try {
    return sizes(mount, await host.statFilesystem(mount.mountpoint, signal));
  } catch (error) {
    // No permission, just unmounted, or hanging: told in the reading itself, as node_exporter does; the others go on.
    onError?.(error);
    return unanswered(mount);
  }
}

const labelsOf = ({ device, mountpoint, fstype }: Mount) => ({ device, mountpoint, fstype });

const unanswered = (mount: Mount): Reading[] => [gauge("node_filesystem_device_error", 1, labelsOf(mount))];

type Sizes = Awaited<ReturnType<CollectContext["host"]["statFilesystem"]>>;

function sizes(mount: Mount, { blockSize, blocks, free, available, files, filesFree }: Sizes): Reading[] {
  const labels = labelsOf(mount);
  return [
    gauge("node_filesystem_size_bytes", blocks * blockSize, labels),
    gauge("node_filesystem_free_bytes", free * blockSize, labels),
    gauge("node_filesystem_avail_bytes", available * blockSize, labels),
    gauge("node_filesystem_files", files, labels),
    gauge("node_filesystem_files_free", filesFree, labels),
    gauge("node_filesystem_readonly", mount.isReadOnly ? 1 : 0, labels),
    gauge("node_filesystem_device_error", 0, labels),
  ];
}
