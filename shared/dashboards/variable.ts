// The variables of a dashboard: what is chosen at its top, and what queries and titles hold as `$name`.
import { z } from "zod";

const name = z.string().regex(/^\w+$/, "a variable's name has letters, digits and underscores only");

const common = {
  name,
  /** What stands before its control; the name when empty. */
  label: z.string().default(""),
  description: z.string().default(""),
  hide: z.enum(["no", "label", "variable"]).default("no"),
};

/** What is chosen. `text` is what people read; both run parallel. `$__all` alone means all of the options. */
export const chosenSchema = z.object({ values: z.array(z.string()), texts: z.array(z.string()) });
export type Chosen = z.infer<typeof chosenSchema>;
export const allValue = "$__all";

const choosing = {
  multi: z.boolean().default(false),
  includeAll: z.boolean().default(false),
  /** What stands for all of them in a query, as it is; empty: each of the options. */
  allValue: z.string().default(""),
  current: chosenSchema.default({ values: [], texts: [] }),
};

/** Which data source is asked: an id as `query.*` takes it (`local`, a connection's id), or `${variable}`; empty: the dashboard's own. */
export const sourceRefSchema = z.string().default("");

export const variableSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("query"),
    ...common,
    ...choosing,
    source: sourceRefSchema,
    /** `label_values(up, job)`, `label_names()`, `metrics(re)`, `query_result(expr)`, or an expression whose series are listed. */
    query: z.string().default(""),
    /** `/…/flags` or a bare pattern: takes a part of each option out (first group, or groups named `text` and `value`). */
    regex: z.string().default(""),
    refresh: z.enum(["never", "load", "time"]).default("load"),
    sort: z
      .enum([
        "none",
        "alphabetical",
        "alphabetical-desc",
        "numerical",
        "numerical-desc",
        "alphabetical-ci",
        "alphabetical-ci-desc",
        "natural",
        "natural-desc",
      ])
      .default("none"),
  }),
  z.object({
    kind: z.literal("datasource"),
    ...common,
    ...choosing,
    /** The kind of source: `prometheus`, `loki` … */
    query: z.string().default("prometheus"),
    regex: z.string().default(""),
  }),
  /** `a,b,label : value`, a comma in a value written `\,`. */
  z.object({ kind: z.literal("custom"), ...common, ...choosing, query: z.string().default("") }),
  z.object({ kind: z.literal("textbox"), ...common, current: chosenSchema.default({ values: [""], texts: [""] }) }),
  z.object({
    kind: z.literal("interval"),
    ...common,
    current: chosenSchema.default({ values: [], texts: [] }),
    /** `1m,10m,1h`. */
    query: z.string().default("1m,10m,30m,1h,6h,12h,1d"),
    /** Offers `auto`: the range through this many steps, not shorter than `autoMin`. */
    auto: z.boolean().default(false),
    autoCount: z.number().int().min(1).default(30),
    autoMin: z.string().default("10s"),
  }),
  z.object({ kind: z.literal("constant"), ...common, query: z.string().default("") }),
  /** Filters that are put into every selector of every query of the same source. */
  z.object({
    kind: z.literal("adhoc"),
    ...common,
    source: sourceRefSchema,
    filters: z.array(z.object({ key: z.string(), operator: z.string(), value: z.string() })).default([]),
  }),
]);
export type Variable = z.infer<typeof variableSchema>;
export type VariableKind = Variable["kind"];
