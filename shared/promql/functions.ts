// The functions of PromQL, one line each. To add one: a line here, and its evaluation in its family under evaluate/functions/.
export type ValueType = "scalar" | "string" | "vector" | "matrix";

export interface FunctionSignature {
  args: readonly ValueType[];
  returns: ValueType;
  /** How many of the last arguments may be left out; "any" repeats the last one as often as wanted, also not at all. */
  optional?: number | "any";
  /** With "any": how many arguments there may be, where that is limited. */
  atMost?: number;
}

const entries: [names: string, signature: FunctionSignature][] = [
  [
    "abs ceil floor exp ln log2 log10 sqrt sgn deg rad sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh",
    { args: ["vector"], returns: "vector" },
  ],
  ["round", { args: ["vector", "scalar"], optional: 1, returns: "vector" }],
  ["clamp", { args: ["vector", "scalar", "scalar"], returns: "vector" }],
  ["clamp_min clamp_max", { args: ["vector", "scalar"], returns: "vector" }],
  ["time pi start end step range", { args: [], returns: "scalar" }],
  ["min_of max_of", { args: ["scalar", "scalar"], returns: "scalar" }],
  ["scalar", { args: ["vector"], returns: "scalar" }],
  ["vector", { args: ["scalar"], returns: "vector" }],
  [
    "year month day_of_month day_of_week day_of_year days_in_month hour minute",
    { args: ["vector"], optional: 1, returns: "vector" },
  ],
  ["absent sort sort_desc timestamp start_timestamp", { args: ["vector"], returns: "vector" }],
  ["sort_by_label sort_by_label_desc", { args: ["vector", "string"], optional: "any", returns: "vector" }],
  ["label_replace", { args: ["vector", "string", "string", "string", "string"], returns: "vector" }],
  ["label_join", { args: ["vector", "string", "string", "string"], optional: "any", returns: "vector" }],
  ["info", { args: ["vector", "vector"], optional: 1, returns: "vector" }],
  [
    "rate increase delta irate idelta deriv changes resets absent_over_time avg_over_time min_over_time max_over_time " +
      "sum_over_time count_over_time last_over_time first_over_time present_over_time stddev_over_time stdvar_over_time " +
      "mad_over_time ts_of_min_over_time ts_of_max_over_time ts_of_first_over_time ts_of_last_over_time",
    { args: ["matrix"], returns: "vector" },
  ],
  ["quantile_over_time", { args: ["scalar", "matrix"], returns: "vector" }],
  ["predict_linear", { args: ["matrix", "scalar"], returns: "vector" }],
  ["double_exponential_smoothing", { args: ["matrix", "scalar", "scalar"], returns: "vector" }],
  ["histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar", { args: ["vector"], returns: "vector" }],
  ["histogram_quantile", { args: ["scalar", "vector"], returns: "vector" }],
  ["histogram_quantiles", { args: ["vector", "string", "scalar", "scalar"], optional: "any", atMost: 12, returns: "vector" }],
  ["histogram_fraction", { args: ["scalar", "scalar", "vector"], returns: "vector" }],
];

/** By name. A Map, so that a function called `constructor` is unknown like any other. */
export const functions: ReadonlyMap<string, FunctionSignature> = new Map(
  entries.flatMap(([names, signature]) => names.split(" ").map((name) => [name, signature] as const)),
);
