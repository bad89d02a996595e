// What `nvidia-smi --query-gpu=… --format=csv` prints: a line of column names with their units, then a line per card, again
// at every interval. Columns are found by name, because a driver may leave one out or give it another unit.

/** One card's line. Absent fields are those the card or the driver does not offer ("[N/A]", "[Not Supported]"). */
export interface NvidiaRow {
  index: string;
  uuid: string;
  name: string;
  utilizationPercent?: number;
  memoryUsedBytes?: number;
  memoryTotalBytes?: number;
  temperatureCelsius?: number;
  powerWatts?: number;
}

export const nvidiaColumns = [
  "index",
  "uuid",
  "name",
  "utilization.gpu",
  "memory.used",
  "memory.total",
  "temperature.gpu",
  "power.draw",
];

/** Reads such output line by line; `read` gives the row, or undefined for headings and for anything else the program says. */
export function createNvidiaCsv(): { read(line: string): NvidiaRow | undefined } {
  let columns: string[] | undefined;
  return {
    read(line) {
      const fields = line.split(",").map((field) => field.trim());
      if (fields.includes("uuid") && fields.includes("index")) {
        columns = fields.map((field) => field.replace(/ \[.*\]$/, ""));
        return undefined;
      }
      if (!columns || fields.length !== columns.length) return undefined;
      const field = (name: string) => fields[columns?.indexOf(name) ?? -1];
      const index = field("index");
      const uuid = field("uuid");
      if (!index || !uuid) return undefined;
      return {
        index,
        uuid,
        name: field("name") ?? "",
        utilizationPercent: amount(field("utilization.gpu")),
        memoryUsedBytes: amount(field("memory.used")),
        memoryTotalBytes: amount(field("memory.total")),
        temperatureCelsius: amount(field("temperature.gpu")),
        powerWatts: amount(field("power.draw")),
      };
    },
  };
}

const worth = new Map([
  ["MiB", 2 ** 20],
  ["GiB", 2 ** 30],
]);

/** "24564 MiB" in bytes, "71.20 W" and "43 %" as they stand. */
function amount(text: string | undefined): number | undefined {
  const found = /^(-?\d+(?:\.\d+)?)(?: (\S+))?$/.exec(text ?? "");
  return found ? Number(found[1]) * (worth.get(found[2] ?? "") ?? 1) : undefined;
}
