// The open files of one process: /proc/<pid>/fd, proc_pid_fd(5).
import type { OpenFile } from "#shared/contract/processes";
import type { Clock } from "../clock";
import { createPauses } from "./pauses";
import { isClosedToUs, isGone, type ProcFolder } from "./proc-folder";
import { describeSockets } from "./sockets";

const mostFiles = 5000;

/** The first of them by number; throws Node's EACCES when they are closed to us. */
export async function readOpenFiles(
  clock: Clock,
  folder: ProcFolder,
  pid: number,
): Promise<{ files: OpenFile[]; total: number }> {
  const descriptors = (await folder.list(pid, "fd")).map(Number).sort((a, b) => a - b);
  const files: OpenFile[] = [];
  const pauses = createPauses(clock);
  for (const descriptor of descriptors.slice(0, mostFiles)) {
    if (pauses.isDue()) await pauses.take();
    const file = readOne(folder, pid, descriptor);
    if (file) files.push(file);
  }
  const sockets = new Set(files.flatMap(({ target }) => socketNumber(target) ?? []));
  const words = await describeSockets(folder, pid, sockets);
  for (const file of files) file.target = words.get(socketNumber(file.target) ?? "") ?? file.target;
  return { files, total: descriptors.length };
}

/** Undefined when it was closed meanwhile. */
function readOne(folder: ProcFolder, pid: number, descriptor: number): OpenFile | undefined {
  try {
    const target = folder.link(pid, `fd/${descriptor}`);
    return { descriptor, kind: kindOf(target, () => folder.text(pid, `fdinfo/${descriptor}`)), target };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

const socketNumber = (target: string) => /^socket:\[(\d+)\]$/.exec(target)?.[1];

/**
 * By the link's text and its flags alone: looking at the file itself would ask its filesystem, and a file server that has gone
 * does not answer.
 */
export function kindOf(target: string, fdinfo: () => string): OpenFile["kind"] {
  if (target.startsWith("socket:")) return "socket";
  if (target.startsWith("pipe:")) return "pipe";
  if (target.startsWith("/dev/") && !target.startsWith("/dev/shm/")) return "device";
  if (!target.startsWith("/")) return "other";
  try {
    return isFolder(fdinfo()) ? "folder" : "file";
  } catch (error) {
    // Closed meanwhile, or the flags are not ours to read: most are files.
    if (isGone(error) || isClosedToUs(error)) return "file";
    throw error;
  }
}

// O_DIRECTORY: another bit on ARM and PowerPC than elsewhere.
const folderFlag = ["arm", "arm64", "ppc64"].includes(process.arch) ? 0o40000 : 0o200000;

function isFolder(fdinfo: string): boolean {
  const flags = /^flags:\s+([0-7]+)$/m.exec(fdinfo)?.[1];
  return flags !== undefined && (Number.parseInt(flags, 8) & folderFlag) !== 0;
}
