// The words in the process list's cells, written into elements that stay: every two seconds nearly all of them change, and
// going through React each time costs about as much script as an update of the four charts.
import { formatQuantity } from "#shared/format/quantity";
import { diskPerSecond, type Process } from "../../bridge/process-list";
import { writeText } from "../../charts/write-text";
import { visibleText } from "../../components/visible-text";

export type ProcessCell = "name" | "pid" | "user" | "cpu" | "memory" | "disk";

/** What one cell says of a process. */
export function cellText(cell: ProcessCell, process: Process): string {
  switch (cell) {
    case "name":
      return visibleText(process.info.name);
    case "pid":
      return String(process.info.pid);
    case "user":
      return visibleText(process.info.user);
    case "cpu":
      return `${process.cpuPercent.toFixed(1)}%`;
    case "memory":
      return formatQuantity(process.residentBytes, "bytes");
    case "disk": {
      const rate = diskPerSecond(process);
      // Not zero: the system does not let us read it.
      return Number.isNaN(rate) ? "–" : formatQuantity(rate, "bytes-per-second");
    }
  }
}

/** The bar is full at one core: what is beyond shows as the number. */
export const barShare = ({ cpuPercent }: Pick<Process, "cpuPercent">): number => Math.min(1, Math.max(0, cpuPercent / 100));

/** Writes each process into the elements of its place: `data-place` and `data-cell` name them. */
export function writeProcesses(list: HTMLElement, processes: readonly Process[]): void {
  for (const element of list.querySelectorAll<HTMLElement>("[data-place]")) {
    const process = processes[Number(element.dataset.place)];
    if (!process) continue;
    const cell = element.dataset.cell;
    if (cell === "bar") {
      const scale = `scaleX(${barShare(process).toFixed(3)})`;
      if (element.style.transform !== scale) element.style.transform = scale;
      continue;
    }
    writeText(element, cellText(cell as ProcessCell, process));
    const title =
      cell === "name" ? visibleText(process.info.command) : cell === "disk" && Number.isNaN(diskPerSecond(process)) ? noDisk : "";
    if (element.title !== title) element.title = title;
  }
}

const noDisk = "The system does not let us read this";
