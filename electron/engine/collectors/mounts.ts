// /proc/self/mountinfo: proc_pid_mountinfo(5). Which filesystems count as storage follows the defaults of node_exporter's
// filesystem collector, so that dashboards made for it list the same ones.

export interface Mount {
  device: string;
  mountpoint: string;
  fstype: string;
  isReadOnly: boolean;
}

const excludedMountpoints = /^\/(dev|proc|run\/credentials\/.+|sys|var\/lib\/docker\/.+|var\/lib\/containers\/storage\/.+)($|\/)/;
const excludedTypes = new Set(
  (
    "autofs binfmt_misc bpf cgroup cgroup2 configfs debugfs devpts devtmpfs fusectl hugetlbfs iso9660 mqueue nsfs overlay proc " +
    "procfs pstore rpc_pipefs securityfs selinuxfs squashfs erofs sysfs tracefs"
  ).split(" "),
);

export const isStorage = ({ mountpoint, fstype }: Mount): boolean =>
  !excludedMountpoints.test(mountpoint) && !excludedTypes.has(fstype);

/** Whether something outside this kernel answers for the filesystem, so that asking it may hang for good. */
export const mayHang = ({ fstype }: Mount): boolean =>
  /^(nfs|nfs4|cifs|smb3|smbfs|ceph|9p|afs|lustre|gpfs|beegfs|glusterfs|virtiofs|fuse.*)$/.test(fstype);

/** Of several mounts on one mountpoint only the last can be seen, so only that one is given. */
export function parseMountinfo(text: string): Mount[] {
  const mounts = new Map<string, Mount>();
  for (const line of text.split("\n")) {
    // 27 1 254:0 / /home/my\040files rw,relatime shared:1 - ext4 /dev/vda rw,discard
    const [before, after] = line.split(" - ", 2);
    const [, , , , mountpoint, options] = (before ?? "").split(" ");
    const [fstype, device, superOptions] = (after ?? "").split(" ");
    if (!mountpoint || !options || !fstype || device === undefined) continue;
    const path = unescapeOctal(mountpoint);
    const isReadOnly = hasOption(options, "ro") || hasOption(superOptions ?? "", "ro");
    mounts.set(path, { device: unescapeOctal(device), mountpoint: path, fstype, isReadOnly });
  }
  return [...mounts.values()];
}

const hasOption = (options: string, option: string) => options.split(",").includes(option);

/** The kernel writes space, tab, line feed and backslash as \040, \011, \012 and \134. */
const unescapeOctal = (text: string) =>
  text.includes("\\")
    ? text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
    : text;
