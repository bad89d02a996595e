// All panels into one archive, one after another: a picture takes the page's own thread, and a source is not asked everything at once.

import { fileNames } from "#shared/format/file-names";
import type { DashboardRun } from "../run/dashboard-context";
import { askFrames, type PanelToExport } from "./all-panels";
import { dataText, hasRows } from "./contents";
import { makeZip } from "./zip";

export type ExportFormat = "png" | "csv" | "json";

export interface Outcome {
  /** Absent where no panel could be saved. */
  zip?: Uint8Array<ArrayBuffer>;
  saved: number;
  missed: { key: string; title: string; why: string }[];
}

interface Parts {
  format: ExportFormat;
  run: DashboardRun;
  draw(panel: PanelToExport): Promise<Blob>;
  signal: AbortSignal;
  onProgress(done: number): void;
  at: Date;
}

export async function exportAll(panels: readonly PanelToExport[], parts: Parts): Promise<Outcome> {
  const { format, signal, onProgress, at } = parts;
  const names = fileNames(
    panels.map(({ title }) => title),
    format,
  );
  const files: { name: string; bytes: Uint8Array }[] = [];
  const missed: Outcome["missed"] = [];
  for (const [index, panel] of panels.entries()) {
    if (signal.aborted) break;
    onProgress(index);
    const made = await makeFile(panel, parts).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    if (typeof made === "string") missed.push({ key: panel.key, title: panel.title, why: made });
    else files.push({ name: names[index] ?? "", bytes: made });
  }
  return files.length > 0 ? { zip: makeZip(files, at), saved: files.length, missed } : { saved: 0, missed };
}

/** Or the sentence that says why there is none. */
async function makeFile(panel: PanelToExport, { format, run, draw, signal }: Parts): Promise<Uint8Array | string> {
  if (format === "png") return new Uint8Array(await (await draw(panel)).arrayBuffer());
  const frames = await askFrames(panel, run, signal);
  return hasRows(frames) ? new TextEncoder().encode(dataText(frames, format)) : "it has no data in this range.";
}
