// The machine's own idea of the time, as node_exporter's time collector reports it: the difference to another clock is its
// skew. How well the kernel keeps it in step with others (node_exporter's timex) is no file but the system call adjtimex(2),
// which cannot be had without native code: there are no node_timex_* here.
import type { Labels } from "#shared/model/labels";
import { type EpochMs, seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { createReadingList } from "../reading-list";
import { readZoneFile, zoneName } from "./time-zone";

interface Options {
  /** Seconds that the machine's zone is ahead of UTC at that time. */
  offsetAt?: (now: EpochMs) => number;
  /** May name another zone than the machine's own. */
  environment?: { TZ?: string };
}

export function createTime({ offsetAt = systemOffsetAt, environment = process.env }: Options = {}): Collector {
  const list = createReadingList();
  let zoneFile: Promise<string | undefined> | undefined;
  let labels: Labels = {};
  let offset: number | undefined;

  return {
    name: "time",
    about: "The wall clock of this machine in seconds since 1970, and its time zone.",
    help: {
      node_time_seconds: "System time in seconds since epoch (1970).",
      node_time_zone_offset_seconds: "System time zone offset in seconds.",
    },
    platforms: ["linux", "darwin", "win32"],
    every: seconds(5),
    async collect({ host, signal }) {
      const now = host.now();
      list.start();
      list.gauge("node_time_seconds", now / 1000);
      // Windows has no file that says what its zone is called.
      if (host.platform !== "win32") {
        // Once, because this process too goes by the zone that was set when it started.
        zoneFile ??= readZoneFile(host, environment.TZ, signal);
        const file = await zoneFile;
        const present = offsetAt(now);
        if (present !== offset) labels = Object.freeze({ time_zone: zoneName(file, present) });
        offset = present;
        list.gauge("node_time_zone_offset_seconds", present, labels);
      }
      return list.readings();
    },
  };
}

// Minus 0 is 0 to everyone but Object.is.
const systemOffsetAt = (now: EpochMs): number => 0 - new Date(now).getTimezoneOffset() * 60;
