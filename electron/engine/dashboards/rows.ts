// From files to what the list shows: each uid names one dashboard, whatever the files say.
import { createHash } from "node:crypto";
import type { DashboardRow } from "#shared/contract/dashboards";
import type { Draft } from "./drafts";
import type { Marks } from "./marks";
import type { FoundFile } from "./scan";

export interface Entry {
  row: DashboardRow;
  file: FoundFile;
}

/** Of a file that names no uid, or one that another file has: it stays the same as long as the file stays where it is. */
export const uidOfPath = (path: string): string => `file-${createHash("sha256").update(path).digest("hex").slice(0, 16)}`;

/** `files` in order of precedence: the first one with a uid has it. */
export function entriesOf(
  files: readonly FoundFile[],
  { marks, drafts }: { marks: Marks; drafts: ReadonlySet<string> },
): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const file of files) {
    const { facts, place, folder, path, mtimeMs } = file;
    if (!facts) continue;
    const first = facts.uid === undefined ? undefined : entries.get(facts.uid);
    const uid = facts.uid === undefined || first ? uidOfPath(path) : facts.uid;
    const problem =
      facts.problem ??
      (first && `${first.row.path} has the same uid, ${facts.uid}; saved from here, this one gets a uid of its own.`);
    const viewedAt = marks.viewedAt(uid);
    const row: DashboardRow = {
      uid,
      title: facts.title,
      description: facts.description,
      tags: facts.tags,
      place: place.id,
      folder,
      path,
      panels: facts.panels,
      isStarred: marks.isStarred(uid),
      changedAt: mtimeMs,
      isReadOnly: facts.shape !== "ours",
      hasDraft: drafts.has(uid),
      ...(viewedAt !== undefined && { viewedAt }),
      ...(problem !== undefined && { problem }),
    };
    entries.set(uid, { row, file });
  }
  return entries;
}

/** A dashboard that was never saved, of a window that closed or crashed. */
export function rowOfDraft(uid: string, { dashboard, savedAt }: Draft, path: string, place: string): DashboardRow {
  return {
    uid,
    title: dashboard.title,
    description: dashboard.description,
    tags: dashboard.tags,
    place,
    folder: "",
    path,
    panels: Object.keys(dashboard.elements).length,
    isStarred: false,
    changedAt: savedAt,
    isReadOnly: false,
    hasDraft: true,
  };
}
