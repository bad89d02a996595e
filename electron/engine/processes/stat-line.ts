// One line of /proc/<pid>/stat or /proc/<pid>/task/<tid>/stat: proc_pid_stat(5). It is read from its bytes into a record
// that is used again: with thousands of processes a second, making strings of them would cost more than asking the kernel.
import { processStates } from "#shared/contract/processes";

/** The fields that are used here, as the kernel counts them. */
export interface StatLine {
  /** Where in the bytes the name lies; it may be anything, brackets, line feeds and broken UTF-8 included. */
  nameStart: number;
  nameEnd: number;
  /** Place in `processStates`. */
  state: number;
  parentPid: number;
  /** Part of the kernel, without a program of its own. */
  isKernelThread: boolean;
  minorFaults: number;
  majorFaults: number;
  userTicks: number;
  systemTicks: number;
  nice: number;
  threads: number;
  /** Ticks after boot; with the pid it tells a process from a later one that got the same pid. */
  startTicks: number;
  virtualBytes: number;
  residentPages: number;
}

export const createStatLine = (): StatLine => ({
  nameStart: 0,
  nameEnd: 0,
  state: 0,
  parentPid: 0,
  isKernelThread: false,
  minorFaults: 0,
  majorFaults: 0,
  userTicks: 0,
  systemTicks: 0,
  nice: 0,
  threads: 0,
  startTicks: 0,
  virtualBytes: 0,
  residentPages: 0,
});

// PF_KTHREAD in the kernel's include/linux/sched.h.
const kernelThreadFlag = 0x0020_0000;
// A process's name has 15 bytes; the kernel lengthens those of its own workers, to 63 at most.
const longestName = 64;
const [space, minus, zero, nine, opening, closing] = [0x20, 0x2d, 0x30, 0x39, 0x28, 0x29] as const;

/** False for bytes that are no such line, as of a process that ended while it was read; the record is then undefined. */
export function readStatLine(bytes: Uint8Array, length: number, into: StatLine): boolean {
  let open = 0;
  while (open < length && bytes[open] !== opening) open++;
  // 4131 (tmux: server) S 1 … : the name may hold spaces and brackets itself, so it ends at the last one. After it come
  // only numbers, so there is none further on.
  let close = Math.min(length - 1, open + longestName + 1);
  while (close > open && bytes[close] !== closing) close--;
  if (close <= open || close + 4 > length) return false;
  into.nameStart = open + 1;
  into.nameEnd = close;
  into.state = stateByLetter[bytes[close + 2] ?? 0] ?? unknownState;
  let at = close + 4;
  // Counted as in the manual page, where the state is field 3.
  for (let field = 4; field <= 24; field++) {
    const isNegative = bytes[at] === minus;
    if (isNegative) at++;
    const from = at;
    let value = 0;
    for (; at < length; at++) {
      const digit = bytes[at] ?? 0;
      if (digit < zero || digit > nine) break;
      value = value * 10 + digit - zero;
    }
    // A number that touches the end may have been cut off in the middle.
    if (at === from || at >= length || bytes[at] !== space) return false;
    at++;
    put(into, field, isNegative ? -value : value);
  }
  return true;
}

/** The same of a text, for what is read seldom; undefined for one that is no such line. */
export function parseStatLine(text: string): { name: string; line: StatLine } | undefined {
  const bytes = Buffer.from(text);
  const line = createStatLine();
  return readStatLine(bytes, bytes.length, line) ? { name: nameOf(bytes, line), line } : undefined;
}

function put(into: StatLine, field: number, value: number): void {
  switch (field) {
    case 4:
      into.parentPid = value;
      return;
    case 9:
      into.isKernelThread = (value & kernelThreadFlag) !== 0;
      return;
    case 10:
      into.minorFaults = value;
      return;
    case 12:
      into.majorFaults = value;
      return;
    case 14:
      into.userTicks = value;
      return;
    case 15:
      into.systemTicks = value;
      return;
    case 19:
      into.nice = value;
      return;
    case 20:
      into.threads = value;
      return;
    case 22:
      into.startTicks = value;
      return;
    case 23:
      into.virtualBytes = value;
      return;
    case 24:
      into.residentPages = value;
      return;
  }
}

const unknownState = processStates.indexOf("unknown");
const stateByLetter = new Uint8Array(256).fill(unknownState);
for (const [letter, state] of [
  ["R", "running"],
  ["S", "sleeping"],
  ["D", "waiting for disk"],
  ["Z", "zombie"],
  ["T", "stopped"],
  ["t", "traced"],
  ["I", "idle"],
  ["X", "dead"],
  ["x", "dead"],
  ["P", "parked"],
] as const) {
  stateByLetter[letter.charCodeAt(0)] = processStates.indexOf(state);
}

/** The name; `known` itself when it is still that one, which saves making the same string again every second. */
export function nameOf(bytes: Buffer, line: StatLine, known?: string): string {
  if (known !== undefined && isAscii(bytes, line, known)) return known;
  return bytes.toString("utf8", line.nameStart, line.nameEnd);
}

function isAscii(bytes: Uint8Array, { nameStart, nameEnd }: StatLine, text: string): boolean {
  if (text.length !== nameEnd - nameStart) return false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f || code !== bytes[nameStart + index]) return false;
  }
  return true;
}
