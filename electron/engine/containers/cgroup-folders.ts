// Where the files of a container's control group lie: /proc/<pid>/cgroup says its place in the tree, or in each of the trees
// of version 1, and /proc/self/mountinfo where the trees are mounted. cgroups(7).

import { type CgroupMount, type CgroupMounts, parseCgroupPaths } from "../collectors/text/cgroup-files";

/** The folders of one control group. In version 2 they are all the same. */
export interface CgroupFolders {
  version: 1 | 2;
  /** The place in the tree: "/docker/<id>". */
  path: string;
  cpu?: string;
  cpuacct?: string;
  memory?: string;
  io?: string;
  pids?: string;
}

/** Undefined where the text does not speak of this container, or its group is out of our sight. */
export function cgroupFolders(text: string, id: string, mounts: CgroupMounts): CgroupFolders | undefined {
  const paths = new Map<string, string>();
  for (const [controller, itsPath] of parseCgroupPaths(text)) {
    const path = upToId(itsPath, id);
    if (path !== undefined) paths.set(controller, path);
  }
  const folderOf = (controller: string) => folderIn(mounts.byController.get(controller), paths.get(controller));
  const cpuacct = folderOf("cpuacct");
  if (cpuacct !== undefined) {
    const [path, cpu, memory] = [paths.get("cpuacct") ?? "", folderOf("cpu"), folderOf("memory")];
    return { version: 1, path, cpu, cpuacct, memory, io: folderOf("blkio"), pids: folderOf("pids") };
  }
  const path = paths.get("") ?? "";
  const folder = folderIn(mounts.unified, path);
  if (folder === undefined) return undefined;
  return { version: 2, path, cpu: folder, cpuacct: folder, memory: folder, io: folder, pids: folder };
}

/**
 * The group of the whole container: its first process may stand in a group below ("/libpod-<id>.scope/container"), and one
 * that was moved out of a tree stands where others do, whose usage is not its own.
 */
function upToId(path: string, id: string): string | undefined {
  const at = path.indexOf(id);
  if (at < 0) return undefined;
  const end = path.indexOf("/", at);
  return end < 0 ? path : path.slice(0, end);
}

function folderIn(mount: CgroupMount | undefined, path: string | undefined): string | undefined {
  // From within a namespace of control groups, one outside reads "/../docker/<id>".
  if (!mount || !path?.startsWith("/") || path.split("/").includes("..")) return undefined;
  if (mount.root === "/") return mount.point + path;
  return path.startsWith(`${mount.root}/`) ? mount.point + path.slice(mount.root.length) : undefined;
}
