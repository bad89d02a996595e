// The cpu lines of /proc/schedstat: Documentation/scheduler/sched-stats.rst. Names as node_exporter's schedstat collector has
// them.
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { createKeptLabels } from "../kept-labels";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { createNumberReader } from "../text/number-reader";

const nanosecondsPerSecond = 1e9;
/** What stands before the three numbers that are wanted. */
const skipped = 6;

export function createSchedstat(): Collector {
  const list = createReadingList();
  const numbers = createNumberReader();
  const labelsOf = createKeptLabels("cpu");

  /** `cpu0 0 0 0 0 0 0 2045936778163039 343796328169361 4767485306`, whose line begins at this place. */
  function readLine(text: string, at: number): void {
    const space = text.indexOf(" ", at);
    const cpu = text.slice(at + "cpu".length, space);
    if (space < 0 || !/^\d{1,6}$/.test(cpu)) return;
    numbers.start(text, space);
    for (let count = 0; count < skipped; count++) numbers.next();
    const running = numbers.next();
    const waiting = numbers.next();
    const timeslices = numbers.next();
    if (Number.isNaN(running) || Number.isNaN(waiting) || Number.isNaN(timeslices)) return;
    const labels = labelsOf(cpu);
    list.counter("node_schedstat_running_seconds_total", running / nanosecondsPerSecond, labels);
    list.counter("node_schedstat_waiting_seconds_total", waiting / nanosecondsPerSecond, labels);
    list.counter("node_schedstat_timeslices_total", timeslices, labels);
  }

  return {
    name: "schedstat",
    about: "Seconds that programs ran on and waited for each processor thread, from /proc/schedstat.",
    help: {
      node_schedstat_running_seconds_total: "Number of seconds CPU spent running a process.",
      node_schedstat_waiting_seconds_total: "Number of seconds spent by processing waiting for this CPU.",
      node_schedstat_timeslices_total: "Number of timeslices executed by CPU.",
    },
    platforms: ["linux"],
    // Most of the file is about groups of processors, many kilobytes of it on a large machine, and all of it has to be read.
    every: seconds(15),
    async collect({ host, signal }) {
      const text = await readIfThere(host, "/proc/schedstat", signal, "seldom");
      if (text === undefined) throw new NoData("this kernel does not count what programs wait for the processor");
      list.start();
      for (let at = nextCpuLine(text, 0); at >= 0; at = nextCpuLine(text, at)) readLine(text, at);
      const readings = list.readings();
      if (readings.length === 0) throw new Error("/proc/schedstat names no processor");
      return readings;
    },
  };
}

/** Where the next line of a processor begins; never the first of the file, which holds its version. */
function nextCpuLine(text: string, from: number): number {
  const newline = text.indexOf("\ncpu", from);
  return newline < 0 ? -1 : newline + 1;
}
