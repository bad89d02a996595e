// Where in the tree of control groups a process stands, and which container that is.
import { parseCgroupPaths } from "../collectors/text/cgroup-files";

export interface Cgroup {
  path?: string;
  containerId?: string;
}

/** From /proc/<pid>/cgroup. */
export function parseCgroup(text: string): Cgroup {
  let path: string | undefined;
  let rank = 0;
  let containerId: string | undefined;
  for (const [controller, itsPath] of parseCgroupPaths(text)) {
    const found = itsPath.replace(/ \(deleted\)$/, "");
    const foundRank = rankOf(controller, found);
    if (foundRank > rank) [path, rank] = [found, foundRank];
    containerId ??= containerIdOf(found);
  }
  return { path, containerId };
}

/** On a system with both versions, the line that says most about where the process belongs. */
function rankOf(controller: string, path: string): number {
  if (path === "/") return 1;
  if (controller === "") return 4;
  return controller === "name=systemd" ? 3 : 2;
}

/**
 * Docker, Podman, containerd and CRI-O all put the full id, 64 hexadecimal digits, into a folder's name: `docker/<id>`,
 * `docker-<id>.scope`, `libpod-<id>.scope`, `cri-containerd-<id>.scope`, `kubepods/…/<id>`. Of containers inside each other
 * the outer one is the one that this machine's daemon knows.
 */
export function containerIdOf(path: string): string | undefined {
  for (const folder of path.split("/")) {
    const [, before, id] = /^(?:(.*)[-:])?([0-9a-f]{64})(?:\.scope)?$/.exec(folder) ?? [];
    // conmon is the program that watches over a container, from outside.
    if (id !== undefined && !before?.endsWith("conmon")) return id;
  }
  return undefined;
}
