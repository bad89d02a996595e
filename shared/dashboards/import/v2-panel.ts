// A panel of the second version, in the words of the first.
import { isRecord, type Json, recordOf, recordsOf, textOf } from "./lenient";
import { libraryPanel } from "./library-panels";
import { sourceOf } from "./v2-head";

export function classicPanel({ spec: given }: Json): Json {
  const spec = recordOf(given);
  const { data, vizConfig, ...own } = spec;
  const viz = recordOf(vizConfig);
  const group = recordOf(recordOf(data).spec);
  const type = viz.kind === "VizConfig" || viz.group !== undefined ? textOf(viz.group) : textOf(viz.kind);
  const { options, fieldConfig } = recordOf(viz.spec);
  return {
    ...own,
    type: isRecord(spec.libraryPanel) ? libraryPanel : type,
    ...recordOf(group.queryOptions),
    options: recordOf(options),
    fieldConfig: recordOf(fieldConfig),
    targets: recordsOf(group.queries).map(({ value }) => classicTarget(value)),
    transformations: recordsOf(group.transformations).map(({ value }) => classicTransformation(value)),
  };
}

function classicTarget({ spec: given }: Json): Json {
  const spec = recordOf(given);
  const query = recordOf(spec.query);
  const datasource = sourceOf(query, spec.datasource);
  return { ...recordOf(query.spec), refId: spec.refId, hide: spec.hidden, ...(datasource === undefined ? {} : { datasource }) };
}

function classicTransformation(given: Json): Json {
  const spec = recordOf(given.spec);
  const id = textOf(given.group) || textOf(spec.id) || textOf(given.kind);
  return { id, options: spec.options, disabled: spec.disabled, filter: spec.filter };
}

/** Where the parts of a classic panel lie in one of the second version. */
export const panelPathOf = (inside: string): string =>
  inside
    .replace(/^\.targets\[(\d+)\]/, ".data.spec.queries[$1].spec.query.spec")
    .replace(/^\.targets\b/, ".data.spec.queries")
    .replace(/^\.transformations\b/, ".data.spec.transformations")
    .replace(/^\.(options|fieldConfig)\b/, ".vizConfig.spec.$1")
    .replace(/^\.type\b/, ".vizConfig");
