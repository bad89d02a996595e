// The field configuration of a panel, put into the fields of its frames: what each is called, its unit, its colour.
import type { FieldConfig, FieldConfigSource } from "../field-config";
import { fillFieldText } from "./field-texts";
import type { Field, Frame, ValueRange } from "./frame";
import { type CompiledOverride, compileOverrides, withProperties } from "./overrides";
import { fieldRange } from "./reduce";
import { tellApart } from "./tell-apart";

/**
 * The frames with `config`, `display` and `range` of every field set. Defaults give way to what a transformation said of a field,
 * and that to overrides, the last of which wins. `fill` puts the dashboard's variables into names.
 */
export function applyFieldConfig(frames: readonly Frame[], source: FieldConfigSource, fill: (text: string) => string): Frame[] {
  const { overrides } = compileOverrides(source);
  const range = fieldRange(frames);
  const applied = frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) => configured(field, frame, { defaults: source.defaults, overrides, range, fill })),
  }));
  return namesToldApart(applied);
}

/** What of the configuration cannot be done, in sentences. */
export const fieldConfigProblems = (source: FieldConfigSource): string[] => compileOverrides(source).problems;

interface Configuration {
  defaults: FieldConfig;
  overrides: readonly CompiledOverride[];
  range: ValueRange;
  fill: (text: string) => string;
}

function configured(field: Field, frame: Frame, { defaults, overrides, range, fill }: Configuration): Field {
  // Ten thousand series of which nothing is said share one object.
  let config = isEmpty(field.config) ? defaults : mergedConfig(defaults, field.config);
  for (const override of overrides) if (override.test(field, frame)) config = withProperties(config, override.properties);
  const named = withConfig(field, config, range);
  // The column of times is not what the default name is about: it names the lines.
  const name = field.kind === "time" && config.displayName === defaults.displayName ? undefined : config.displayName;
  if (name === undefined || name === "") return named;
  // Variables first: what a label holds is text, whatever it looks like. What is of the field stays for each row to fill in.
  const filled = fill(name);
  if (filled !== name) named.config = { ...config, displayName: filled };
  named.display = fillFieldText(filled, field, frame) || field.display;
  return named;
}

/** Written out and not spread: it is done for every series of every panel at every refresh. */
function withConfig({ kind, values, name, labels, legend, display }: Field, config: FieldConfig, range: ValueRange): Field {
  const named = { kind, values, name, labels, config, display } as Field;
  if (legend !== undefined) named.legend = legend;
  if (kind === "number") named.range = range;
  return named;
}

const isEmpty = (config: FieldConfig): boolean => {
  for (const _ in config) return false;
  return true;
};

function mergedConfig(defaults: FieldConfig, own: FieldConfig): FieldConfig {
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  const custom = defaults.custom || own.custom ? { custom: { ...defaults.custom, ...own.custom } } : {};
  return { ...defaults, ...said, ...custom };
}

/** Series share a legend across frames; the columns of a table only their table. */
function namesToldApart(frames: Frame[]): Frame[] {
  const lines = frames.flatMap((frame) => (frame.shape === "series" ? frame.fields.filter(isLine) : []));
  const told = tellApart(lines);
  const apart = new Map<Field, Field>();
  if (told !== lines) lines.forEach((line, index) => void apart.set(line, told[index] as Field));
  return frames.map((frame) => {
    if (frame.shape !== "series") return { ...frame, fields: tellApart(frame.fields) };
    return apart.size === 0 ? frame : { ...frame, fields: frame.fields.map((field) => apart.get(field) ?? field) };
  });
}

const isLine = ({ kind }: Field): boolean => kind !== "time";
