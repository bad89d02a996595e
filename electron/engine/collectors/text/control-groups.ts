// The control groups that this program runs in, and where their files lie: cgroups(7). Limits hold for a group and all within
// it, so each group comes with those around it, as far up as they can be seen.
import { type CgroupMount, parseCgroupMounts, parseCgroupPaths } from "./cgroup-files";

export type Controller = "cpu" | "cpuset" | "memory" | "pids";

export interface ControlGroups {
  version: 1 | 2;
  /** Folders: the group itself, then the one around it, and so on. */
  folders: string[];
}

/** No folders where the controller is not there. The texts are those of /proc/self/cgroup and /proc/self/mountinfo. */
export function controlGroups(controller: Controller, cgroup: string, mountinfo: string): ControlGroups {
  const mounts = parseCgroupMounts(mountinfo);
  const paths = parseCgroupPaths(cgroup);
  const first = mounts.byController.get(controller);
  // Where version 2 runs beside version 1, a controller belongs to one of them.
  if (first) return { version: 1, folders: foldersUp(first, paths.get(controller) ?? "/") };
  return { version: 2, folders: mounts.unified ? foldersUp(mounts.unified, paths.get("") ?? "/") : [] };
}

function foldersUp({ root, point }: CgroupMount, path: string): string[] {
  // In a container the part of the tree that is mounted may begin at the container's own group, or the path may lead out of
  // it ("/../..") or to a place that cannot be seen from there; the mounted folder is then the group itself.
  const inside = root === "/" ? path : path === root || path.startsWith(`${root}/`) ? path.slice(root.length) : "";
  const names = inside.includes("/..") ? [] : inside.split("/").filter((name) => name !== "");
  return [...names.keys(), names.length].map((depth) => [point, ...names.slice(0, depth)].join("/")).reverse();
}
