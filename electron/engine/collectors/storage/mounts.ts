// Which filesystems count as storage: those that node_exporter's filesystem collector takes by default, so that dashboards
// made for it list the same ones.
import { parseMountinfo } from "../text/mountinfo";

export interface Mount {
  /** As the kernel writes it: "//nas/my\040share". */
  device: string;
  mountpoint: string;
  fstype: string;
  isReadOnly: boolean;
  major: string;
  minor: string;
}

/** Why a mount is not shown: its type holds no files of its own, its place is the system's, or another mount lies over it. */
export type HiddenBecause = "type" | "mount point" | "covered";

export interface Mounts {
  shown: Mount[];
  hidden: Record<HiddenBecause, number>;
}

const excludedMountpoints = /^\/(dev|proc|run\/credentials\/.+|sys|var\/lib\/docker\/.+|var\/lib\/containers\/storage\/.+)($|\/)/;
const excludedTypes = new Set(
  (
    "autofs binfmt_misc bpf cgroup cgroup2 configfs debugfs devpts devtmpfs fusectl hugetlbfs iso9660 mqueue nsfs overlay proc " +
    "procfs pstore rpc_pipefs securityfs selinuxfs squashfs erofs sysfs tracefs"
  ).split(" "),
);

export function hiddenBecause({ mountpoint, fstype }: Mount): Exclude<HiddenBecause, "covered"> | undefined {
  if (excludedMountpoints.test(mountpoint)) return "mount point";
  return excludedTypes.has(fstype) ? "type" : undefined;
}

/** Whether something outside this kernel answers for the filesystem, so that asking it may hang for good. */
export const mayHang = ({ fstype }: Mount): boolean =>
  /^(nfs|nfs4|cifs|smb3|smbfs|ceph|9p|afs|lustre|gpfs|beegfs|glusterfs|virtiofs|fuse.*)$/.test(fstype);

/**
 * Of several mounts on one mountpoint only the last can be seen and asked for its size. node_exporter shows the others too,
 * with the size of the last, which is not theirs.
 */
export function sortMounts(text: string): Mounts {
  const mounts = parseMounts(text);
  const visible = new Map(mounts.map((mount) => [mount.mountpoint, mount]));
  const found: Mounts = { shown: [], hidden: { type: 0, "mount point": 0, covered: mounts.length - visible.size } };
  for (const mount of visible.values()) {
    const reason = hiddenBecause(mount);
    if (reason) found.hidden[reason]++;
    else found.shown.push(mount);
  }
  return found;
}

function parseMounts(text: string): Mount[] {
  return parseMountinfo(text).flatMap(({ number, point, options, type, device, superOptions }) => {
    const [major, minor] = number.split(":");
    if (!major || !minor) return [];
    const isReadOnly = hasOption(options, "ro") || hasOption(superOptions, "ro");
    return [{ device, mountpoint: point, fstype: type, isReadOnly, major, minor }];
  });
}

const hasOption = (options: string, option: string) => options.split(",").includes(option);
