// The queries of a panel that come, go and change places.
import { autoLegend } from "../data/names";
import { type Panel, type PanelQuery, panelQuerySchema } from "../panel";
import { movedBy, replacedAt, withoutAt } from "./lists";

/** A, B … Z, A1, B1 …, counted from 0. */
export function refIdAt(count: number): string {
  const letter = String.fromCharCode(65 + (count % 26));
  return count < 26 ? letter : `${letter}${Math.floor(count / 26)}`;
}

/** The first of them that no query of the panel has. */
export function nextRefId(queries: readonly Pick<PanelQuery, "refId">[]): string {
  const taken = new Set(queries.map(({ refId }) => refId));
  for (let count = 0; ; count++) {
    const refId = refIdAt(count);
    if (!taken.has(refId)) return refId;
  }
}

/** One more, asked like the last one. */
export function addQuery(panel: Panel): Panel {
  const { source = "", mode = "range", format = "time_series" } = panel.queries.at(-1) ?? {};
  const query = panelQuerySchema.parse({ refId: nextRefId(panel.queries), source, mode, format, legendFormat: autoLegend });
  return { ...panel, queries: [...panel.queries, query] };
}

export function duplicateQuery(panel: Panel, index: number): Panel {
  const query = panel.queries[index];
  if (!query) return panel;
  const copy = { ...query, refId: nextRefId(panel.queries) };
  return { ...panel, queries: [...panel.queries.slice(0, index + 1), copy, ...panel.queries.slice(index + 1)] };
}

export const removeQuery = (panel: Panel, index: number): Panel => ({ ...panel, queries: withoutAt(panel.queries, index) });

export const moveQuery = (panel: Panel, index: number, by: -1 | 1): Panel => ({
  ...panel,
  queries: movedBy(panel.queries, index, by),
});

export function setQuery(panel: Panel, index: number, patch: Partial<PanelQuery>): Panel {
  const query = panel.queries[index];
  return query ? { ...panel, queries: replacedAt(panel.queries, index, { ...query, ...patch }) } : panel;
}

/** Whether a matcher names a query: `byRefId` stands at transformations, the other one at overrides. */
export const isByQuery = (matcherId: string): boolean => matcherId === "byFrameRefID" || matcherId === "byRefId";

/** Another letter for a query, also where overrides and transformations name it. A letter that is taken, or none, changes nothing. */
export function renameQuery(panel: Panel, index: number, refId: string): Panel {
  const was = panel.queries[index]?.refId;
  if (was === undefined || refId.trim() === "" || panel.queries.some((query) => query.refId === refId)) return panel;
  const renamed = (matcher: { id: string; options?: unknown }) =>
    isByQuery(matcher.id) && matcher.options === was ? { ...matcher, options: refId } : matcher;
  return {
    ...setQuery(panel, index, { refId }),
    fieldConfig: {
      ...panel.fieldConfig,
      overrides: panel.fieldConfig.overrides.map((each) => ({ ...each, matcher: renamed(each.matcher) })),
    },
    transformations: panel.transformations.map((each) => (each.filter ? { ...each, filter: renamed(each.filter) } : each)),
  };
}
