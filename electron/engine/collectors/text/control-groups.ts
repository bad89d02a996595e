// The control groups that this program runs in, and where their files lie: cgroups(7). Limits hold for a group and all within
// it, so each group comes with those around it, as far up as they can be seen.
import { type CgroupMounts, parseCgroupMounts } from "../../containers/cgroup-folders";

export type Controller = "cpu" | "cpuset" | "memory" | "pids";

export interface ControlGroups {
  version: 1 | 2;
  /** Folders: the group itself, then the one around it, and so on. */
  folders: string[];
}

/** No folders where the controller is not there. The texts are those of /proc/self/cgroup and /proc/self/mountinfo. */
export function controlGroups(controller: Controller, cgroup: string, mountinfo: string): ControlGroups {
  const mounts = parseCgroupMounts(mountinfo);
  const paths = parsePaths(cgroup);
  const first = mounts.byController.get(controller);
  // Where version 2 runs beside version 1, a controller belongs to one of them.
  if (first) return { version: 1, folders: foldersUp(first, paths.get(controller) ?? "/") };
  return { version: 2, folders: mounts.unified ? foldersUp(mounts.unified, paths.get("") ?? "/") : [] };
}

/** `4:memory:/docker/8a1f` by controller, and `0::/system.slice/ssh.service`, the path in version 2, by "". */
function parsePaths(cgroup: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of cgroup.split("\n")) {
    const [, controllers, ...rest] = line.split(":");
    if (controllers === undefined || rest.length === 0) continue;
    for (const controller of controllers.split(",")) paths.set(controller, rest.join(":"));
  }
  return paths;
}

type Mount = NonNullable<CgroupMounts["unified"]>;

function foldersUp({ root, point }: Mount, path: string): string[] {
  // In a container the part of the tree that is mounted may begin at the container's own group, or the path may lead out of
  // it ("/../..") or to a place that cannot be seen from there; the mounted folder is then the group itself.
  const inside = root === "/" ? path : path === root || path.startsWith(`${root}/`) ? path.slice(root.length) : "";
  const names = inside.includes("/..") ? [] : inside.split("/").filter((name) => name !== "");
  return [...names.keys(), names.length].map((depth) => [point, ...names.slice(0, depth)].join("/")).reverse();
}
