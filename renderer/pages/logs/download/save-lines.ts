import { fileStem } from "#shared/format/file-names";
import { saveBlob } from "../../../charts/chart-export";
import type { LineStore } from "../lines/line-store";
import { type DownloadFormat, downloadFormats } from "./download-formats";

/** So many are written before the page gets to draw again. */
const linesInPart = 1000;

export interface Saved {
  /** All that are loaded, in the order in which they stand. */
  store: Pick<LineStore, "size" | "line">;
  format: DownloadFormat;
  columns: readonly string[];
  /** What the source is called. */
  sourceName: string;
}

/** The lines as the parts of a file. Lines that come meanwhile are not in it. */
export async function linesAsParts(
  { store, format, columns }: Omit<Saved, "sourceName">,
  pause: () => Promise<void>,
): Promise<string[]> {
  const { head, line } = downloadFormats[format];
  const parts = [head(columns)];
  const size = store.size;
  for (let from = 0; from < size; from += linesInPart) {
    let part = "";
    for (let position = from; position < Math.min(size, from + linesInPart); position++) {
      const stored = store.line(position);
      if (stored) part += line(stored, columns);
    }
    parts.push(part);
    await pause();
  }
  return parts;
}

/** Saves what is loaded where downloads go. */
export async function saveLines(saved: Saved): Promise<void> {
  const newest = saved.store.line(0)?.ms;
  const parts = await linesAsParts(saved, () => new Promise((resolve) => setTimeout(resolve, 0)));
  const blob = new Blob(parts, { type: downloadFormats[saved.format].type });
  saveBlob(blob, downloadName(saved.sourceName, newest, saved.format));
}

/** `logs-loki-prod-2026-11-21T12-05-09.ndjson`: the time of the line that stands first. */
export function downloadName(sourceName: string, firstMs: number | undefined, format: DownloadFormat): string {
  const time = firstMs === undefined ? "" : `-${new Date(firstMs).toISOString().slice(0, 19).replaceAll(":", "-")}`;
  return `logs-${fileStem(sourceName)}${time}.${format}`;
}
