// /proc/<pid>/cgroup, cgroups(7): where in the tree of control groups a process stands, and which container that is.

export interface Cgroup {
  path?: string;
  containerId?: string;
}

/** Lines are `hierarchy:controllers:path`; version 2 has one, `0::path`, and older systems have one for each controller. */
export function parseCgroup(text: string): Cgroup {
  let path: string | undefined;
  let rank = 0;
  let containerId: string | undefined;
  for (const line of text.split("\n")) {
    const first = line.indexOf(":");
    const second = line.indexOf(":", first + 1);
    if (first < 0 || second < 0 || line[second + 1] !== "/") continue;
    const found = line.slice(second + 1).replace(/ \(deleted\)$/, "");
    const foundRank = rankOf(line.slice(first + 1, second), found);
    if (foundRank > rank) [path, rank] = [found, foundRank];
    containerId ??= containerIdOf(found);
  }
  return { path, containerId };
}

/** On a system with both versions, the line that says most about where the process belongs. */
function rankOf(controllers: string, path: string): number {
  if (path === "/") return 1;
  if (controllers === "") return 4;
  return controllers === "name=systemd" ? 3 : 2;
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
