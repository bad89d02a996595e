// A whole import as lines that people can read and compare: what became of the dashboard, and what was said about it.
import type { Dashboard } from "#shared/dashboards/dashboard";
import type { ImportedDashboard, ImportOutcome } from "#shared/dashboards/import/outcome";
import type { GridItem, Layout } from "#shared/dashboards/layout";
import type { Panel } from "#shared/dashboards/panel";

export function outcomeWords({ found, failure }: ImportOutcome): string {
  if (failure !== undefined) return `failure: ${failure}\n`;
  return found.map(importedWords).join("\n");
}

function importedWords(imported: ImportedDashboard): string {
  const { dashboard, shape, folder, panels, sources, constants, report } = imported;
  const lines = [
    `${dashboard.title} [${shape}${folder === undefined ? "" : `, in ${folder}`}] ${panels.drawn} of ${panels.total} panels drawn`,
    ...sources.map(({ id, kind, label, usedBy }) => `  source ${id} (${label}): ${kind || "unknown"}, used by ${usedBy}`),
    ...constants.map(({ name, label, value }) => `  constant ${name} (${label}): ${value}`),
    ...headWords(dashboard),
    ...layoutWords(dashboard.layout, dashboard, "  "),
    ...report.map(({ level, path, panel, say }) => `  ${level} ${path}${panel === undefined ? "" : ` (${panel})`}: ${say}`),
  ];
  return `${lines.join("\n")}\n`;
}

function headWords({ uid, time, cursorSync, variables, annotations, links, tags }: Dashboard): string[] {
  return [
    `  uid ${uid}; ${time.from} to ${time.to}, ${time.timeZone}, refresh ${time.refresh || "off"}; cursor ${cursorSync}; tags ${tags.join(", ") || "none"}`,
    ...links.map((link) => `  link ${JSON.stringify(link)}`),
    ...variables.map((variable) => `  variable ${JSON.stringify(variable)}`),
    ...annotations.map((annotation) => `  marks ${JSON.stringify(annotation)}`),
  ];
}

function layoutWords(layout: Layout, dashboard: Dashboard, indent: string): string[] {
  const inside = `${indent}  `;
  switch (layout.kind) {
    case "grid":
      return layout.items.flatMap((item) => panelWords(dashboard.elements[item.element], placeOf(item), indent));
    case "auto":
      return [
        `${indent}up to ${layout.maxColumns} columns of ${layout.columnWidth} × ${layout.rowHeight} px`,
        ...layout.items.flatMap(({ element }) => panelWords(dashboard.elements[element], "", inside)),
      ];
    case "rows":
      return layout.rows.flatMap((row) => [
        `${indent}row ${row.isHeadless ? "without a head" : row.title}${row.isCollapsed ? ", closed" : ""}${row.repeat ? `, for each ${row.repeat}` : ""}`,
        ...layoutWords(row.layout, dashboard, inside),
      ]);
    case "tabs":
      return layout.tabs.flatMap((tab) => [
        `${indent}tab ${tab.title}${tab.repeat ? `, for each ${tab.repeat}` : ""}`,
        ...layoutWords(tab.layout, dashboard, inside),
      ]);
  }
}

const placeOf = ({ x, y, width, height, repeat }: GridItem): string =>
  ` at ${x},${y} ${width}×${height}${repeat ? `, for each ${repeat.variable} ${repeat.direction} ${repeat.maxPerRow ?? ""}` : ""}`;

function panelWords(panel: Panel | undefined, place: string, indent: string): string[] {
  if (panel === undefined) return [`${indent}nothing${place}`];
  const { id, title, type, queries, transformations, options, fieldConfig, queryOptions, kept } = panel;
  const inside = `${indent}  `;
  return [
    `${indent}#${id} ${type} ${JSON.stringify(title)}${place}`,
    ...queries.map(
      ({ refId, language, source, mode, format, hide, expr, legendFormat, minStep }) =>
        `${inside}${refId} ${language} ${source || "usual"} ${mode} ${format}${hide ? " hidden" : ""}${minStep ? ` step ${minStep}` : ""}: ${expr} | ${legendFormat}`,
    ),
    `${inside}options ${JSON.stringify(options)}`,
    `${inside}defaults ${JSON.stringify(fieldConfig.defaults)}`,
    ...fieldConfig.overrides.map((override) => `${inside}override ${JSON.stringify(override)}`),
    ...transformations.map((one) => `${inside}transformation ${JSON.stringify(one)}`),
    ...(Object.keys(queryOptions).length > 0 ? [`${inside}query options ${JSON.stringify(queryOptions)}`] : []),
    ...(kept === undefined ? [] : [`${inside}kept as it came`]),
  ];
}
