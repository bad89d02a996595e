// A dashboard of the classic kind, whether its panels stand on the grid or in the old rows.
import type { GridItem, Layout } from "../layout";
import { elementsOf, finished, headOf } from "./dashboard-head";
import { isRecord, type Json, listOf } from "./lenient";
import { withLibraryPanel } from "./library-panels";
import { sectionsOfRows } from "./old-rows";
import type { ImportedDashboard } from "./outcome";
import { convertPanels, nameOf, type PanelEntry } from "./panels";
import { type Placed, type Section, sectionsOfGrid } from "./sections";
import { type PathOf, Site } from "./site";
import { Sources } from "./sources";

export type ConvertedDashboard = Pick<ImportedDashboard, "dashboard" | "report" | "sources" | "panels">;

export interface Options {
  /** Of the dashboard in the given text. */
  pathOf: PathOf;
  uid: string;
  title: string;
}

export function convertClassic(given: Json, { pathOf, uid, title }: Options): ConvertedDashboard {
  const site = new Site(pathOf);
  const sources = new Sources(given);
  const sections = sectionsOf(given, site);
  const placed = sections.flatMap((section) => section.panels);
  const sites = placed.map((one) => withLibraryPanel(one, given, pathOf));
  const repeatUnit = listOf(given.rows).length > 0 ? "columns-12" : "columns-24";
  const entries = convertPanels(sites, { site, sources, repeatUnit });
  const panels = new Map(placed.map((one, index) => [one, entries[index]]));
  const dashboard = {
    uid,
    title,
    ...headOf(given, site, sources),
    elements: elementsOf(entries),
    layout: layoutOf(sections, panels),
  };
  return finished(dashboard, site, sources, entries);
}

function sectionsOf(given: Json, site: Site): Section[] {
  if (listOf(given.panels).length > 0 || isRecord(given.panels)) return sectionsOfGrid(given.panels, ".panels", site);
  if (listOf(given.rows).length === 0) return [];
  site.converted(".rows", "The old layout of rows was put on the grid.");
  return sectionsOfRows(given.rows, ".rows", site);
}

function layoutOf(sections: readonly Section[], panels: ReadonlyMap<Placed, PanelEntry | undefined>): Layout {
  const grids = sections.map((section): Layout => {
    const items = section.panels.flatMap((one): GridItem[] => {
      const entry = panels.get(one);
      if (!entry) return [];
      const { panel, repeat } = entry.converted;
      return [{ element: nameOf(panel), ...one.place, ...(repeat ? { repeat } : {}) }];
    });
    return { kind: "grid", items };
  });
  const [first] = sections;
  if (first === undefined) return { kind: "grid", items: [] };
  if (sections.length === 1 && first.isHeadless) return grids[0] ?? { kind: "grid", items: [] };
  return {
    kind: "rows",
    rows: sections.map(({ title, isCollapsed, isHeadless, repeat }, index) => ({
      title,
      isCollapsed,
      isHeadless,
      ...(repeat === undefined ? {} : { repeat }),
      layout: grids[index] ?? { kind: "grid", items: [] },
    })),
  };
}
