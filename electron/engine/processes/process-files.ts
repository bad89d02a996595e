// The other files that tell of processes: proc_pid_io(5), proc_pid_cmdline(5), passwd(5).

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
