// All panels of a dashboard: their numbers, and what they have of each other.
import type { Panel } from "../panel";
import { type Json, numberOf, textOf } from "./lenient";
import { type ConvertedPanel, convertPanel, type PanelContext } from "./panel";
import { type PathOf, Site } from "./site";

export interface PanelEntry {
  converted: ConvertedPanel;
  site: Site;
}

export interface GivenPanel {
  value: Json;
  pathOf: PathOf;
}

/** Reading queries takes as long as all the rest, and of more panels nobody reads what is said about single queries. */
const mostChecked = 300;

export const nameOf = (panel: Panel): string => `panel-${panel.id}`;

/** One entry for each of the given panels, in their order. `context.site` is the dashboard's. */
export function convertPanels(given: readonly GivenPanel[], context: Omit<PanelContext, "id" | "isChecked">): PanelEntry[] {
  const ids = idsOf(given, context.site);
  const isChecked = given.length <= mostChecked;
  const entries = given.map(({ value, pathOf }, index): PanelEntry => {
    const site = new Site(pathOf, textOf(value.title).slice(0, 200) || "Panel without a title", context.site);
    return { site, converted: convertPanel(value, { ...context, site, id: ids[index] ?? index + 1, isChecked }) };
  });
  lend(entries);
  return entries;
}

/** Numbers that the file gives are kept, because links name them; the others get the next free ones. */
function idsOf(panels: readonly GivenPanel[], site: Site): number[] {
  const taken = new Set<number>();
  let twice = 0;
  const given = panels.map(({ value }) => {
    const id = numberOf(value.id);
    if (id === undefined || !Number.isSafeInteger(id) || id < 0) return undefined;
    if (taken.has(id)) twice += 1;
    else {
      taken.add(id);
      return id;
    }
    return undefined;
  });
  if (twice > 0) {
    const words = twice === 1 ? "One panel has the number" : `${twice} panels have numbers`;
    site.note(".panels", `${words} of another panel; ${twice === 1 ? "it was" : "they were"} numbered anew.`);
  }
  let next = 1;
  return given.map((id) => {
    if (id !== undefined) return id;
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  });
}

/** Panels that showed the answers of another one ask its queries themselves. */
function lend(entries: readonly PanelEntry[]): void {
  const byId = new Map(entries.map(({ converted }) => [converted.panel.id, converted]));
  for (const { converted, site } of entries) {
    if (!converted.borrowed) continue;
    const { id, withTransformations } = converted.borrowed;
    const lender = byId.get(id);
    if (!lender || lender.borrowed) {
      site.lost(".targets", "This shows the answers of another panel that is not in the file.");
      continue;
    }
    const { panel } = converted;
    panel.queries = lender.panel.queries.map((query) => ({ ...query }));
    if (withTransformations) panel.transformations = [...lender.panel.transformations, ...panel.transformations];
    site.converted(".targets", `It showed the answers of ${JSON.stringify(lender.panel.title)}, and now asks the same itself.`);
  }
}
