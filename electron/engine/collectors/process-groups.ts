// Processes by name, as process-exporter tells them (github.com/ncabatoff/process-exporter, with `{{.Comm}}` for a name): the
// way to a rule such as "no nginx is running". Like there, counters begin when the watching does, go on when a member ends,
// and a group that has ended stays, with no processes in it.

import { seconds } from "#shared/units/time";
import { type Clock, systemClock } from "../clock";
import { createCarefulReader } from "../processes/careful-reader";
import { createGroups, type ProcessGroup, type ProcessGroups } from "../processes/groups";
import { createProcessMachine, type ProcessMachine } from "../processes/process-machine";
import type { Collector } from "./collector";
import { createReadingList, type ReadingList } from "./reading-list";

interface Options {
  clock?: Clock;
  /** Opened at the first run. */
  machine?: () => ProcessMachine;
}

export function createProcessGroups({ clock = systemClock, machine = () => usualMachine(clock) }: Options = {}): Collector {
  const list = createReadingList();
  // Made at the first run: nothing is read on a machine where nobody asks.
  let groups: ProcessGroups | undefined;

  return {
    name: "process-groups",
    about:
      "Processes by name, those of the kernel left out, from /proc/<pid>/stat and io. Runs only while a query or a rule asks.",
    help: {
      namedprocess_namegroup_num_procs: "number of processes in this group",
      namedprocess_namegroup_cpu_seconds_total: "Cpu user usage in seconds",
      namedprocess_namegroup_read_bytes_total: "number of bytes read by this group",
      namedprocess_namegroup_write_bytes_total: "number of bytes written by this group",
      namedprocess_namegroup_major_page_faults_total: "Major page faults",
      namedprocess_namegroup_minor_page_faults_total: "Minor page faults",
      namedprocess_namegroup_memory_bytes: "number of bytes of memory in use",
      namedprocess_namegroup_open_filedesc: "number of open file descriptors for this group",
      namedprocess_namegroup_oldest_start_time_seconds: "start time in seconds since 1970/01/01 of oldest process in group",
      namedprocess_namegroup_num_threads: "Number of threads",
      namedprocess_namegroup_states: "Number of processes in states Running, Sleeping, Waiting, Zombie, or Other",
    },
    platforms: ["linux"],
    every: seconds(5),
    onDemand: ["namedprocess_"],
    async collect() {
      groups ??= createGroups({ clock, machine: machine() });
      list.start();
      for (const group of await groups.look()) put(list, group);
      return list.readings();
    },
  };
}

/** It keeps no file open: the table of processes takes as many places as this program can spare. */
const usualMachine = (clock: Clock) => createProcessMachine({ reader: createCarefulReader(clock), room: { left: 0 } });

function put(list: ReadingList, { labels, counts, now }: ProcessGroup): void {
  list.gauge("namedprocess_namegroup_num_procs", now.processes, labels.plain);
  list.counter("namedprocess_namegroup_cpu_seconds_total", counts.userSeconds, labels.user);
  list.counter("namedprocess_namegroup_cpu_seconds_total", counts.systemSeconds, labels.system);
  list.counter("namedprocess_namegroup_read_bytes_total", counts.readBytes, labels.plain);
  list.counter("namedprocess_namegroup_write_bytes_total", counts.writtenBytes, labels.plain);
  list.counter("namedprocess_namegroup_major_page_faults_total", counts.majorFaults, labels.plain);
  list.counter("namedprocess_namegroup_minor_page_faults_total", counts.minorFaults, labels.plain);
  list.gauge("namedprocess_namegroup_memory_bytes", now.residentBytes, labels.resident);
  list.gauge("namedprocess_namegroup_memory_bytes", now.virtualBytes, labels.virtual);
  list.gauge("namedprocess_namegroup_num_threads", now.threads, labels.plain);
  for (const [index, state] of labels.states.entries()) {
    list.gauge("namedprocess_namegroup_states", now.states[index] ?? 0, state);
  }
  if (now.openFiles !== undefined) list.gauge("namedprocess_namegroup_open_filedesc", now.openFiles, labels.plain);
  // Of a group that has ended there is no oldest process.
  if (now.oldestStart !== undefined) {
    list.gauge("namedprocess_namegroup_oldest_start_time_seconds", now.oldestStart, labels.plain);
  }
}
