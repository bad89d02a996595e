// One dashboard file: its text, what it says, and the revision by which a later save knows that it is still the same.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { parseDashboardText, tooLargeWords } from "#shared/dashboards/dashboard-text";
import { AppError } from "#shared/model/failure";
import { largestFile } from "./file-facts";
import type { Entry } from "./rows";
import { orRefuse } from "./why-not";

export const revisionOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 24);

export async function readText(path: string): Promise<string> {
  return orRefuse(`${path} cannot be read`, async () => {
    const { size } = await stat(path);
    if (size > largestFile) throw new AppError({ kind: "bad-file", say: `${path}: ${tooLargeWords}` });
    return readFile(path, "utf8");
  });
}

export interface OpenedFile {
  dashboard: Dashboard;
  repairs: string[];
  revision: string;
}

/** The dashboard under the uid that the list gives it. Throws the sentence for a file that cannot be one. */
export async function openFile({ row, file }: Entry): Promise<OpenedFile> {
  const text = await readText(row.path);
  const { dashboard, repairs } = file.facts?.shape === "foreign" ? await readForeign(text, row.path) : readOwn(text, row);
  if (dashboard.uid !== row.uid && file.facts?.shape === "ours") {
    repairs.push(`$.uid: another file has ${dashboard.uid}; on saving, this one becomes ${row.uid}.`);
  }
  return { dashboard: { ...dashboard, uid: row.uid }, repairs, revision: revisionOf(text) };
}

function readOwn(text: string, { path, uid }: Entry["row"]): { dashboard: Dashboard; repairs: string[] } {
  const read = parseDashboardText(text, { uid });
  if (!read.ok) throw new AppError({ kind: "bad-file", say: `${path}: ${read.say}` });
  return read;
}

async function readForeign(text: string, path: string): Promise<{ dashboard: Dashboard; repairs: string[] }> {
  const { importDashboards } = await import("#shared/dashboards/import/import");
  const { found, failure } = importDashboards(text, { name: basename(path, ".json") });
  const [first] = found;
  if (!first) throw new AppError({ kind: "bad-file", say: `${path}: ${failure ?? "This file holds no dashboard."}` });
  const repairs = first.report.filter(({ level }) => level === "left-out").map(({ path: at, say }) => `${at}: ${say}`);
  return { dashboard: first.dashboard, repairs };
}
