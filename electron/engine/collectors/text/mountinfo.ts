/** One line of /proc/self/mountinfo: proc_pid_mountinfo(5). */
export interface MountLine {
  /** Of the device: "254:0". */
  number: string;
  /** What of the filesystem is mounted: "/", or a part of it. */
  root: string;
  point: string;
  options: string;
  type: string;
  /** As the kernel writes it: "//nas/my\040share". */
  device: string;
  /** Those of the filesystem itself, whatever this mount of it may do. */
  superOptions: string;
}

/** Lines that are torn are left out. */
export function parseMountinfo(text: string): MountLine[] {
  return text.split("\n").flatMap((line) => {
    // 27 1 254:0 / /home/my\040files rw,relatime shared:1 - ext4 /dev/vda rw,discard
    const [before = "", after = ""] = line.split(" - ", 2);
    const [, , number, root, point, options] = before.split(" ");
    const [type, device, superOptions = ""] = after.split(" ");
    if (!number || !root || !point || !options || !type || device === undefined) return [];
    return [{ number, root: unescaped(root), point: unescaped(point), options, type, device, superOptions }];
  });
}

/** The kernel writes space, tab, line feed and backslash as \040, \011, \012 and \134. */
const unescaped = (text: string) =>
  text.includes("\\")
    ? text.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
    : text;
