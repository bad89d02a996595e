// How many processes and threads there are, and in which states: proc_pid_stat(5). Names as node_exporter's processes
// collector has them, which there too is off unless asked for: it reads a file for each process and each thread.
import { seconds } from "#shared/units/time";
import type { CollectContext, Collector } from "../collector";
import { createKeptLabels } from "../kept-labels";
import { isNothingThere, listIfThere, readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { numberOf } from "../text/numbers";

/** So many files are read before the rest of the engine gets its turn. */
const filesAtATime = 100;

type Counts = Map<string, number>;

export function createProcessCounts(): Collector {
  const list = createReadingList();
  const processLabels = createKeptLabels("state");
  const threadLabels = createKeptLabels("thread_state");

  return {
    name: "process-counts",
    about: "How many processes and threads there are, in which states, and how many there may be, from /proc.",
    help: {
      node_processes_threads: "Allocated threads in system",
      node_processes_max_threads: "Limit of threads in the system",
      node_processes_threads_state: "Number of threads in each state.",
      node_processes_state: "Number of processes in each state.",
      node_processes_pids: "Number of PIDs",
      node_processes_max_processes: "Number of max PIDs limit",
    },
    platforms: ["linux"],
    every: seconds(15),
    onDemand: ["node_processes_"],
    async collect(context) {
      const { processes, threads, processStates, threadStates } = await countAll(context);
      list.start();
      list.gauge("node_processes_threads", threads);
      list.gauge("node_processes_pids", processes);
      for (const [state, count] of processStates) {
        list.gauge("node_processes_state", count, processLabels(state));
      }
      for (const [state, count] of threadStates) {
        list.gauge("node_processes_threads_state", count, threadLabels(state));
      }
      for (const { file, name } of limits) {
        const limit = numberOf(await readIfThere(context.host, `/proc/sys/kernel/${file}`, context.signal, "seldom"));
        if (limit !== undefined) list.gauge(name, limit);
      }
      return list.readings();
    },
  };
}

const limits = [
  { file: "threads-max", name: "node_processes_max_threads" },
  { file: "pid_max", name: "node_processes_max_processes" },
];

async function countAll({ host, signal }: CollectContext) {
  const processStates: Counts = new Map();
  const threadStates: Counts = new Map();
  let processes = 0;
  let threads = 0;
  let filesRead = 0;

  /** Undefined for a process that has ended since it was listed, or that is not for us to see. */
  async function readStat(folder: string): Promise<{ state: string; threads: number } | undefined> {
    if (++filesRead % filesAtATime === 0) await new Promise(setImmediate);
    signal.throwIfAborted();
    try {
      return parseStat(await host.readText(`${folder}/stat`, signal, "seldom"));
    } catch (error) {
      if (isNothingThere(error)) return undefined;
      throw error;
    }
  }

  for (const pid of await listNumbers("/proc", { host, signal })) {
    const folder = `/proc/${pid}`;
    const stat = await readStat(folder);
    if (!stat) continue;
    processes++;
    threads += stat.threads;
    add(processStates, stat.state);
    add(threadStates, stat.state);
    // Most have one thread, which is the process itself.
    if (stat.threads <= 1) continue;
    for (const thread of await listNumbers(`${folder}/task`, { host, signal })) {
      if (thread === pid) continue;
      const its = await readStat(`${folder}/task/${thread}`);
      if (its) add(threadStates, its.state);
    }
  }
  if (processes === 0) throw new Error("/proc lists no process");
  return { processes, threads, processStates, threadStates };
}

async function listNumbers(folder: string, { host, signal }: CollectContext): Promise<string[]> {
  return (await listIfThere(host, folder, signal)).filter((name) => /^\d+$/.test(name));
}

function add(counts: Counts, state: string): void {
  counts.set(state, (counts.get(state) ?? 0) + 1);
}

/** `8 (a name) with (brackets)) S 1 ...`: the name may hold anything, so the fields are counted from its last bracket. */
export function parseStat(text: string): { state: string; threads: number } | undefined {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ", 18);
  const state = fields[0] ?? "";
  const threads = numberOf(fields[17]);
  return /^[A-Za-z]$/.test(state) && threads !== undefined ? { state, threads } : undefined;
}
