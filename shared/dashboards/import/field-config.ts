// The settings of fields: defaults and overrides.
import { z } from "zod";
import type { FieldConfig, FieldConfigSource, Override } from "../field-config";
import { isPanelType, panelOptionSchemas } from "../options/index";
import { carry, carryValue, saysNothing } from "./carry";
import { isRecord, type Json, listOf, numberOf, recordOf, textOf } from "./lenient";
import { convertLinks } from "./links";
import { convertMappings } from "./mappings";
import type { Site } from "./site";
import { convertThresholds } from "./thresholds";

/** Names in `custom` that change nothing that is seen here. */
const silentCustom = new Set(
  (
    "axisBorderShow axisColorMode axisGridShow barWidthFactor barAlignment gradientMode hideFrom insertNulls lineInterpolation " +
    "lineWidth pointSize showPoints spanNulls scaleDistribution thresholdsStyle drawStyle fillOpacity stacking axisPlacement " +
    "axisLabel axisCenteredZero axisSoftMin axisSoftMax axisWidth lineStyle displayMode pointShape pointStrokeWidth align " +
    "filterable inspect cellOptions width minWidth hidden neutral orientation footer wrapHeaderText"
  ).split(" "),
);

/** Names in a field's settings that change nothing that is seen here. */
const silentDefaults = new Set(
  "unitScale nullValueMode description path writeable filterable displayNameFromDS title overrides".split(" "),
);

/** What data/matchers knows. */
const matchers = new Set(
  (
    "byName byNames byRegexp byRegexpOrNames byType byTypes numeric time byFrameRefID byRefId firstTimeField byValue anyMatch " +
    "allMatch alwaysMatch neverMatch"
  ).split(" "),
);

interface Context {
  /** Of the panel, as it is drawn here. */
  type: string;
  site: Site;
}

export function convertFieldConfig(given: unknown, context: Context): FieldConfigSource {
  const { defaults, overrides } = recordOf(given);
  return {
    defaults: convertDefaults(recordOf(defaults), ".fieldConfig.defaults", context),
    overrides: listOf(overrides).flatMap((override, index) =>
      convertOverride(override, `.fieldConfig.overrides[${index}]`, context),
    ),
  };
}

function convertDefaults(given: Json, inside: string, context: Context): FieldConfig {
  const converted: Json = {};
  for (const [name, value] of Object.entries(given)) {
    const kept = convertProperty(name, value, `${inside}.${name}`, context);
    if (kept !== undefined) converted[name === "title" ? "displayName" : name] = kept;
  }
  return converted as FieldConfig;
}

function convertOverride(given: unknown, inside: string, context: Context): Override[] {
  const { site } = context;
  const matcher = recordOf(recordOf(given).matcher);
  const id = textOf(matcher.id);
  if (!matchers.has(id)) {
    site.lost(`${inside}.matcher`, `Fields cannot be chosen by ${JSON.stringify(id.slice(0, 60))} here.`);
    return [];
  }
  const properties = listOf(recordOf(given).properties).flatMap((property, index) => {
    if (!isRecord(property)) return [];
    const at = `${inside}.properties[${index}]`;
    const [name, value] = renamed(textOf(property.id), property.value);
    const kept = name.startsWith("custom.")
      ? convertCustomProperty(name.slice("custom.".length), value, at, context)
      : convertProperty(name, value, at, context);
    return kept === undefined ? [] : [{ id: name, value: kept }];
  });
  const options = matcher.options;
  return [{ matcher: { id, ...(options === undefined ? {} : { options }) }, properties }];
}

/** Names that properties had before. */
function renamed(id: string, value: unknown): [string, unknown] {
  if (id === "title") return ["displayName", value];
  if (!id.startsWith("custom.")) return [id, value];
  const [name, today] = ofToday(id.slice("custom.".length), value);
  return [`custom.${name}`, today];
}

function convertProperty(name: string, value: unknown, inside: string, context: Context): unknown {
  const { site } = context;
  if (value === null || value === undefined) return undefined;
  switch (name) {
    case "displayName":
    case "title":
    case "noValue":
      return textOf(value) || undefined;
    case "unit":
      return textOf(value) || undefined;
    case "decimals": {
      const decimals = numberOf(value);
      return decimals === undefined ? undefined : Math.min(20, Math.max(0, Math.round(decimals)));
    }
    case "min":
    case "max": {
      const bound = numberOf(value);
      if (bound === undefined && !saysNothing(value)) site.leftOut(inside, "A bound must be a number here.");
      return bound;
    }
    case "color":
      return colorOf(value);
    case "thresholds":
      return convertThresholds(value);
    case "mappings":
      return convertMappings(value, site, inside);
    case "links":
      return convertLinks(value, site, inside);
    case "custom":
      return convertCustom(recordOf(value), inside, context);
    default:
      if (!silentDefaults.has(name) && !saysNothing(value)) {
        site.leftOut(inside, `\`${name.slice(0, 60)}\` has no counterpart here.`);
      }
      return undefined;
  }
}

function colorOf(value: unknown): unknown {
  if (typeof value === "string" && value !== "") return { mode: "fixed", fixedColor: value };
  if (!isRecord(value)) return undefined;
  const { seriesBy } = value;
  const isKnown = seriesBy === "last" || seriesBy === "min" || seriesBy === "max";
  const fixedColor = textOf(value.fixedColor);
  return {
    mode: textOf(value.mode) || (fixedColor === "" ? "palette-classic" : "fixed"),
    ...(fixedColor === "" ? {} : { fixedColor }),
    ...(isKnown ? { seriesBy } : {}),
  };
}

function customSchemaOf(type: string): z.ZodObject | undefined {
  const schemas = isPanelType(type) ? panelOptionSchemas[type] : undefined;
  return schemas && "custom" in schemas ? schemas.custom : undefined;
}

function convertCustom(given: Json, inside: string, { type, site }: Context): Json {
  const custom = Object.fromEntries(Object.entries(given).map(([name, value]) => ofToday(name, value)));
  const schema = customSchemaOf(type);
  return schema === undefined ? custom : carry(custom, schema, { site, inside, silent: silentCustom });
}

/** Names and words that settings of one kind of panel had before. */
function ofToday(name: string, value: unknown): [string, unknown] {
  if (name === "displayMode") return ["cellOptions", cellOptionsOf(value)];
  if (name !== "hideFrom" || !isRecord(value) || !("graph" in value)) return [name, value];
  const { graph, ...others } = value;
  return [name, { viz: graph, ...others }];
}

function convertCustomProperty(name: string, value: unknown, inside: string, { type, site }: Context): unknown {
  const schema = customSchemaOf(type);
  if (schema === undefined || value === null) return value ?? undefined;
  const known = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
  if (known instanceof z.ZodType) return carryValue(value, known, { site, inside, silent: silentCustom });
  if (!silentCustom.has(name) && !saysNothing(value)) {
    site.leftOut(inside, `\`${name.slice(0, 60)}\` has no counterpart here.`);
  }
  return value;
}

/** How cells were drawn before that had options of its own. */
function cellOptionsOf(displayMode: unknown): Json {
  switch (displayMode) {
    case "color-background":
      return { type: "color-background", mode: "gradient" };
    case "color-background-solid":
      return { type: "color-background", mode: "basic" };
    case "gradient-gauge":
      return { type: "gauge", mode: "gradient" };
    case "lcd-gauge":
      return { type: "gauge", mode: "lcd" };
    case "basic":
      return { type: "gauge", mode: "basic" };
    default:
      return { type: textOf(displayMode) || "auto" };
  }
}
