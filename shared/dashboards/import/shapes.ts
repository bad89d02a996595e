// Which of the shapes that dashboards go about in a value has, and where the dashboard lies in it.

import { dashboardKind } from "../dashboard";
import { parseJsonText } from "../json-text";
import { pathOf, plainCopy } from "../plain-copy";
import type { Documents } from "./documents";
import { isRecord, type Json, listOf, recordOf, recordsOf, textOf } from "./lenient";
import type { ImportShape } from "./outcome";
import { panelTypeNames } from "./panel-types";

export interface Document {
  shape: ImportShape;
  /** The dashboard itself, without what it was wrapped in. */
  value: Json;
  /** Where it lies in the text. */
  path: string;
  /** What was put around it to make a dashboard of it, as a path in `value`: it is not in the text. */
  around?: string;
  folder?: string;
  /** Of the block of a page that it was found in. */
  line?: number;
}

interface Around {
  path: string;
  folder?: string;
  /** The outermost shape is what the user knows the file as. */
  shape?: ImportShape;
}

class NotOurs extends Error {}

export function findShapes(value: unknown): Documents {
  try {
    return { ok: true, value: unwrap(value, { path: "$" }) };
  } catch (error) {
    if (!(error instanceof NotOurs)) throw error;
    return { ok: false, say: error.message };
  }
}

function unwrap(value: unknown, around: Around): Document[] {
  const { path } = around;
  if (Array.isArray(value)) return unwrapList(value, around);
  if (!isRecord(value)) throw new NotOurs("This is not a dashboard: a dashboard is a JSON object.");
  const as = (shape: ImportShape, spec: Json = value, put?: string): Document[] => [
    {
      shape: around.shape ?? shape,
      value: spec,
      path,
      ...(put === undefined ? {} : { around: put }),
      ...(around.folder ? { folder: around.folder } : {}),
    },
  ];
  if (value.kind === dashboardKind) return as("ours");
  if (typeof value.apiVersion === "string" && typeof value.kind === "string") return unwrapResource(value, around);
  if (isRecord(value.dashboard)) {
    const folder = textOf(recordOf(value.meta).folderTitle) || around.folder;
    return unwrap(value.dashboard, { path: `${path}.dashboard`, shape: around.shape ?? "api", ...(folder ? { folder } : {}) });
  }
  if (isV2(value)) return as("v2");
  if (value.kind === "Panel" && isRecord(value.spec)) return as("panel", { elements: { panel: value } }, ".elements.panel");
  if (isPanel(value)) return as("panel", { panels: [value] }, ".panels[0]");
  if (Array.isArray(value.rows) && listOf(value.panels).length === 0) return as("rows");
  if (Array.isArray(value.panels) || isRecord(value.panels)) return as(isWhole(value) ? "classic" : "fragment");
  if (isPart(value)) return as("fragment");
  if (isVariable(value)) return as("fragment", { templating: { list: [value] } }, ".templating.list[0]");
  if (Array.isArray(value.list)) return unwrapList(value.list, { ...around, path: `${path}.list` });
  // One without panels: what was wrapped says that it is one, and otherwise something has to.
  if (isWhole(value) && (around.shape === "api" || "schemaVersion" in value || isRecord(value.templating))) return as("classic");
  throw new NotOurs("This is JSON, but not a dashboard: it has neither panels nor rows nor elements.");
}

function unwrapList(list: unknown[], around: Around): Document[] {
  const records = recordsOf(list);
  const isAll = (holds: (item: Json) => boolean) => records.length > 0 && records.every(({ value }) => holds(value));
  const as = (shape: ImportShape, value: Json, put: string): Document[] => [{ shape, value, path: around.path, around: put }];
  if (isAll(isPanel)) return as("panel", { panels: list }, ".panels");
  if (isAll(isVariable)) return as("fragment", { templating: { list } }, ".templating.list");
  const found = records.flatMap(({ value, index }) => quietly(() => unwrap(value, { path: `${around.path}[${index}]` })));
  if (found.length > 0) return found;
  throw new NotOurs("This is a list, but not one of dashboards or panels.");
}

/** A list may hold other things beside dashboards. */
function quietly(read: () => Document[]): Document[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotOurs) return [];
    throw error;
  }
}

const isPanel = (value: Json): boolean =>
  (typeof value.type === "string" &&
    (Object.hasOwn(panelTypeNames, value.type) || "gridPos" in value || "fieldConfig" in value) &&
    !("query" in value)) ||
  (Array.isArray(value.targets) && !Array.isArray(value.panels)) ||
  isRecord(value.libraryPanel);

const variableTypes = new Set(["query", "datasource", "custom", "textbox", "interval", "constant", "adhoc", "groupby", "switch"]);

const isVariable = (value: Json): boolean =>
  typeof value.name === "string" && typeof value.type === "string" && variableTypes.has(value.type);

export const isV2 = (value: Json): boolean => isRecord(value.elements) && isRecord(value.layout);

const isWhole = (value: Json): boolean => typeof value.title === "string" || "schemaVersion" in value;

const isPart = (value: Json): boolean =>
  Array.isArray(recordOf(value.templating).list) || Array.isArray(recordOf(value.annotations).list);

function unwrapResource(value: Json, around: Around): Document[] {
  const { path } = around;
  const metadata = recordOf(value.metadata);
  const annotations = recordOf(metadata.annotations);
  const named = textOf(annotations.grafana_folder) || textOf(annotations["grafana.app/folder"]) || around.folder;
  const inside: Around = { ...around, ...(named ? { folder: named } : {}) };
  if (value.kind === "ConfigMap") return unwrapTexts(recordOf(value.data), { ...inside, path: `${path}.data` });
  if (/List$/.test(textOf(value.kind))) {
    const found = recordsOf(value.items).flatMap(({ value: item, index }) =>
      quietly(() => unwrap(item, { ...inside, path: `${path}.items[${index}]` })),
    );
    if (found.length > 0) return found;
    throw new NotOurs("None of the items of this list is a dashboard.");
  }
  const version = textOf(value.apiVersion);
  if (version.startsWith("dashboard.grafana.app/") && isRecord(value.spec)) {
    const number = /\/v(\d+)/.exec(version)?.[1] ?? "";
    if (Number(number) > 2 || number === "") {
      throw new NotOurs(
        `This dashboard is of version ${JSON.stringify(version.slice(0, 80))}, which is newer than what Watchdeck can read (v2).`,
      );
    }
    const shape = number === "2" || isV2(value.spec) ? "v2" : "kubernetes";
    const spec = { ...value.spec, ...("uid" in value.spec ? {} : { uid: metadata.name }) };
    return [{ shape, value: spec, path: `${path}.spec`, ...(named ? { folder: named } : {}) }];
  }
  // The dashboards of Grafana's operator hold their JSON as a text.
  if (value.kind === "GrafanaDashboard" && typeof recordOf(value.spec).json === "string") {
    return unwrapTexts({ json: recordOf(value.spec).json }, { ...inside, path: `${path}.spec` });
  }
  throw new NotOurs(`This is a ${JSON.stringify(textOf(value.kind).slice(0, 80))} of Kubernetes, and holds no dashboard.`);
}

/** Dashboards as texts in a record, as a ConfigMap has them. */
function unwrapTexts(texts: Json, around: Around): Document[] {
  const found: Document[] = [];
  let failure: string | undefined;
  for (const [name, text] of Object.entries(texts)) {
    if (typeof text !== "string" || !text.trimStart().startsWith("{")) continue;
    const path = pathOf(around.path, name);
    const parsed = parseJsonText(text);
    const copied = parsed.ok ? plainCopy(parsed.value, () => {}) : undefined;
    if (!parsed.ok) failure ??= `${name} is not JSON, at its line ${parsed.line}, column ${parsed.column}: ${parsed.say}`;
    else if (copied?.ok) found.push(...quietly(() => unwrap(copied.value, { ...around, path, shape: "configmap" })));
  }
  if (found.length > 0) return found;
  throw new NotOurs(failure ?? "This ConfigMap holds no dashboard.");
}
