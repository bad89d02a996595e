// Which processes have a graphics card open, and what the kernel says of it. These reads are short and answered from memory,
// so waiting for them costs less than a thread's help would.
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync } from "node:fs";
import { basename } from "node:path";

export interface DrmFiles {
  pids(): number[];
  /** The descriptors of a process that are graphics cards; "closed" when it is not ours to look into. */
  cards(pid: number): { fd: string; node: string }[] | "closed";
  /** Undefined when the process or the descriptor has gone. */
  info(pid: number, fd: string): string | undefined;
  name(pid: number): string | undefined;
  /** Nodes of cards that can draw, "renderD128"; a display of a virtual machine has none. */
  renderNodes(): string[];
  /** Where a node's card sits: its PCI address, or on a small board its place there, "fec00000.v3d". */
  address(node: string): string | undefined;
}

const cardNode = /^\/dev\/dri\/((?:renderD|card)\d+)$/;
// Far more than any driver writes.
const longestInfo = 16_384;

/** `root` stands before every path: a made tree, for tests. */
export function createDrmFiles({ root = "" }: { root?: string } = {}): DrmFiles {
  const buffer = Buffer.allocUnsafe(longestInfo);

  return {
    pids: () => readdirSync(`${root}/proc`).flatMap((name) => (/^\d+$/.test(name) ? Number(name) : [])),

    cards(pid) {
      const folder = `${root}/proc/${pid}/fd`;
      let names: string[];
      try {
        names = readdirSync(folder);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        return code === "EACCES" || code === "EPERM" ? "closed" : [];
      }
      return names.flatMap((fd) => {
        const node = cardNode.exec(unlessGone(() => readlinkSync(`${folder}/${fd}`)) ?? "")?.[1];
        return node === undefined ? [] : { fd, node };
      });
    },

    info: (pid, fd) =>
      unlessGone(() => {
        const opened = openSync(`${root}/proc/${pid}/fdinfo/${fd}`, "r");
        try {
          return buffer.toString("utf8", 0, readSync(opened, buffer, 0, buffer.length, 0));
        } finally {
          closeSync(opened);
        }
      }),

    name: (pid) => unlessGone(() => readFileSync(`${root}/proc/${pid}/comm`, "utf8").trim()),

    renderNodes: () =>
      (unlessGone(() => readdirSync(`${root}/sys/class/drm`)) ?? []).filter((name) => name.startsWith("renderD")),

    address(node) {
      const target = unlessGone(() => readlinkSync(`${root}/sys/class/drm/${node}/device`));
      return target === undefined ? undefined : basename(target);
    },
  };
}

/** Processes end and descriptors close all the time, and others' rights change: none of it is worth an error here. */
function unlessGone<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
