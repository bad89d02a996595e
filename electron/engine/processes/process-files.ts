// The other files that tell of processes: proc_pid_io(5), proc_pid_cmdline(5), proc_pid_status(5), passwd(5), getauxval(3).

/** Bytes that went to and from disks since the process began. */
export interface DiskBytes {
  read: number;
  written: number;
}

const readKey = Buffer.from("\nread_bytes: ");
const writeKey = Buffer.from("\nwrite_bytes: ");

/** Reads the two lines of /proc/<pid>/io into a record that is used again; false when the bytes do not say. */
export function readDiskBytes(bytes: Buffer, length: number, into: DiskBytes): boolean {
  into.read = numberAfter(bytes, length, readKey);
  into.written = numberAfter(bytes, length, writeKey);
  return !Number.isNaN(into.read) && !Number.isNaN(into.written);
}

function numberAfter(bytes: Buffer, length: number, key: Buffer): number {
  const found = bytes.indexOf(key);
  if (found < 0) return Number.NaN;
  let value = 0;
  let digits = 0;
  for (let at = found + key.length; at < length; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return digits > 0 ? value : Number.NaN;
    value = value * 10 + digit;
    digits++;
  }
  // Cut off in the middle of the number, or left over from another file behind this one's end.
  return Number.NaN;
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

/** What the kernel tells every program at its start: pairs of a key and a value. */
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

/** The number of a line such as `VmSwap:\t     124 kB` in status or smaps_rollup; undefined where there is none. */
export function numberOfLine(text: string, key: string): number | undefined {
  const digits = new RegExp(`^${key}:\\s*(\\d+)`, "m").exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** When the machine started, in epoch ms, from /proc/stat. Undefined where it does not say. */
export function parseBootTime(text: string): number | undefined {
  const seconds = /^btime (\d+)$/m.exec(text)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
