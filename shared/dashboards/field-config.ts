// How the values of a panel are written, coloured and drawn: defaults for all fields, and overrides for some. The names of the
// properties are those that dashboards files of the field use (docs: "Field config" of Grafana's dashboard JSON), so that what
// is imported can be exported again.
import { z } from "zod";

/** The colour of a field. `mode`: `fixed`, `thresholds`, `palette-classic`, `palette-classic-by-name`, `shades`, `continuous-GrYlRd` … */
export const fieldColorSchema = z.object({
  mode: z.string().default("palette-classic"),
  /** A name (`dark-red`, `semi-dark-orange`, `text`), a hex colour or `rgb(…)`. */
  fixedColor: z.string().optional(),
  /** Which value of a series gives the colour of a line whose colour goes by value. */
  seriesBy: z.enum(["last", "min", "max"]).optional(),
});
export type FieldColor = z.infer<typeof fieldColorSchema>;

export const thresholdsSchema = z.object({
  mode: z.enum(["absolute", "percentage"]).default("absolute"),
  /** Rising; the first one, whose value is null, holds from minus infinity. */
  steps: z.array(z.object({ value: z.number().nullable(), color: z.string() })).default([]),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** What a value is shown as instead. All are optional: a mapping may only colour. */
export const mappingResultSchema = z.object({
  text: z.string().optional(),
  color: z.string().optional(),
  icon: z.string().optional(),
  index: z.number().optional(),
});
export type MappingResult = z.infer<typeof mappingResultSchema>;

export const valueMappingSchema = z.discriminatedUnion("type", [
  /** By the value's text: `{"0": {"text": "down"}}`. */
  z.object({ type: z.literal("value"), options: z.record(z.string(), mappingResultSchema) }),
  z.object({
    type: z.literal("range"),
    options: z.object({ from: z.number().nullable(), to: z.number().nullable(), result: mappingResultSchema }),
  }),
  z.object({ type: z.literal("regex"), options: z.object({ pattern: z.string(), result: mappingResultSchema }) }),
  z.object({
    type: z.literal("special"),
    options: z.object({
      match: z.enum(["null", "nan", "null+nan", "true", "false", "empty"]),
      result: mappingResultSchema,
    }),
  }),
]);
export type ValueMapping = z.infer<typeof valueMappingSchema>;

/** A link of a dashboard, a panel or a value. The address may hold variables and `${__value.raw}` and its kin. */
export const linkSchema = z.object({
  title: z.string().default(""),
  url: z.string().default(""),
  targetBlank: z.boolean().default(false),
});
export type Link = z.infer<typeof linkSchema>;

/** What may be said of a field. Everything is optional: an override says one or two of these. */
export const fieldConfigSchema = z.object({
  displayName: z.string().optional(),
  /** An id of `shared/format/value-formats`; what is unknown there is written behind the number. */
  unit: z.string().optional(),
  decimals: z.number().int().min(0).max(20).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  color: fieldColorSchema.optional(),
  thresholds: thresholdsSchema.optional(),
  mappings: z.array(valueMappingSchema).optional(),
  noValue: z.string().optional(),
  links: z.array(linkSchema).optional(),
  /** What only one kind of panel knows: `lineWidth`, `stacking`, `cellOptions` … (see options/). */
  custom: z.record(z.string(), z.unknown()).optional(),
});
export type FieldConfig = z.infer<typeof fieldConfigSchema>;

/** Which fields an override is about. */
export const fieldMatcherSchema = z.object({
  /** `byName`, `byRegexp` (`/^a.*$/i` or a bare pattern), `byNames`, `byType`, `byFrameRefID`, `byValue`. */
  id: z.string(),
  options: z.unknown().optional(),
});
export type FieldMatcher = z.infer<typeof fieldMatcherSchema>;

export const overrideSchema = z.object({
  matcher: fieldMatcherSchema,
  /** `id` is a path into a FieldConfig: `unit`, `color`, `custom.fillOpacity`. */
  properties: z.array(z.object({ id: z.string(), value: z.unknown() })),
});
export type Override = z.infer<typeof overrideSchema>;

export const fieldConfigSourceSchema = z.object({
  defaults: fieldConfigSchema.default({}),
  overrides: z.array(overrideSchema).default([]),
});
export type FieldConfigSource = z.infer<typeof fieldConfigSourceSchema>;
