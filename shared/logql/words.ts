// The words of LogQL, and what each operation allows.

/** What stands for nothing but itself: none of these can be the name of a label. Known in any case. */
const keywords = [
  "by",
  "without",
  "on",
  "ignoring",
  "group_left",
  "group_right",
  "bool",
  "or",
  "and",
  "unless",
  "json",
  "regexp",
  "logfmt",
  "unpack",
  "pattern",
  "label_format",
  "line_format",
  "unwrap",
  "offset",
  "drop",
  "keep",
  "decolorize",
  "of",
  "variants",
] as const;
export type Keyword = (typeof keywords)[number];

const keywordSet = new Set<string>(keywords);

export function keywordOf(word: string): Keyword | undefined {
  const lower = word.toLowerCase();
  return keywordSet.has(lower) ? (lower as Keyword) : undefined;
}

interface RangeRules {
  /** Whether the numbers come from `unwrap`, from the lines themselves, or from either. */
  reads: "lines" | "unwrapped" | "either";
  canGroup?: true;
  needsParameter?: true;
}

/** Operations over the lines of a window. */
const rangeOperations = {
  count_over_time: { reads: "lines" },
  rate: { reads: "either" },
  rate_counter: { reads: "unwrapped" },
  bytes_over_time: { reads: "lines" },
  bytes_rate: { reads: "lines" },
  absent_over_time: { reads: "either" },
  sum_over_time: { reads: "unwrapped" },
  avg_over_time: { reads: "unwrapped", canGroup: true },
  min_over_time: { reads: "unwrapped", canGroup: true },
  max_over_time: { reads: "unwrapped", canGroup: true },
  stdvar_over_time: { reads: "unwrapped", canGroup: true },
  stddev_over_time: { reads: "unwrapped", canGroup: true },
  quantile_over_time: { reads: "unwrapped", canGroup: true, needsParameter: true },
  first_over_time: { reads: "unwrapped", canGroup: true },
  last_over_time: { reads: "unwrapped", canGroup: true },
} as const satisfies Record<string, RangeRules>;
export type RangeOperation = keyof typeof rangeOperations;

export const rulesOf = (operation: RangeOperation): RangeRules => rangeOperations[operation];

interface VectorRules {
  needsParameter?: true;
  cannotGroup?: true;
}

/** Operations over the series of one moment. */
const vectorOperations = {
  sum: {},
  avg: {},
  count: {},
  max: {},
  min: {},
  stddev: {},
  stdvar: {},
  topk: { needsParameter: true },
  bottomk: { needsParameter: true },
  approx_topk: { needsParameter: true, cannotGroup: true },
  sort: { cannotGroup: true },
  sort_desc: { cannotGroup: true },
} as const satisfies Record<string, VectorRules>;
export type VectorOperation = keyof typeof vectorOperations;

export const vectorRulesOf = (operation: VectorOperation): VectorRules => vectorOperations[operation];

export const isRangeOperation = (word: string): word is RangeOperation => Object.hasOwn(rangeOperations, word);
export const isVectorOperation = (word: string): word is VectorOperation => Object.hasOwn(vectorOperations, word);

/** By how tightly they bind, the loosest first. */
const binaryLevels = [["or"], ["and", "unless"], ["==", "!=", ">", ">=", "<", "<="], ["+", "-"], ["*", "/", "%"], ["^"]] as const;
export type BinaryOperator = (typeof binaryLevels)[number][number];

const levels = new Map<string, number>(
  binaryLevels.flatMap((operators, level) => operators.map((operator) => [operator, level] as const)),
);

/** How tightly an operator binds; undefined for what is none. */
export const levelOf = (kind: string): number | undefined => levels.get(kind);

export const isBinaryOperator = (kind: string): kind is BinaryOperator => levels.has(kind);
export const isSetOperator = (operator: BinaryOperator): boolean => (levels.get(operator) ?? 2) < 2;
export const isComparison = (operator: BinaryOperator): boolean => levels.get(operator) === 2;
