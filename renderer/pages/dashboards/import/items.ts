// What was brought, as the dialog shows it: each dashboard with what becomes of it, and what could not be read.
import { type DashboardRow, ownPlace } from "#shared/contract/dashboards";
import type { ImportedDashboard, ImportOutcome, ReportLine, SourcePlaceholder } from "#shared/dashboards/import/outcome";
import type { FolderLine } from "../list/folder-tree";
import type { Given } from "./import-store";

export type ImportItem =
  | { kind: "found"; key: string; from: string; imported: ImportedDashboard }
  | { kind: "failed"; key: string; from: string; say: string };

type Importer = (text: string, options: { name?: string }) => ImportOutcome;

export function itemsOf(given: readonly Given[], importDashboards: Importer): ImportItem[] {
  return given.flatMap(({ name, text, problem }, index): ImportItem[] => {
    const key = `${index}`;
    if (problem !== undefined) return [{ kind: "failed", key, from: name, say: problem }];
    const { found, failure } = importDashboards(text, { name: name.replace(/\.(json|ya?ml|md|txt)$/i, "") });
    if (found.length === 0) {
      return [{ kind: "failed", key, from: name, say: failure ?? "There is no dashboard in it." }];
    }
    return found.map((imported, place) => ({ kind: "found", key: `${key}.${place}`, from: name, imported }));
  });
}

export const foundIn = (items: readonly ImportItem[]) => items.filter((item) => item.kind === "found");

/** The placeholders of all of them, each once: one choice counts for all that name it. */
export function placeholdersOf(items: readonly ImportItem[]): SourcePlaceholder[] {
  const all = new Map<string, SourcePlaceholder>();
  for (const { imported } of foundIn(items)) {
    for (const source of imported.sources) {
      const was = all.get(source.id);
      all.set(source.id, { ...source, usedBy: source.usedBy + (was?.usedBy ?? 0) });
    }
  }
  return [...all.values()];
}

/** Which of them have the uid of a dashboard that is there, or of one further up in the same import. */
export function clashesOf(items: readonly ImportItem[], rows: readonly DashboardRow[]): ReadonlyMap<string, string> {
  const taken = new Map(rows.map(({ uid, title }) => [uid, title]));
  const clashes = new Map<string, string>();
  for (const { key, imported } of foundIn(items)) {
    const { uid, title } = imported.dashboard;
    const other = taken.get(uid);
    if (other !== undefined) clashes.set(key, other);
    taken.set(uid, title);
  }
  return clashes;
}

/** Folders that the files name and that are not there yet: they are made when they are chosen. */
export function foldersOfFiles(items: readonly ImportItem[], lines: readonly FolderLine[]): FolderLine[] {
  const names = new Set(foundIn(items).flatMap(({ imported }) => imported.folder?.trim() || []));
  return [...names]
    .filter((folder) => !lines.some((line) => line.place === ownPlace && line.folder === folder))
    .map((folder) => ({ place: ownPlace, folder, name: folder, level: folder.split("/").length, count: 0 }));
}

export interface ReportGroup {
  /** Of a panel, or of the dashboard as a whole. */
  title: string;
  lines: readonly ReportLine[];
}

export function groupReport(report: readonly ReportLine[], isOnlyLeftOut: boolean): ReportGroup[] {
  const groups = new Map<string | undefined, ReportLine[]>();
  for (const line of report) {
    if (isOnlyLeftOut && line.level !== "left-out") continue;
    const lines = groups.get(line.panel);
    if (lines) lines.push(line);
    else groups.set(line.panel, [line]);
  }
  return [...groups].map(([panel, lines]) => ({ title: panel ?? "The dashboard as a whole", lines }));
}
