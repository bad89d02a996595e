// One panel in the words of Grafana.
import type { PanelRepeat } from "../layout";
import type { Panel, PanelQuery } from "../panel";
import { exportOptions } from "./options";
import { kindOfLanguage, type NameSource } from "./sources";
import { isAsItCame, titleThatCame } from "./unknown-panel";

interface Around {
  gridPos: { h: number; w: number; x: number; y: number };
  repeat: PanelRepeat | undefined;
  nameSource: NameSource;
}

export function exportPanel(panel: Panel, { gridPos, repeat, nameSource }: Around): object {
  const targets = panel.queries.map((query) => exportQuery(query, nameSource));
  const repeated = repeat
    ? { repeat: repeat.variable, repeatDirection: repeat.direction, ...(repeat.maxPerRow ? { maxPerRow: repeat.maxPerRow } : {}) }
    : {};
  if (panel.kept) {
    const changed = isAsItCame(panel, panel.kept) ? {} : { targets };
    const title = panel.title === titleThatCame(panel.kept) ? {} : { title: panel.title };
    return { ...panel.kept, ...title, ...changed, ...repeated, gridPos, id: panel.id };
  }
  const { transformations, links, queryOptions } = panel;
  const { minInterval, ...others } = queryOptions;
  return {
    datasource: sharedSource(panel.queries, nameSource),
    ...(panel.description === "" ? {} : { description: panel.description }),
    fieldConfig: panel.fieldConfig,
    gridPos,
    id: panel.id,
    ...(minInterval === undefined ? {} : { interval: minInterval }),
    ...(links.length === 0 ? {} : { links }),
    ...others,
    options: exportOptions(panel),
    ...repeated,
    targets,
    title: panel.title,
    ...(transformations.length === 0 ? {} : { transformations: transformations.map(exportTransformation) }),
    ...(panel.isTransparent ? { transparent: true } : {}),
    type: panel.type,
  };
}

const exportTransformation = ({ id, options, disabled, filter }: Panel["transformations"][number]): object => ({
  id,
  options,
  ...(disabled ? { disabled } : {}),
  ...(filter ? { filter } : {}),
});

/** The panel's own source is only the usual one of its queries; several are a source of a name of its own. */
function sharedSource(queries: readonly PanelQuery[], nameSource: NameSource): object | null {
  const refs = queries.map(({ source, language }) => nameSource(source, kindOfLanguage(language)));
  const [first] = refs;
  if (refs.every((ref) => ref?.uid === first?.uid)) return first ?? null;
  return { type: "datasource", uid: "-- Mixed --" };
}

function exportQuery(query: PanelQuery, nameSource: NameSource): object {
  const { refId, source, language, expr, legendFormat, mode, format, minStep, intervalFactor, hide, kept } = query;
  const hidden = hide ? { hide } : {};
  // Of other databases the whole query was kept, with the source that it was for.
  if (language !== "promql" && language !== "logql") return { ...kept, refId, ...hidden };
  const datasource = nameSource(source, kindOfLanguage(language));
  const common = { ...(datasource === undefined ? {} : { datasource }), ...kept, refId, expr, legendFormat, ...hidden };
  const step = { ...(minStep === "" ? {} : { interval: minStep }), ...(intervalFactor > 1 ? { intervalFactor } : {}) };
  if (language === "logql") return { ...common, ...step, queryType: mode === "instant" ? "instant" : "range" };
  return {
    ...common,
    ...step,
    editorMode: "code",
    format,
    instant: mode !== "range",
    range: mode !== "instant",
  };
}
