// Whether this console runs within a container, and whose figures it then sees under /proc. There is no one file that says so:
// each program that makes containers leaves its own marks.
import type { CollectContext } from "../collectors/collector";
import { listIfThere, readIfThere } from "../collectors/optional-file";
import { parseMountinfo } from "../collectors/text/mountinfo";

export interface ContainerAround {
  /** "Docker"; undefined for one whose maker leaves no mark. */
  kind?: string;
  /** Its /proc is the host's: figures of processor and memory are of the whole host. */
  seesHost: boolean;
}

/** What systemd calls them: systemd-detect-virt(1). WSL is on its list too, but is a virtual machine. */
const kindByWord = new Map([
  ["docker", "Docker"],
  ["podman", "Podman"],
  ["lxc", "LXC"],
  ["lxc-libvirt", "LXC"],
  ["systemd-nspawn", "systemd-nspawn"],
  ["rkt", "rkt"],
  ["proot", "PRoot"],
  ["container-other", undefined],
]);

/** Kubernetes first, because it runs its containers with one of the others. */
const kindByPath = [
  { pattern: /\/kubepods|\/kubelet/, kind: "Kubernetes" },
  { pattern: /\/libpod-/, kind: "Podman" },
  { pattern: /\/docker[/-]/, kind: "Docker" },
  { pattern: /\/lxc(\.payload)?[./]/, kind: "LXC" },
];

export async function findContainer(context: CollectContext): Promise<ContainerAround | undefined> {
  const read = async (path: string) => (await readIfThere(context.host, path, context.signal, "seldom"))?.trim();
  const mounts = parseMountinfo((await read("/proc/self/mountinfo")) ?? "");
  // lxcfs puts files of the container's own in the place of the host's.
  const seesHost = !mounts.some(({ point, type }) => point === "/proc/meminfo" && type === "fuse.lxcfs");

  const word = await read("/run/systemd/container");
  if (word && kindByWord.has(word)) return { kind: kindByWord.get(word), seesHost };

  const cgroup = (await read("/proc/self/cgroup")) ?? "";
  const byPath = kindByPath.find(({ pattern }) => pattern.test(cgroup))?.kind;
  if (byPath !== undefined) return { kind: byPath, seesHost };
  if (!seesHost) return { kind: "LXC", seesHost };

  // A container is given its own files for these. A virtual machine whose disk was made from a container's image has the
  // marks below but none of these mounts.
  const isMadeUp = mounts.some(({ point }) => ownFiles.has(point));
  if (!isMadeUp) return undefined;
  if (mounts.some(({ point }) => point.includes("/secrets/kubernetes.io"))) return { kind: "Kubernetes", seesHost };
  // For root to read only.
  const run = await listIfThere(context.host, "/run", context.signal);
  if (run.includes(".containerenv")) return { kind: "Podman", seesHost };
  if ((await read("/.dockerenv")) !== undefined) return { kind: "Docker", seesHost };
  const root = mounts.find(({ point }) => point === "/")?.type ?? "";
  return /overlay/.test(root) ? { seesHost } : undefined;
}

const ownFiles = new Set(["/etc/hostname", "/etc/hosts", "/etc/resolv.conf"]);
