// What `nvidia-smi --query-gpu=… --format=csv` prints: a line of column names with their units, then a line per card, again
// at every interval. Columns are found by name, because a driver may leave one out or give it another unit.
import type { GpuFigures } from "./gpu-figures";
import { readerOf } from "./nvidia-columns";

/** One card's line. */
export interface NvidiaRow {
  index: string;
  uuid: string;
  name: string;
  /** As the kernel writes it: "0000:01:00.0". */
  address?: string;
  figures: GpuFigures;
  /** What the driver says in place of figures when something is wrong: "GPU is lost", "GPU requires reset". */
  trouble?: string;
}

// These mean that the card does not have such a thing, which is no trouble.
const plainAbsence = /^(n\/a|not supported|not available|not found|requested functionality has been deprecated)$/i;

/** Reads such output line by line; `read` gives undefined for anything else the program says. */
export function createNvidiaCsv(): { read(line: string): NvidiaRow | "heading" | undefined } {
  let columns: string[] | undefined;
  return {
    read(line) {
      const fields = line.split(",").map((field) => field.trim());
      if (fields.includes("uuid") && fields.includes("index")) {
        columns = fields.map((field) => field.replace(/ \[.*\]$/, ""));
        return "heading";
      }
      if (!columns || fields.length < columns.length) return undefined;
      const name = columns.indexOf("name");
      const surplus = fields.length - columns.length;
      // Only a name may hold commas.
      if (surplus > 0 && name < 0) return undefined;
      if (surplus > 0) fields.splice(name, surplus + 1, fields.slice(name, name + surplus + 1).join(", "));
      return rowOf(columns, fields);
    },
  };
}

function rowOf(columns: string[], fields: string[]): NvidiaRow | undefined {
  const field = (name: string) => fields[columns.indexOf(name)] ?? "";
  const index = field("index");
  const uuid = field("uuid");
  if (!/^\d+$/.test(index) || uuid === "") return undefined;
  const row: NvidiaRow = { index, uuid, name: field("name"), figures: {} };
  row.address = addressOf(field("pci.bus_id"));
  for (const [place, column] of columns.entries()) {
    const text = fields[place] ?? "";
    if (text.startsWith("[")) row.trouble ??= troubleOf(text);
    else readerOf(column)?.(text, row.figures);
  }
  return row;
}

function troubleOf(text: string): string | undefined {
  const said = text.replace(/^\[|\]$/g, "");
  return plainAbsence.test(said) ? undefined : said;
}

/** "00000000:0C:00.0", as the driver writes it with a longer domain and in capitals. */
export function addressOf(busId: string): string | undefined {
  const found = /^(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}:[0-9a-f]{2}\.[0-7])$/i.exec(busId);
  return found ? `${(found[1] ?? "0000").slice(-4)}:${found[2]}`.toLowerCase() : undefined;
}
