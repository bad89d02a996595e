// Why a metric that a collector of this machine would measure is not there: an empty answer alone lets the user look for a
// misspelt name.
import type { CollectorRow } from "#shared/contract/sampling";
import type { Collector } from "./collector";
import { createHelp } from "./help";

/** What node_exporter and cAdvisor tell, dashboards show, and no collector here measures. */
const neverMeasured: readonly { names: RegExp; why: string }[] = [
  {
    names: /^container_fs_(usage_bytes|limit_bytes|inodes_\w+)$/,
    why: "adding up the files of each container would load its disk. What they read and write is, such as container_fs_writes_bytes_total",
  },
  {
    names: /^node_timex_/,
    why: "the kernel tells how well its clock is kept only by a system call that Watchdeck has no way to make",
  },
];

export interface AbsenceOptions {
  collectors: readonly Collector[];
  platform: NodeJS.Platform;
  /** How each collector is doing. */
  rows: () => readonly CollectorRow[];
}

/** A sentence, or undefined for a metric that is measured, and for one that nobody here has heard of. */
export function createAbsence({ collectors, platform, rows }: AbsenceOptions): (metric: string) => string | undefined {
  const knownBy = collectors.map((collector) => ({ name: collector.name, help: createHelp([collector], platform) }));

  return (metric) => {
    const never = neverMeasured.find((each) => each.names.test(metric));
    if (never) return `${metric} is not measured: ${never.why}.`;
    const names = new Set(knownBy.flatMap(({ name, help }) => (help(metric) === undefined ? [] : [name])));
    const mine = rows().filter(({ name }) => names.has(name));
    if (mine.some(({ state }) => state === "ok")) return undefined;
    const [row] = mine;
    return row && `${metric} ${why(row)}`;
  };
}

function why({ name, state, reason }: CollectorRow): string {
  switch (state) {
    case "off":
      return `is not measured: the collector "${name}" is switched off in the settings.`;
    case "no-data":
      return `is not measured: ${reason ?? "this machine has no such thing"}.`;
    case "failing":
    case "late":
      return `could not be measured: ${reason ?? `the collector "${name}" fails`}.`;
    case "idle":
    case "waiting":
      return "is measured from now on, as somebody asks for it; ask again in some seconds.";
    case "ok":
      return "is measured.";
  }
}
