// The files of one process under /proc: proc_pid_stat(5), proc_pid_io(5), proc_pid_cmdline(5), passwd(5).

/** The fields of /proc/<pid>/stat that are used here, as the kernel counts them. */
export interface ProcessStat {
  pid: number;
  name: string;
  /** One letter; see `stateNames`. */
  state: string;
  parentPid: number;
  userTicks: number;
  systemTicks: number;
  threads: number;
  /** Ticks after boot; with the pid it tells a process from a later one that got the same pid. */
  startTicks: number;
  residentPages: number;
  /** Part of the kernel, without a program of its own. */
  isKernelThread: boolean;
}

// PF_KTHREAD in the kernel's include/linux/sched.h.
const kernelThreadFlag = 0x0020_0000;

/** Undefined for a text that is no such line, as of a process that ended while it was read. */
export function parseProcessStat(text: string): ProcessStat | undefined {
  // 4131 (tmux: server) S 1 … : the name may hold spaces and parentheses itself, so it ends at the last one.
  const open = text.indexOf("(");
  const close = text.lastIndexOf(")");
  if (open < 0 || close < open) return undefined;
  const fields = text.slice(close + 2).split(" ");
  // Counted as in the manual page, where the state is field 3.
  const field = (number: number) => Number(fields[number - 3]);
  const stat = {
    pid: Number(text.slice(0, open)),
    name: text.slice(open + 1, close),
    state: fields[0] ?? "",
    parentPid: field(4),
    userTicks: field(14),
    systemTicks: field(15),
    threads: field(20),
    startTicks: field(22),
    residentPages: field(24),
    isKernelThread: (field(9) & kernelThreadFlag) !== 0,
  };
  return Number.isNaN(stat.residentPages) ? undefined : stat;
}

const stateNames = new Map([
  ["R", "running"],
  ["S", "sleeping"],
  ["D", "waiting for disk"],
  ["Z", "zombie"],
  ["T", "stopped"],
  ["t", "traced"],
  ["I", "idle"],
  ["X", "dead"],
  ["P", "parked"],
]);

export const stateName = (letter: string): string => stateNames.get(letter) ?? letter;

/** Bytes that went to and from disks since the process began; undefined when the text does not say. */
export function parseProcessIo(text: string): number | undefined {
  const read = /^read_bytes: (\d+)$/m.exec(text)?.[1];
  const written = /^write_bytes: (\d+)$/m.exec(text)?.[1];
  return read === undefined || written === undefined ? undefined : Number(read) + Number(written);
}

/** Arguments end in NUL. A process may overwrite them with a title of its own, padded with more NULs or spaces. */
export const parseCommandLine = (text: string): string => text.replaceAll(/\0+/g, " ").trim();

/** Names by user id. */
export function parsePasswd(text: string): Map<number, string> {
  const users = new Map<number, string>();
  for (const line of text.split("\n")) {
    // Two names for one id: the first is the one the system itself shows.
    const [name, , id] = line.split(":");
    if (name && id && /^\d+$/.test(id) && !users.has(Number(id))) users.set(Number(id), name);
  }
  return users;
}

/** What the kernel tells every program at its start: pairs of a key and a value, getauxval(3). */
export function parseAuxiliaryVector(bytes: Buffer): { pageSize: number; ticksPerSecond: number } {
  const pageSizeKey = 6n;
  const clockTickKey = 17n;
  const found = { pageSize: 4096, ticksPerSecond: 100 };
  for (let at = 0; at + 16 <= bytes.length; at += 16) {
    const key = bytes.readBigUInt64LE(at);
    if (key === pageSizeKey) found.pageSize = Number(bytes.readBigUInt64LE(at + 8));
    if (key === clockTickKey) found.ticksPerSecond = Number(bytes.readBigUInt64LE(at + 8));
  }
  return found;
}
