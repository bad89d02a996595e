// /proc/mdstat: each array has a line of its own, then indented ones (Documentation/admin-guide/md.rst; the layout is
// md_seq_show's in drivers/md/md.c):
//
//   md1 : active raid1 sdb2[2] sda2[0]
//         488254464 blocks super 1.2 [2/1] [U_]
//         [===>.................]  recovery = 17.1% (83490304/488254464) finish=41.2min speed=163456K/sec
//
// How it is counted follows node_exporter's mdadm collector.

export interface MdArray {
  device: string;
  /** "active" and "inactive" while nothing else goes on. */
  state: string;
  disks: { active: number; failed: number; spare: number; required: number };
  /** Of 1024 bytes. */
  blocks: number;
  blocksSynced: number;
}

/** Arrays whose lines are incomplete are left out. */
export function parseMdstat(text: string): MdArray[] {
  const arrays: MdArray[] = [];
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    const [device, colon, state] = line.split(/\s+/, 3);
    if (!device || colon !== ":" || !state || device === "Personalities") continue;
    const detail = lines.slice(index + 1, endOf(lines, index + 1));
    const array = readArray(line, detail);
    if (array) arrays.push({ device, state: activityOf(detail) ?? state, ...array });
  }
  return arrays;
}

/** Where the indented lines end. */
function endOf(lines: readonly string[], start: number): number {
  let end = start;
  while (/^\s+\S/.test(lines[end] ?? "")) end++;
  return end;
}

function readArray(line: string, [status = "", ...rest]: string[]): Omit<MdArray, "device" | "state"> | undefined {
  const blocks = Number(/^\s+(\d+) blocks/.exec(status)?.[1] ?? Number.NaN);
  const disks = countDisks(line, status);
  if (!disks || Number.isNaN(blocks)) return undefined;
  const failed = line.split("(F)").length - 1;
  const spare = line.split("(S)").length - 1;
  return { disks: { ...disks, failed, spare }, blocks, blocksSynced: syncedOf(rest) ?? blocks };
}

function countDisks(line: string, status: string): { active: number; required: number } | undefined {
  // Arrays without redundancy lose nothing or everything, so the kernel does not count; each disk is one pair of brackets.
  if (/\b(raid0|linear)\b/.test(line)) {
    const disks = line.split("[").length - 1;
    return { active: disks, required: disks };
  }
  if (/^\S+ : inactive\b/.test(line)) return { active: 0, required: 0 };
  const [, required, active] = /\[(\d+)\/(\d+)\] \[[U_]+\]/.exec(status) ?? [];
  return required && active ? { active: Number(active), required: Number(required) } : undefined;
}

const activities = new Map([
  ["recovery", "recovering"],
  ["reshape", "reshaping"],
  ["check", "checking"],
  ["resync", "resyncing"],
]);

/** "resync = 4.2%", and "resync=DELAYED" for what has yet to begin. */
const progress = /\b(recovery|reshape|check|resync)\s*=/;

const activityOf = (detail: readonly string[]) =>
  activities.get(progress.exec(detail.find((line) => progress.test(line)) ?? "")?.[1] ?? "");

function syncedOf(detail: readonly string[]): number | undefined {
  const line = detail.find((candidate) => progress.test(candidate));
  if (line === undefined) return undefined;
  return Number(/\((\d+)\/\d+\)/.exec(line)?.[1] ?? 0);
}
