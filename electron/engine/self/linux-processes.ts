// Our processes on Linux, by following from the outermost one to its children: proc_pid_task(5) `children`, which costs the
// same on a machine with ten thousand processes. Three figures, three rates, by what each costs with a browser's eleven
// processes (measured): CPU time and resident memory at every look, 0.1 ms; children and wake-ups, which lie with each of a
// hundred threads, every ten seconds, 3 ms; the proportional memory, for which the kernel walks the whole memory of a
// process (1 to 4 ms), of one process every five seconds.
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../clock";
import type { Host } from "../collectors/collector";
import { pageBytes as pageBytesHere } from "../collectors/kernel/page-bytes";
import { numberAfter } from "../collectors/text/number-reader";
import { parseStatLine } from "../processes/stat-line";
import { type ProcessFigures, type ProcessProbe, readOwnFigures } from "./process-figures";
import { isOpener, roleOf } from "./process-role";

interface Options {
  host: Pick<Host, "readText" | "listFolder">;
  clock: Pick<Clock, "monotonic">;
  /** The process from which all of ours descend. */
  outermost: number;
  /** The engine's own figures, which it knows to the microsecond. */
  readEngine?: () => ProcessFigures;
  pageBytes?: () => number;
}

interface Member extends ProcessFigures {
  /** Of which ticks after boot it is; a later process with the same pid is another one. */
  startTicks: number;
  proportionalAt?: Milliseconds;
}

const walkEvery: Milliseconds = seconds(10);
const weighEvery: Milliseconds = seconds(5);
const ticksPerSecond = 100;
const noSignal = new AbortController().signal;

export function createLinuxProcesses({ host, clock, outermost, ...options }: Options): ProcessProbe {
  const { readEngine = readOwnFigures, pageBytes = pageBytesHere } = options;
  let members = new Map<number, Member>();
  let walkAt = 0;
  let weighAt = 0;

  const read = (path: string, how?: "seldom") => host.readText(path, noSignal, how);

  /** All of ours: from the outermost down, with how often the threads of each have slept. */
  async function walk(): Promise<void> {
    const found = new Map<number, Member>();
    const engine = readEngine();
    const queue = [...new Set([outermost, engine.pid])];
    for (let pid = queue.shift(); pid !== undefined; pid = queue.shift()) {
      if (found.has(pid)) continue;
      try {
        const member = await meet(pid, engine);
        if (member === undefined) continue;
        found.set(pid, member);
        queue.push(...(await readThreads(member)));
      } catch {
        // It ended while we looked; whom it had started is then someone else's child.
      }
    }
    members = found;
  }

  async function meet(pid: number, engine: ProcessFigures): Promise<Member | undefined> {
    const stat = parseStat(await read(`/proc/${pid}/stat`));
    const known = members.get(pid);
    if (known?.startTicks === stat.startTicks) return known;
    if (pid === engine.pid) return { ...engine, startTicks: stat.startTicks };
    // The user's browser, which we had opened with a link, is not ours.
    if (isOpener(stat.name)) return undefined;
    const command = await read(`/proc/${pid}/cmdline`, "seldom");
    return { pid, role: roleOf({ command, isOutermost: pid === outermost }), ...stat, residentBytes: 0 };
  }

  /** Counts the wake-ups of all threads and returns the children of all threads. */
  async function readThreads(member: Member): Promise<number[]> {
    const children: number[] = [];
    let wakeups = 0;
    for (const thread of await host.listFolder(`/proc/${member.pid}/task`, noSignal)) {
      const folder = `/proc/${member.pid}/task/${thread}`;
      try {
        wakeups += numberAfter(await read(`${folder}/status`, "seldom"), "voluntary_ctxt_switches:") ?? 0;
        for (const child of (await read(`${folder}/children`, "seldom")).split(" ")) {
          if (child.trim() !== "") children.push(Number(child));
        }
      } catch {
        // Threads come and go; a kernel without `children` shows the engine and the outermost process alone.
      }
    }
    // What the threads that ended had counted is gone with them: the sum may not seem to fall.
    member.wakeups = Math.max(member.wakeups ?? 0, wakeups);
    return children;
  }

  /** The one that was weighed longest ago. */
  async function weighOne(): Promise<void> {
    let next: Member | undefined;
    for (const member of members.values()) {
      if (next === undefined || (member.proportionalAt ?? -1) < (next.proportionalAt ?? -1)) next = member;
    }
    if (next === undefined) return;
    next.proportionalAt = clock.monotonic();
    try {
      const kilobytes = numberAfter(await read(`/proc/${next.pid}/smaps_rollup`, "seldom"), "Pss:");
      next.proportionalBytes = kilobytes === undefined ? undefined : kilobytes * 1024;
    } catch {
      // A sandboxed process hides its memory (EACCES), and an ended one has none: the resident figure has to do.
      next.proportionalBytes = undefined;
    }
  }

  async function refresh(member: Member, engine: ProcessFigures): Promise<boolean> {
    try {
      const { startTicks, cpuMs, residentPages } = parseStat(await read(`/proc/${member.pid}/stat`));
      if (startTicks !== member.startTicks) return false;
      if (member.pid === engine.pid) {
        Object.assign(member, engine);
      } else {
        member.cpuMs = cpuMs;
        member.residentBytes = residentPages * pageBytes();
      }
      return true;
    } catch {
      // It has ended.
      return false;
    }
  }

  return async function look() {
    const now = clock.monotonic();
    if (now >= walkAt) {
      walkAt = now + walkEvery;
      await walk();
    }
    const engine = readEngine();
    const ordered = [...members.values()].sort((a, b) => Number(b.pid === engine.pid) - Number(a.pid === engine.pid));
    for (const member of ordered) if (!(await refresh(member, engine))) members.delete(member.pid);
    if (now >= weighAt) {
      weighAt = now + weighEvery;
      await weighOne();
    }
    return ordered.filter(({ pid }) => members.has(pid));
  };
}

function parseStat(text: string): { name: string; cpuMs: Milliseconds; startTicks: number; residentPages: number } {
  const stat = parseStatLine(text);
  if (!stat) throw new Error("a line of /proc/<pid>/stat is not complete");
  const { userTicks, systemTicks, startTicks, residentPages } = stat.line;
  return { name: stat.name, cpuMs: ((userTicks + systemTicks) * 1000) / ticksPerSecond, startTicks, residentPages };
}
