// The dashboard that was named: a file, or one of those that the data folder has, by its uid or its title.
import { access } from "node:fs/promises";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { parseDashboardText } from "#shared/dashboards/dashboard-text";
import { AppError } from "#shared/model/failure";
import type { DashboardPlace } from "../import/dashboard-place";
import { readGiven } from "../import/given";

export interface FoundDashboard {
  dashboard: Dashboard;
  /** Of the data folder: a running console knows it by its uid. */
  isKept: boolean;
}

export async function findDashboard(named: string, place: Pick<DashboardPlace, "list">): Promise<FoundDashboard> {
  if (named === "-" || (/\.(?:json|ya?ml|md)$/i.test(named) && (await isThere(named))))
    return { dashboard: await readFileOf(named), isKept: false };
  const { dashboards } = await place.list();
  const titled = dashboards.filter(({ title }) => title.toLowerCase() === named.toLowerCase());
  const row = dashboards.find(({ uid }) => uid === named) ?? titled[0];
  if (!row) throw new AppError({ kind: "not-found", say: notFound(named, dashboards) });
  if (titled.length > 1 && row.uid !== named) {
    const uids = titled.map(({ uid }) => uid).join(", ");
    throw new AppError({
      kind: "bad-request",
      say: `${titled.length} dashboards are titled “${named}”; name one by its uid: ${uids}.`,
    });
  }
  return { dashboard: await readFileOf(row.path), isKept: true };
}

function notFound(named: string, rows: readonly { uid: string; title: string }[]): string {
  if (rows.length === 0)
    return `There is no dashboard “${named}”: the data folder has none. Give the path of a file to export that.`;
  const some = rows.slice(0, 5).map(({ uid, title }) => `${title} (${uid})`);
  return `There is no dashboard “${named}”; there ${rows.length === 1 ? "is" : "are"} ${some.join(", ")}${rows.length > 5 ? " and others" : ""}.`;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    // No file of that name: it may be a title that ends so.
    return false;
  }
}

/** Ours as it is; what others wrote, as an import would make it. */
async function readFileOf(path: string): Promise<Dashboard> {
  const { file, text, name } = await readGiven(path);
  const own = parseDashboardText(text);
  if (own.ok) return own.dashboard;
  const { importDashboards } = await import("#shared/dashboards/import/import");
  const { found, failure } = importDashboards(text, { name });
  const [first] = found;
  if (!first) throw new AppError({ kind: "bad-file", say: `${file}: ${failure ?? own.say}` });
  if (found.length > 1)
    throw new AppError({
      kind: "bad-file",
      say: `${file} holds ${found.length} dashboards; import them first, and export one by its uid.`,
    });
  const { prepareImport } = await import("#shared/dashboards/prepare-import");
  return prepareImport(first, { sources: new Map(), constants: new Map() });
}
