// Sizes by statfs(2), names as node_exporter's filesystem collector has them. A filesystem over the network can hang: each
// ask has a deadline (in host-access.ts), and one that does not answer is reported as a device error, without its sizes.
import type { Labels } from "#shared/model/labels";
import { seconds } from "#shared/units/time";
import { type CollectContext, type Collector, NoData, NotAnswering } from "../collector";
import { createReadingList, type ReadingList } from "../reading-list";
import { type HiddenBecause, type Mount, type Mounts, mayHang, sortMounts } from "./mounts";

// Each ask that hangs holds one of Node's four file threads until it is answered, and the rest of the engine needs the others.
const maxHanging = 2;

/** A mount with the labels of its series, which stay the same objects from run to run. */
interface Place {
  mount: Mount;
  labels: Labels;
  infoLabels: Labels;
  /** With why it could not be asked; kept for as long as that is the reason. */
  failed?: Labels;
}

export function createFilesystem(): Collector {
  const list = createReadingList();
  // Mounts seldom change, so the list is worked out anew only when its text does.
  let known = { text: "", places: [] as Place[], hidden: sortMounts("").hidden };

  return {
    name: "filesystem",
    about: "Size, free space and free inodes of each mounted filesystem, from /proc/self/mountinfo and statfs.",
    help,
    platforms: ["linux"],
    every: seconds(10),
    deadline: seconds(5),
    async collect(context) {
      const text = await context.host.readText("/proc/self/mountinfo", context.signal);
      if (text !== known.text) known = { text, ...placesOf(sortMounts(text)) };
      const { places, hidden } = known;
      const all = Object.values(hidden).reduce((sum, count) => sum + count, places.length);
      if (all === 0) throw new NoData("this machine shows no mounted filesystem");
      list.start();
      await measureAll(places, context, list);
      for (const [reason, labels] of reasons) list.gauge("watchdeck_filesystem_hidden", hidden[reason], labels);
      return list.readings();
    },
  };
}

const help = {
  node_filesystem_size_bytes: "Filesystem size in bytes.",
  node_filesystem_free_bytes: "Filesystem free space in bytes.",
  node_filesystem_avail_bytes: "Filesystem space available to non-root users in bytes.",
  node_filesystem_files: "Filesystem total file nodes.",
  node_filesystem_files_free: "Filesystem total free file nodes.",
  node_filesystem_purgeable_bytes: "Filesystem space available including purgeable space (MacOS specific).",
  node_filesystem_readonly: "Filesystem read-only status.",
  node_filesystem_device_error: "Whether an error occurred while getting statistics for the given device.",
  node_filesystem_mount_info: "Filesystem mount information.",
  watchdeck_filesystem_hidden: "Mounts that are not shown: by their type, by their mount point, or covered by another mount.",
};

const reasons: [HiddenBecause, Labels][] = (["type", "mount point", "covered"] as const).map((reason) => [
  reason,
  Object.freeze({ reason }),
]);

/** Those that may hang come last, so that they can keep nothing from being measured but one another. */
const placesOf = ({ shown, hidden }: Mounts) => ({
  places: [...shown.filter((mount) => !mayHang(mount)), ...shown.filter(mayHang)].map(placeOf),
  hidden,
});

function placeOf(mount: Mount): Place {
  const { device, mountpoint, fstype, major, minor } = mount;
  return {
    mount,
    labels: Object.freeze({ device, mountpoint, fstype }),
    infoLabels: Object.freeze({ device, major, minor, mountpoint }),
  };
}

/** One after the other, and no further once two hang, of whatever type they are. */
async function measureAll(places: Place[], { host, signal }: CollectContext, list: ReadingList): Promise<void> {
  let hanging = 0;
  for (const place of places) {
    if (signal.aborted) return;
    if (hanging >= maxHanging) {
      putError(place, timedOut, list);
      continue;
    }
    try {
      putSizes(place, await host.statFilesystem(place.mount.mountpoint, signal), list);
    } catch (error) {
      // No permission, just unmounted, or hanging: told in the reading itself, as node_exporter does; the others go on.
      if (error instanceof NotAnswering) hanging++;
      putError(place, reasonOf(error), list);
    }
  }
}

type Sizes = Awaited<ReturnType<CollectContext["host"]["statFilesystem"]>>;

function putSizes({ mount, labels, infoLabels }: Place, sizes: Sizes, list: ReadingList): void {
  list.gauge("node_filesystem_device_error", 0, labels);
  list.gauge("node_filesystem_readonly", mount.isReadOnly ? 1 : 0, labels);
  list.gauge("node_filesystem_size_bytes", sizes.blocks * sizes.blockSize, labels);
  list.gauge("node_filesystem_free_bytes", sizes.free * sizes.blockSize, labels);
  list.gauge("node_filesystem_avail_bytes", sizes.available * sizes.blockSize, labels);
  list.gauge("node_filesystem_files", sizes.files, labels);
  list.gauge("node_filesystem_files_free", sizes.filesFree, labels);
  list.gauge("node_filesystem_purgeable_bytes", 0, labels);
  list.gauge("node_filesystem_mount_info", 1, infoLabels);
}

function putError(place: Place, reason: string, list: ReadingList): void {
  if (place.failed?.device_error !== reason) place.failed = Object.freeze({ ...place.labels, device_error: reason });
  list.gauge("node_filesystem_device_error", 1, place.failed);
  list.gauge("node_filesystem_readonly", place.mount.isReadOnly ? 1 : 0, place.failed);
}

const timedOut = "mountpoint timeout";

/** The label's words are node_exporter's: those of the C library, in lower case. */
const reasonWords = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "operation not permitted"],
  ["ENOENT", "no such file or directory"],
  ["ENOTDIR", "not a directory"],
  ["EIO", "input/output error"],
  ["ENODEV", "no such device"],
  ["ENXIO", "no such device or address"],
  ["ESTALE", "stale NFS file handle"],
  ["ENOTCONN", "transport endpoint is not connected"],
  ["ECONNABORTED", "software caused connection abort"],
  ["ETIMEDOUT", "connection timed out"],
  ["EHOSTDOWN", "host is down"],
  ["EHOSTUNREACH", "no route to host"],
]);

function reasonOf(error: unknown): string {
  if (error instanceof NotAnswering) return timedOut;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return reasonWords.get(code) ?? code;
}
