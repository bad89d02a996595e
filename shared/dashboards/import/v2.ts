// A dashboard of the second version: elements by name and a layout tree. What it says of panels, variables and marks is what classic
// dashboards say in other words, so that is brought to those; the paths in the report stay those of the given text.

import { pathOf as stepOf } from "../plain-copy";
import type { ConvertedDashboard, Options } from "./classic";
import { elementsOf, finished, headOf } from "./dashboard-head";
import { entryOf, isRecord, type Json, recordOf, recordsOf, textOf } from "./lenient";
import { convertPanels, nameOf } from "./panels";
import { Site } from "./site";
import { Sources } from "./sources";
import { classicAnnotation, classicVariable } from "./v2-head";
import { convertV2Layout } from "./v2-layout";
import { classicPanel, panelPathOf } from "./v2-panel";

export function convertV2(spec: Json, { pathOf, uid, title }: Options): ConvertedDashboard {
  const site = new Site((inside) => pathOf(headPathOf(inside)));
  const head = classicHead(spec);
  const sources = new Sources(head);
  const named = Object.entries(recordOf(spec.elements)).filter((entry): entry is [string, Json] => isRecord(entry[1]));
  const given = named.map(([name, element]) => ({
    value: classicPanel(element),
    pathOf: (inside: string) => pathOf(`${stepOf(".elements", name)}.spec${panelPathOf(inside)}`),
  }));
  const entries = convertPanels(given, { site, sources, repeatUnit: "columns-24" });
  const names = new Map(
    named.flatMap(([name], index) => {
      const entry = entries[index];
      return entry ? [[name, nameOf(entry.converted.panel)] as const] : [];
    }),
  );
  const layout = convertV2Layout(spec.layout, names, site);
  return finished({ uid, title, ...headOf(head, site, sources), elements: elementsOf(entries), layout }, site, sources, entries);
}

const syncs: Readonly<Record<string, number>> = { off: 0, crosshair: 1, tooltip: 2 };

function classicHead(spec: Json): Json {
  const time = recordOf(spec.timeSettings);
  return {
    description: spec.description,
    tags: spec.tags,
    editable: spec.editable,
    links: spec.links,
    graphTooltip: entryOf(syncs, textOf(spec.cursorSync).toLowerCase()),
    time: { from: time.from, to: time.to },
    timezone: time.timezone,
    refresh: time.autoRefresh,
    weekStart: time.weekStart,
    timepicker: { nowDelay: time.nowDelay, hidden: time.hideTimepicker },
    templating: { list: recordsOf(spec.variables).map(({ value }) => classicVariable(value)) },
    annotations: { list: recordsOf(spec.annotations).map(({ value }) => classicAnnotation(value)) },
  };
}

const headPathOf = (inside: string): string =>
  inside
    .replace(/^\.templating\.list(\[\d+\])?/, (_, index?: string) => `.variables${index === undefined ? "" : `${index}.spec`}`)
    .replace(/^\.annotations\.list(\[\d+\])?/, (_, index?: string) => `.annotations${index === undefined ? "" : `${index}.spec`}`)
    .replace(/^\.panels/, ".elements");
