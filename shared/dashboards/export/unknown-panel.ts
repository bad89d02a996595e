// Panels of kinds that are not ours leave as they came, unless their queries were changed here.
import { recordOf, textOf } from "../import/lenient";
import { convertTargets } from "../import/queries";
import { Site } from "../import/site";
import { Sources } from "../import/sources";
import type { Panel, PanelQuery } from "../panel";

export const titleThatCame = (kept: NonNullable<Panel["kept"]>): string =>
  textOf(kept.title) || textOf(recordOf(kept.libraryPanel).name);

export function isAsItCame(panel: Panel, kept: NonNullable<Panel["kept"]>): boolean {
  const came = convertTargets(kept.targets, {
    site: new Site((inside) => inside),
    sources: new Sources({}),
    datasource: kept.datasource,
    isLogs: false,
    isChecked: false,
  });
  return came.length === panel.queries.length && came.every((query, index) => isSame(query, panel.queries[index]));
}

/** Which source it asks was chosen on import, and is no change. */
const isSame = (came: PanelQuery, now: PanelQuery | undefined): boolean =>
  came.expr === now?.expr && came.legendFormat === now.legendFormat && came.hide === now.hide && came.mode === now.mode;
