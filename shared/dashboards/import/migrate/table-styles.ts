// One style of an old table, as an override of fields.
import { flagOf, type Json, listOf, numberOf, textOf } from "../lenient";
import { mappingsOfMaps } from "../mappings";
import type { Site } from "../site";
import { thresholdsOfText } from "../thresholds";
import { byName } from "./merge";

interface Property {
  id: string;
  value: unknown;
}

export function overrideOfStyle(style: Json, site: Site, inside: string): Json[] {
  const pattern = textOf(style.pattern);
  if (pattern === "") return [];
  const properties = [...settingsOf(style), ...lookOf(style), ...linkOf(style)];
  if (style.mappingType === 3) site.leftOut(`${inside}.mappingType`, "A mapping of this kind is not known here.");
  return properties.length === 0 ? [] : [byName(pattern, properties)];
}

function settingsOf(style: Json): Property[] {
  const alias = textOf(style.alias);
  const named: Property[] = alias === "" ? [] : [{ id: "displayName", value: alias }];
  const decimals = numberOf(style.decimals);
  switch (style.type) {
    case "hidden":
      return [{ id: "custom.hidden", value: true }];
    case "date": {
      const format = textOf(style.dateFormat) || "YYYY-MM-DD HH:mm:ss";
      return [...named, { id: "unit", value: `time:${format}` }];
    }
    case "number":
      return [
        ...named,
        ...(textOf(style.unit) === "" ? [] : [{ id: "unit", value: textOf(style.unit) }]),
        ...(decimals === undefined ? [] : [{ id: "decimals", value: decimals }]),
        ...mappingsFor(style),
      ];
    default:
      return [...named, ...mappingsFor(style)];
  }
}

function mappingsFor(style: Json): Property[] {
  const mappings = mappingsOfMaps(style.valueMaps, style.rangeMaps, style.mappingType);
  return mappings.length === 0 ? [] : [{ id: "mappings", value: mappings }];
}

function lookOf(style: Json): Property[] {
  const align = textOf(style.align);
  const aligned: Property[] = align === "" || align === "auto" ? [] : [{ id: "custom.align", value: align }];
  const thresholds = thresholdsOfText(style.thresholds, style.colors);
  const colorMode = textOf(style.colorMode);
  if (colorMode === "" || style.type === "hidden") return aligned;
  const cells = {
    cell: { type: "color-background", mode: "basic" },
    row: { type: "color-background", mode: "basic", applyToRow: true },
    value: { type: "color-text" },
  };
  const cell = Object.hasOwn(cells, colorMode) ? cells[colorMode as keyof typeof cells] : undefined;
  return [
    ...aligned,
    ...(cell === undefined ? [] : [{ id: "custom.cellOptions", value: cell }]),
    ...(thresholds === undefined || listOf(style.thresholds).length === 0 ? [] : [{ id: "thresholds", value: thresholds }]),
  ];
}

function linkOf(style: Json): Property[] {
  const url = textOf(style.linkUrl);
  if (!flagOf(style.link) || url === "") return [];
  const link = { title: withValues(textOf(style.linkTooltip)), url: withValues(url), targetBlank: flagOf(style.linkTargetBlank) };
  return [{ id: "links", value: [link] }];
}

/** `$__cell` was the cell's value, `$__cell_2` that of another column of the row. */
function withValues(url: string): string {
  return url
    .replaceAll(
      /\$\{__cell_(\d+)(?::\w+)?\}|\$__cell_(\d+)/g,
      (_, braced?: string, bare?: string) => `\${__data.fields[${braced ?? bare}]}`,
    )
    .replaceAll(/\$\{__cell(?::\w+)?\}|\$__cell(?![_\w])/g, `\${__value.text}`);
}
