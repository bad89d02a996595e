// The words in the process list's cells, written into elements that stay: every two seconds nearly all of them change, and
// going through React each time costs about as much script as an update of the four charts.
import type { ProcessRow } from "#shared/contract/host";
import { formatQuantity } from "#shared/format/quantity";
import { writeText } from "../../charts/write-text";

export type ProcessCell = "name" | "pid" | "user" | "cpu" | "memory" | "disk";

/** What one cell says of a process. */
export function cellText(cell: ProcessCell, row: ProcessRow): string {
  switch (cell) {
    case "name":
      return row.name;
    case "pid":
      return String(row.pid);
    case "user":
      return row.user;
    case "cpu":
      return `${row.cpuPercent.toFixed(1)}%`;
    case "memory":
      return formatQuantity(row.residentBytes, "bytes");
    case "disk":
      // Not zero: the system does not let us read it.
      return row.diskBytesPerSecond === undefined ? "–" : formatQuantity(row.diskBytesPerSecond, "bytes-per-second");
  }
}

/** The bar is full at one core: what is beyond shows as the number. */
export const barShare = (row: ProcessRow): number => Math.min(1, Math.max(0, row.cpuPercent / 100));

/** Writes each process into the elements of its place: `data-place` and `data-cell` name them. */
export function writeProcesses(list: HTMLElement, rows: readonly ProcessRow[]): void {
  for (const element of list.querySelectorAll<HTMLElement>("[data-place]")) {
    const row = rows[Number(element.dataset.place)];
    if (!row) continue;
    const cell = element.dataset.cell;
    if (cell === "bar") {
      const scale = `scaleX(${barShare(row).toFixed(3)})`;
      if (element.style.transform !== scale) element.style.transform = scale;
      continue;
    }
    writeText(element, cellText(cell as ProcessCell, row));
    const title = cell === "name" ? row.command : cell === "disk" && row.diskBytesPerSecond === undefined ? noDisk : "";
    if (element.title !== title) element.title = title;
  }
}

const noDisk = "The system does not let us read this";
