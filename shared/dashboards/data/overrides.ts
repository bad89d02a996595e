// Overrides of a field's configuration: checked once, then put into the fields they are about.
import { type FieldConfig, type FieldConfigSource, fieldConfigSchema, type Override } from "../field-config";
import { type FieldTest, fieldTest } from "./matchers";

export interface CompiledOverride {
  test: FieldTest;
  properties: readonly Property[];
}

interface Property {
  path: readonly string[];
  /** Undefined takes away what was said before. */
  value: unknown;
}

/** Overrides in their order, and a sentence for each thing in them that cannot be done. */
export function compileOverrides(source: FieldConfigSource): { overrides: CompiledOverride[]; problems: string[] } {
  const overrides: CompiledOverride[] = [];
  const problems: string[] = [];
  source.overrides.forEach((override, index) => {
    const test = fieldTest(override.matcher);
    if (!test.ok) {
      problems.push(`Override ${index + 1} is left out. ${test.say}`);
      return;
    }
    const properties = override.properties.flatMap((property) => {
      const read = readProperty(property);
      if (read.ok) return [read.property];
      problems.push(`Override ${index + 1}: ${read.say}`);
      return [];
    });
    if (properties.length > 0) overrides.push({ test: test.test, properties });
  });
  return { overrides, problems };
}

/** What is said of a field elsewhere than in its text, colour or lines, and harms nothing when it is not understood. */
const understoodElsewhere = new Set([
  "description",
  "filterable",
  "actions",
  "fieldMinMax",
  "nullValueMode",
  "path",
  "writeable",
]);

function readProperty({
  id,
  value,
}: Override["properties"][number]): { ok: true; property: Property } | { ok: false; say: string } {
  const path = id.split(".");
  const [first = ""] = path;
  if (path.some((part) => part === "__proto__" || part === "constructor" || part === "prototype" || part === "")) {
    return { ok: false, say: `there is no property ${JSON.stringify(id)}.` };
  }
  if (first === "custom") return { ok: true, property: { path, value } };
  if (understoodElsewhere.has(first)) return { ok: true, property: { path: ["custom", id], value } };
  if (!Object.hasOwn(fieldConfigSchema.shape, first) || path.length > 1) {
    return { ok: false, say: `there is no property ${JSON.stringify(id)}.` };
  }
  if (value === null || value === undefined) return { ok: true, property: { path, value: undefined } };
  const read = fieldConfigSchema.shape[first as keyof FieldConfig].safeParse(value);
  if (!read.success) return { ok: false, say: `the value of ${JSON.stringify(id)} is not one it can have.` };
  return { ok: true, property: { path, value: read.data } };
}

/** The configuration with these properties; what it had is not touched, since fields share theirs. */
export function withProperties(config: FieldConfig, properties: readonly Property[]): FieldConfig {
  let changed: FieldConfig = config;
  for (const { path, value } of properties) changed = withValue(changed, path, value) as FieldConfig;
  return changed;
}

function withValue(target: unknown, path: readonly string[], value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const own: Record<string, unknown> = isRecord(target) ? { ...target } : {};
  const next = withValue(Object.hasOwn(own, first) ? own[first] : undefined, rest, value);
  if (next === undefined) delete own[first];
  else own[first] = next;
  return own;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
