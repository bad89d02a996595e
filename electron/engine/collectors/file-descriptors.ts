// /proc/sys/fs/file-nr: Documentation/admin-guide/sysctl/fs.rst. Names as node_exporter's filefd collector has them.
import { gauge } from "#shared/model/sample";
import { seconds } from "#shared/units/time";
import type { Collector } from "./collector";
import { numberOf, wordsOf } from "./numbers";

export const fileDescriptors: Collector = {
  name: "file-descriptors",
  about: "File handles in use and their limit, from /proc/sys/fs/file-nr.",
  help: {},
  platforms: ["linux"],
  every: seconds(10),
  async collect({ host, signal }) {
    const { allocated, maximum } = parseFileNr(await host.readText("/proc/sys/fs/file-nr", signal));
    return [gauge("node_filefd_allocated", allocated), gauge("node_filefd_maximum", maximum)];
  },
};

/** Allocated, free (always 0 since Linux 2.6), maximum. */
export function parseFileNr(text: string): { allocated: number; maximum: number } {
  const [allocated, , maximum] = wordsOf(text).map(numberOf);
  if (allocated === undefined || maximum === undefined) {
    throw new Error(`/proc/sys/fs/file-nr holds no three numbers: ${JSON.stringify(text.slice(0, 80))}`);
  }
  return { allocated, maximum };
}
