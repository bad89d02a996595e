// Memory errors that the hardware found and put right, or could not: Documentation/driver-api/edac.rst. Names as
// node_exporter's edac collector has them. A row "unknown" is of errors whose place the hardware did not tell.
import type { Labels } from "#shared/model/labels";
import { seconds } from "#shared/units/time";
import { everyMinute, listSorted } from "../attributes";
import { type CollectContext, type Collector, NoData } from "../collector";
import { readIfThere } from "../optional-file";
import { createReadingList } from "../reading-list";
import { numberOf } from "../text/numbers";

const folder = "/sys/devices/system/edac/mc";

interface Count {
  path: string;
  name: string;
  labels: Labels;
}

export function createEdac(): Collector {
  const list = createReadingList();
  const listCounts = everyMinute(findCounts);

  return {
    name: "edac",
    about: "Memory errors, corrected and not, of each memory controller, from /sys/devices/system/edac.",
    help: {
      node_edac_correctable_errors_total: "Total correctable memory errors.",
      node_edac_uncorrectable_errors_total: "Total uncorrectable memory errors.",
      node_edac_csrow_correctable_errors_total: "Total correctable memory errors for this csrow.",
      node_edac_csrow_uncorrectable_errors_total: "Total uncorrectable memory errors for this csrow.",
    },
    platforms: ["linux"],
    every: seconds(15),
    async collect(context) {
      const { host, signal } = context;
      list.start();
      for (const { path, name, labels } of await listCounts(context)) {
        const value = numberOf(await readIfThere(host, path, signal, "seldom"));
        if (value !== undefined) list.counter(name, value, labels);
      }
      const readings = list.readings();
      if (readings.length === 0) throw new NoData("no memory controller counts errors (its memory has no ECC, or no driver)");
      return readings;
    },
  };
}

async function findCounts(context: CollectContext): Promise<Count[]> {
  const counts: Count[] = [];
  for (const name of await listSorted(folder, context)) {
    const controller = /^mc(\d+)$/.exec(name)?.[1];
    if (controller === undefined) continue;
    const path = `${folder}/${name}`;
    const whole = Object.freeze({ controller });
    counts.push(
      { path: `${path}/ce_count`, name: "node_edac_correctable_errors_total", labels: whole },
      { path: `${path}/ue_count`, name: "node_edac_uncorrectable_errors_total", labels: whole },
      ...rowCounts(path, "noinfo_count", Object.freeze({ controller, csrow: "unknown" })),
    );
    for (const inside of await listSorted(path, context)) {
      const csrow = /^csrow(\d+)$/.exec(inside)?.[1];
      if (csrow !== undefined) counts.push(...rowCounts(`${path}/${inside}`, "count", Object.freeze({ controller, csrow })));
    }
  }
  return counts;
}

const rowCounts = (path: string, file: string, labels: Labels): Count[] => [
  { path: `${path}/ce_${file}`, name: "node_edac_csrow_correctable_errors_total", labels },
  { path: `${path}/ue_${file}`, name: "node_edac_csrow_uncorrectable_errors_total", labels },
];
