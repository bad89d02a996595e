// What is being edited, kept beside the dashboards so that a crash costs nothing. One file for each uid.
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { readDashboard } from "#shared/dashboards/read-dashboard";
import { readJson, writeJson } from "../settings/json-file";

export interface Draft {
  dashboard: Dashboard;
  savedAt: number;
  revision?: string;
}

export interface Drafts {
  uids(): Promise<string[]>;
  pathOf(uid: string): string;
  /** Nothing where there is none, or none that can be read. */
  read(uid: string): Promise<Draft | undefined>;
  keep(uid: string, draft: Draft): Promise<void>;
  forget(uid: string): Promise<void>;
}

/** Nothing for a name that is not one of ours: a file of somebody else's must not cost the list. */
function decoded(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    // A percent sign that begins nothing.
    return undefined;
  }
}

export function createDrafts(folder: string): Drafts {
  // A uid comes from a file or a window: encoded, it cannot name a file elsewhere.
  const pathOf = (uid: string) => join(folder, `${encodeURIComponent(uid).replaceAll(".", "%2E")}.json`);
  return {
    pathOf,
    async uids() {
      // Without drafts there is no folder.
      const names = await readdir(folder).catch(() => []);
      return names.flatMap((name) => (name.endsWith(".json") ? (decoded(name.slice(0, -5)) ?? []) : []));
    },
    async read(uid) {
      const found = await readJson(pathOf(uid));
      const value = found.kind === "read" ? found.value : undefined;
      if (typeof value !== "object" || value === null || !("dashboard" in value)) return undefined;
      const read = readDashboard(value.dashboard);
      if (!read.ok) return undefined;
      const { savedAt, revision } = value as { savedAt?: unknown; revision?: unknown };
      return {
        dashboard: read.dashboard,
        savedAt: typeof savedAt === "number" ? savedAt : 0,
        ...(typeof revision === "string" && { revision }),
      };
    },
    keep: (uid, draft) => writeJson(pathOf(uid), draft),
    // One that cannot be removed is offered once more, and nothing is lost by that.
    forget: (uid) => rm(pathOf(uid), { force: true }).catch(() => undefined),
  };
}
