// /proc/sys/fs/file-nr: Documentation/admin-guide/sysctl/fs.rst. Names as node_exporter's filefd collector has them.
import { seconds } from "#shared/units/time";
import type { Collector } from "../collector";
import { createReadingList } from "../reading-list";
import { numberOf, wordsOf } from "../text/numbers";

export function createFileDescriptors(): Collector {
  const list = createReadingList();
  return {
    name: "file-descriptors",
    about: "File handles in use and their limit, from /proc/sys/fs/file-nr.",
    help: {
      node_filefd_allocated: "File descriptor statistics: allocated.",
      node_filefd_maximum: "File descriptor statistics: maximum.",
    },
    platforms: ["linux"],
    every: seconds(10),
    async collect({ host, signal }) {
      const { allocated, maximum } = parseFileNr(await host.readText("/proc/sys/fs/file-nr", signal));
      list.start();
      list.gauge("node_filefd_allocated", allocated);
      list.gauge("node_filefd_maximum", maximum);
      return list.readings();
    },
  };
}

/** Allocated, free (always 0 since Linux 2.6), maximum. */
export function parseFileNr(text: string): { allocated: number; maximum: number } {
  const [allocated, , maximum] = wordsOf(text).map(numberOf);
  if (allocated === undefined || maximum === undefined) {
    throw new Error(`/proc/sys/fs/file-nr holds no three numbers: ${JSON.stringify(text.slice(0, 80))}`);
  }
  return { allocated, maximum };
}
