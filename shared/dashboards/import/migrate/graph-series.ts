// What the old graph said of single series: colours by name, and overrides in its own words.
import { flagOf, type Json, recordOf, recordsOf, textOf } from "../lenient";
import type { Site } from "../site";
import { axisSettings } from "./graph-axes";
import { drawing } from "./graph-style";
import { byName } from "./merge";

export function overridesOfColors(aliasColors: unknown): Json[] {
  return Object.entries(recordOf(aliasColors)).flatMap(([name, color]) =>
    textOf(color) === "" ? [] : [byName(name, [{ id: "color", value: { mode: "fixed", fixedColor: textOf(color) } }])],
  );
}

/** Read elsewhere or of no consequence: `zindex` is the order of drawing. */
const known = new Set(
  (
    "alias yaxis color lines bars points fill fillGradient linewidth pointradius steppedLine dashes dashLength spaceLength " +
    "nullPointMode stack transform fillBelowTo legend hiddenSeries hideTooltip zindex $$hashKey lineWidth isNew"
  ).split(" "),
);

export function overridesOfSeries(panel: Json, right: Json, site: Site): Json[] {
  return recordsOf(panel.seriesOverrides).flatMap(({ value: given, index }) => {
    const alias = textOf(given.alias);
    if (alias === "") return [];
    const unknown = Object.keys(given).find((name) => !known.has(name));
    const inside = `.seriesOverrides[${index}]`;
    if (unknown !== undefined) {
      site.leftOut(`${inside}.${unknown}`, `\`${unknown.slice(0, 60)}\` of an override has no counterpart here.`);
    }
    const properties = [...styleOf(given, panel), ...axisOf(given, right)];
    return properties.length === 0 ? [] : [byName(alias, properties)];
  });
}

function styleOf(given: Json, panel: Json): { id: string; value: unknown }[] {
  const style = drawing({ percentage: panel.percentage, ...given });
  const properties = Object.entries(style).map(([name, value]) => ({ id: `custom.${name}`, value }));
  if (textOf(given.color) !== "") properties.push({ id: "color", value: { mode: "fixed", fixedColor: textOf(given.color) } });
  if (textOf(given.fillBelowTo) !== "") properties.push({ id: "custom.fillBelowTo", value: textOf(given.fillBelowTo) });
  const hidden = { viz: flagOf(given.hiddenSeries), legend: given.legend === false, tooltip: flagOf(given.hideTooltip) };
  if (hidden.viz || hidden.legend || hidden.tooltip) properties.push({ id: "custom.hideFrom", value: hidden });
  return properties;
}

/** A series on the second axis takes that axis's settings along. */
function axisOf(given: Json, right: Json): { id: string; value: unknown }[] {
  if (textOf(given.yaxis) !== "2") return [];
  const { defaults, custom } = axisSettings(right);
  return [
    { id: "custom.axisPlacement", value: custom.axisPlacement === "hidden" ? "hidden" : "right" },
    ...Object.entries(defaults).map(([id, value]) => ({ id, value })),
    ...Object.entries(custom).flatMap(([name, value]) => (name === "axisPlacement" ? [] : [{ id: `custom.${name}`, value }])),
  ];
}
