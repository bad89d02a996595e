// Netfilter's table of connections: /proc/sys/net/netfilter (nf_conntrack-sysctl in the kernel's documentation) and
// /proc/net/stat/nf_conntrack, a line of hexadecimal numbers for each processor thread. Metrics as node_exporter's conntrack
// collector has them: the sums over all threads, as gauges.
import { seconds } from "#shared/units/time";
import { type Collector, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { readHexWords } from "../text/hex-words";
import { numberOf } from "../text/numbers";

/** By its place, as node_exporter does: the headings of some columns have changed over the years. */
const columns = [
  { at: 2, metric: "node_nf_conntrack_stat_found", help: "Number of searched entries which were successful." },
  { at: 4, metric: "node_nf_conntrack_stat_invalid", help: "Number of packets seen which can not be tracked." },
  {
    at: 5,
    metric: "node_nf_conntrack_stat_ignore",
    help: "Number of packets seen which are already connected to a conntrack entry.",
  },
  { at: 8, metric: "node_nf_conntrack_stat_insert", help: "Number of entries inserted into the list." },
  {
    at: 9,
    metric: "node_nf_conntrack_stat_insert_failed",
    help: "Number of entries for which list insertion was attempted but failed.",
  },
  { at: 10, metric: "node_nf_conntrack_stat_drop", help: "Number of packets dropped due to conntrack failure." },
  {
    at: 11,
    metric: "node_nf_conntrack_stat_early_drop",
    help: "Number of dropped conntrack entries to make room for new ones, if maximum table size was reached.",
  },
  {
    at: 16,
    metric: "node_nf_conntrack_stat_search_restart",
    help: "Number of conntrack table lookups which had to be restarted due to hashtable resizes.",
  },
] as const;

// The last column came with Linux 2.6.35; before, there were no restarts to count.
const fewest = 16;

export function createConntrack(): Collector {
  const list = createReadingList();
  const words: number[] = [];
  const sums = columns.map(() => 0);

  /** Adds up the lines; false when there is none. */
  function sumUp(text: string): boolean {
    sums.fill(0);
    let isAny = false;
    // The first line holds the headings, and one without its end was cut off.
    let start = text.indexOf("\n") + 1;
    for (let end = text.indexOf("\n", start); end >= 0; start = end + 1, end = text.indexOf("\n", start)) {
      const count = readHexWords(text, start, end, words);
      if (count < fewest) continue;
      isAny = true;
      for (const [index, { at }] of columns.entries()) sums[index] = (sums[index] ?? 0) + (at < count ? (words[at] ?? 0) : 0);
    }
    return isAny;
  }

  return {
    name: "conntrack",
    about: "Connections the firewall keeps track of, how many it can, and those it lost, from /proc/sys/net/netfilter.",
    help: {
      node_nf_conntrack_entries: "Number of currently allocated flow entries for connection tracking.",
      node_nf_conntrack_entries_limit: "Maximum size of connection tracking table.",
      ...Object.fromEntries(columns.map(({ metric, help }) => [metric, help])),
    },
    platforms: ["linux"],
    every: seconds(5),
    async collect({ host, signal }) {
      const entries = numberOf(await readIfThere(host, "/proc/sys/net/netfilter/nf_conntrack_count", signal));
      const limit = numberOf(await readIfThere(host, "/proc/sys/net/netfilter/nf_conntrack_max", signal));
      if (entries === undefined || limit === undefined) throw new NoData("no firewall keeps track of connections here");
      list.start();
      list.gauge("node_nf_conntrack_entries", entries);
      list.gauge("node_nf_conntrack_entries_limit", limit);
      if (sumUp((await readIfThere(host, "/proc/net/stat/nf_conntrack", signal)) ?? "")) {
        for (const [index, { metric }] of columns.entries()) list.gauge(metric, sums[index] ?? 0);
      }
      return list.readings();
    },
  };
}
