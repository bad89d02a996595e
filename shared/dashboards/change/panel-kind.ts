// Another kind for a panel: what both kinds know stays as it was set.
import type { z } from "zod";
import type { FieldConfig, Override } from "../field-config";
import type { Panel, PanelQuery } from "../panel";

/** What is known of a kind, as the list of panels has it. */
export interface PanelKind {
  id: string;
  options: z.ZodObject;
  custom?: z.ZodObject | undefined;
  usualQuery?: Pick<PanelQuery, "mode" | "format"> | undefined;
}

/** Options by kind, from earlier in the same editing: going back finds them as they were left. */
export type LeftOptions = ReadonlyMap<string, Pick<Panel, "options" | "fieldConfig">>;

export function withKind(panel: Panel, from: PanelKind | undefined, to: PanelKind, left?: LeftOptions): Panel {
  const before = left?.get(to.id);
  const { kept: _, ...rest } = panel;
  return {
    // What an unknown panel was imported from says nothing of the new kind, and would be exported in its place.
    ...(to.id === panel.type ? panel : rest),
    type: to.id,
    options: before?.options ?? known(to.options, panel.options),
    fieldConfig: {
      defaults: withCustom(panel.fieldConfig.defaults, to, before?.fieldConfig.defaults.custom),
      overrides: panel.fieldConfig.overrides.map((override) => fitting(override, to)),
    },
    queries: panel.queries.map((query) => asUsual(query, from, to)),
  };
}

/** Those of the options that this kind has too, unless they mean something else there and do not fit. */
function known(schema: z.ZodObject, options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(schema.shape, name)) continue;
    // Every field of these schemas repairs itself, so that the reading never fails: what it changes did not fit.
    kept[name] = schema.parse({ [name]: value })[name];
  }
  return kept;
}

function withCustom({ custom, ...defaults }: FieldConfig, to: PanelKind, before: FieldConfig["custom"]): FieldConfig {
  const next = before ?? (to.custom && custom ? known(to.custom, custom) : undefined);
  return next && Object.keys(next).length > 0 ? { ...defaults, custom: next } : defaults;
}

function fitting(override: Override, to: PanelKind): Override {
  const properties = override.properties.filter(({ id }) => {
    const name = /^custom\.([^.]+)/.exec(id)?.[1];
    return name === undefined || (to.custom !== undefined && Object.hasOwn(to.custom.shape, name));
  });
  return properties.length === override.properties.length ? override : { ...override, properties };
}

/** A query that is asked as the old kind usually asks is asked as the new one does; one that was set otherwise stays. */
function asUsual(query: PanelQuery, from: PanelKind | undefined, to: PanelKind): PanelQuery {
  const usual = from?.usualQuery;
  const isUsual = usual !== undefined && query.mode === usual.mode && query.format === usual.format;
  return isUsual && to.usualQuery ? { ...query, ...to.usualQuery } : query;
}
