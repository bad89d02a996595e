// The cpu lines of /proc/stat: proc_stat(5). Names and the rule for counters that step back as node_exporter's cpu collector
// has them.
import type { Labels } from "#shared/model/labels";
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { createReadingList } from "../reading-list";
import { createNumberReader } from "../text/number-reader";

/** The file's columns in their order. The last two are the parts of user and nice that were spent in guests. */
const columns = [
  { metric: "node_cpu_seconds_total", mode: "user" },
  { metric: "node_cpu_seconds_total", mode: "nice" },
  { metric: "node_cpu_seconds_total", mode: "system" },
  { metric: "node_cpu_seconds_total", mode: "idle" },
  { metric: "node_cpu_seconds_total", mode: "iowait" },
  { metric: "node_cpu_seconds_total", mode: "irq" },
  { metric: "node_cpu_seconds_total", mode: "softirq" },
  { metric: "node_cpu_seconds_total", mode: "steal" },
  { metric: "node_cpu_guest_seconds_total", mode: "user" },
  { metric: "node_cpu_guest_seconds_total", mode: "nice" },
] as const;
const idle = columns.findIndex(({ mode }) => mode === "idle");

// The kernel counts for user space in hundredths of a second on every architecture that Electron runs on.
const ticksPerSecond = 100;
// A thread that was taken offline and put back starts over; smaller steps back are the kernel's own corrections.
const resetSeconds = 3;

/** One processor thread, kept from run to run. */
interface Thread {
  /** How its line begins: "cpu12 ". */
  head: string;
  labels: Labels[];
  /** By column. */
  seconds: number[];
  /** The run that saw it last. */
  run: number;
}

export function createCpu(): Collector {
  const list = createReadingList();
  const numbers = createNumberReader();
  const threads = new Map<string, Thread>();
  /** The threads in the order of the file's lines. */
  const inOrder: Thread[] = [];
  const fresh = columns.map(() => 0);
  let run = 0;

  function threadAt(text: string, at: number, place: number): Thread | undefined {
    const known = inOrder[place];
    if (known && text.startsWith(known.head, at)) return known;
    const head = text.slice(at, text.indexOf(" ", at) + 1);
    const thread = threads.get(head) ?? createThread(head);
    if (!thread) return undefined;
    threads.set(head, thread);
    inOrder[place] = thread;
    return thread;
  }

  /** Reads the numbers of a line into the thread; false when the line breaks off before its time idle. */
  function read(thread: Thread, text: string, at: number): boolean {
    numbers.start(text, at + thread.head.length);
    for (let column = 0; column < columns.length; column++) {
      const ticks = numbers.next();
      if (Number.isNaN(ticks) && column <= idle) return false;
      // Older kernels have fewer columns: a mode that they do not know never happened.
      fresh[column] = Number.isNaN(ticks) ? 0 : ticks / ticksPerSecond;
    }
    const startsOver = thread.run !== run - 1 || (thread.seconds[idle] ?? 0) - (fresh[idle] ?? 0) >= resetSeconds;
    thread.run = run;
    for (let column = 0; column < columns.length; column++) {
      const now = fresh[column] ?? 0;
      // Idle and iowait are estimates which the kernel corrects down by a few ticks; `rate` would take that for a restart.
      if (startsOver || now > (thread.seconds[column] ?? 0)) thread.seconds[column] = now;
    }
    return true;
  }

  return {
    name: "cpu",
    about: "Seconds each processor thread spent in each mode, from /proc/stat.",
    help: {
      node_cpu_seconds_total: "Seconds the CPUs spent in each mode.",
      node_cpu_guest_seconds_total: "Seconds the CPUs spent in guests (VMs) for each mode.",
    },
    platforms: ["linux"],
    every: seconds(1),
    async collect({ host, signal }) {
      const text = await host.readText("/proc/stat", signal);
      list.start();
      run++;
      let place = 0;
      for (let at = 0; text.startsWith("cpu", at); ) {
        // The first line, "cpu ", is the sum over all threads.
        const thread = text.startsWith("cpu ", at) ? undefined : threadAt(text, at, place);
        if (thread) {
          place++;
          if (read(thread, text, at)) put(thread);
        }
        const newline = text.indexOf("\n", at);
        if (newline < 0) break;
        at = newline + 1;
      }
      inOrder.length = place;
      if (place === 0) throw new Error("/proc/stat names no processor");
      return list.readings();
    },
  };

  function put({ seconds: values, labels }: Thread): void {
    for (let column = 0; column < columns.length; column++) {
      list.counter(columns[column]?.metric ?? "", values[column] ?? 0, labels[column]);
    }
  }
}

function createThread(head: string): Thread | undefined {
  const cpu = /^cpu(\d+) $/.exec(head)?.[1];
  if (cpu === undefined) return undefined;
  return { head, labels: columns.map(({ mode }) => Object.freeze({ cpu, mode })), seconds: columns.map(() => 0), run: -1 };
}
