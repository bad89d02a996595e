// What becomes of a file that somebody brought: dashboards, and for each what was carried over and what was not.
import type { Dashboard } from "../dashboard";

/** What the file was: one of our own, or one of the shapes that Grafana's dashboards have gone about in. */
export type ImportShape = "ours" | "api" | "classic" | "rows" | "kubernetes" | "v2" | "panel" | "fragment" | "configmap";

export interface ReportLine {
  /** JSON path in the text that was given: `$.dashboard.panels[3].fieldConfig.overrides[1]`. */
  path: string;
  /** The title of the panel that it is about; absent for the dashboard as a whole. */
  panel?: string;
  level: "converted" | "left-out" | "note";
  /** A sentence. */
  say: string;
}

/** A data source of the place where the dashboard was made, to be mapped to one of ours. */
export interface SourcePlaceholder {
  /** As queries name it: `${DS_PROMETHEUS}`, a uid, or a name. */
  id: string;
  /** `prometheus`, `loki` … */
  kind: string;
  label: string;
  /** So many queries, variables and annotations. */
  usedBy: number;
}

export interface ConstantPlaceholder {
  name: string;
  label: string;
  value: string;
}

export interface ImportedDashboard {
  dashboard: Dashboard;
  shape: ImportShape;
  /** Where it was kept, when the file says so. */
  folder?: string;
  report: ReportLine[];
  sources: SourcePlaceholder[];
  constants: ConstantPlaceholder[];
  /** `drawn`: those of a kind that is drawn here, and that lost nothing that matters. */
  panels: { total: number; drawn: number };
}

export interface ImportOutcome {
  found: ImportedDashboard[];
  /** Why nothing could be read, in a sentence with line and column where there is such a place. */
  failure?: string;
}
