// Our dashboards as the classic JSON of Grafana, which every version of it since 2018 reads.
import type { AnnotationQuery, Dashboard } from "../dashboard";
import { panelsOf } from "./panels";
import { type DatasourceRef, type NameSource, nameAsHere, namesForSharing } from "./sources";
import { exportVariable } from "./variables";

/** The last one in which nothing that we write changed its meaning. */
const schemaVersion = 41;

/** Data sources keep their ids, as for a Grafana that has the same ones. */
export const exportClassic = (dashboard: Dashboard): object => write(dashboard, nameAsHere(dashboard));

/** For others: every data source is asked for when the file is imported. */
export function exportShared(dashboard: Dashboard): object {
  const naming = namesForSharing(dashboard);
  const written = write(dashboard, naming.nameSource);
  return {
    __inputs: naming.inputs(),
    __elements: {},
    __requires: naming.requires(),
    ...written,
  };
}

function write(dashboard: Dashboard, nameSource: NameSource): object {
  const { time } = dashboard;
  return {
    annotations: { list: dashboard.annotations.flatMap((one) => annotationOf(one, nameSource)) },
    ...(dashboard.description === "" ? {} : { description: dashboard.description }),
    editable: dashboard.isEditable,
    graphTooltip: ["off", "crosshair", "tooltip"].indexOf(dashboard.cursorSync),
    id: null,
    links: dashboard.links.map(({ kind, ...link }) => ({ ...link, type: kind })),
    panels: panelsOf(dashboard, nameSource),
    refresh: time.refresh,
    schemaVersion,
    tags: dashboard.tags,
    templating: { list: dashboard.variables.map((variable) => exportVariable(variable, nameSource)) },
    time: { from: bound(time.from, "now-24h"), to: bound(time.to, "now") },
    timepicker: {
      ...(time.nowDelay === "" ? {} : { nowDelay: time.nowDelay }),
      ...(time.hideTimePicker ? { hidden: true } : {}),
    },
    timezone: time.timeZone,
    title: dashboard.title,
    uid: dashboard.uid.slice(0, 40),
    version: 1,
    weekStart: time.weekStart,
  };
}

/** Only this console knows when the machine under it started. */
const bound = (text: string, instead: string): string => (/\bboot\b/.test(text) ? instead : text);

function annotationOf(annotation: AnnotationQuery, nameSource: NameSource): object[] {
  const { name, isEnabled, isHidden, color, kind } = annotation;
  const common = { name, enable: isEnabled, hide: isHidden, iconColor: color };
  if (kind === "manual") {
    const datasource: DatasourceRef = { type: "grafana", uid: "-- Grafana --" };
    return [{ builtIn: 1, datasource, ...common, type: "dashboard" }];
  }
  // Alerts of this console are known to it alone.
  if (kind === "alerts") return [];
  const { source, expr, minStep, titleFormat, textFormat, tagKeys, useValueForTime } = annotation;
  const texts = { titleFormat, textFormat, tagKeys };
  return [{ ...common, datasource: nameSource(source, "prometheus"), expr, step: minStep, ...texts, useValueForTime }];
}
