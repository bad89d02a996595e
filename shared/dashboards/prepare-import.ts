// From what the importer found to what is saved: sources and constants as they were chosen, under a uid that is free or meant.
import type { Dashboard } from "./dashboard";
import { mapSources, withConstants } from "./import/import";
import type { ImportedDashboard } from "./import/outcome";

export interface ImportChoices {
  /** By placeholder: one of our sources, or empty for the one that the top bar names. What is absent is the top bar's too. */
  sources: ReadonlyMap<string, string>;
  /** By name. What is absent stays as the file has it. */
  constants: ReadonlyMap<string, string>;
  /** Instead of the file's own, for keeping both where there is one of this uid already. */
  uid?: string;
}

export function prepareImport(imported: ImportedDashboard, { sources, constants, uid }: ImportChoices): Dashboard {
  const choice = new Map(imported.sources.map(({ id }) => [id, sources.get(id) ?? ""]));
  const dashboard = mapSources({ dashboard: withConstants(imported, constants) }, choice);
  return uid === undefined ? dashboard : { ...dashboard, uid };
}

/** The source to begin with: one of ours that is called what the placeholder is called, else the top bar's. */
export function likelySource(
  placeholder: { id: string; label: string },
  sources: readonly { id: string; name: string }[],
): string {
  const names = [placeholder.label, placeholder.id].map((name) => name.toLowerCase());
  // A dashboard that was exported here names them by id.
  const own = sources.find(({ id }) => id === placeholder.id);
  return (own ?? sources.find(({ name }) => names.includes(name.toLowerCase())))?.id ?? "";
}

/** What the file was, in words. */
export const shapeWords: Readonly<Record<ImportedDashboard["shape"], string>> = {
  ours: "a Watchdeck dashboard",
  api: "a Grafana dashboard, as its API gives it",
  classic: "a Grafana dashboard",
  rows: "an old Grafana dashboard, in rows",
  kubernetes: "a Grafana dashboard resource",
  v2: "a Grafana dashboard of the new kind (v2)",
  panel: "a single Grafana panel",
  fragment: "a part of a Grafana dashboard",
  configmap: "a Grafana dashboard in a Kubernetes ConfigMap",
};
