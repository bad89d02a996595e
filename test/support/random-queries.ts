// Valid queries at random, over all of the language, about the series of random-series.ts; so weighted that most of them
// have an answer.
import type { Random } from "./random-numbers";
import { bareSelector, modifiers, selector, windows } from "./random-selectors";

interface Maker {
  random: Random;
  /** How much deeper the expression may grow. */
  depth: number;
}

export const randomQuery = (random: Random): string => {
  const maker = {
    random,
    depth: random.weighted([
      [1, 1],
      [3, 2],
      [3, 3],
      [1, 4],
    ]),
  };
  return random.chance(0.05) ? scalar(maker) : vector(maker);
};

const deeper = ({ random, depth }: Maker): Maker => ({ random, depth: depth - 1 });

function vector(maker: Maker): string {
  const { random, depth } = maker;
  if (depth <= 0) return selector(random);
  const make = random.weighted<(maker: Maker) => string>([
    [3, () => selector(random)],
    [6, aggregation],
    [6, ofRange],
    [5, ofVector],
    [4, withScalar],
    [6, ofTwoVectors],
    [2, histogram],
    [2, relabelled],
    [1, (inner) => `-${operand(inner)}`],
    [1, (inner) => `(${vector(deeper(inner))})`],
    [1, (inner) => `vector(${scalar(deeper(inner))})`],
    [1, (inner) => `absent(${vector(deeper(inner))})`],
    [1, dated],
    [0.4, mistaken],
  ]);
  return make(maker);
}

/** Fit to stand beside an operator. */
const operand = (maker: Maker): string => (maker.depth <= 1 ? selector(maker.random) : `(${vector(deeper(maker))})`);

function range({ random, depth }: Maker): string {
  if (depth > 0 && random.chance(0.25)) {
    const inner = depth > 1 ? `(${vector({ random, depth: depth - 2 })})` : bareSelector(random);
    const step = random.pick(["", "10s", "15s", "1m", "7s", "100s", "2m"]);
    return `${inner}[${random.pick(["1m", "5m", "10m", "2m30s"])}:${step}]${modifiers(random)}`;
  }
  return `${bareSelector(random)}[${random.pick(windows)}]${modifiers(random)}`;
}

const plainRangeFunctions = [
  ..."rate increase delta irate idelta deriv changes resets avg_over_time min_over_time max_over_time sum_over_time".split(" "),
  ..."count_over_time last_over_time present_over_time stddev_over_time stdvar_over_time absent_over_time mad_over_time".split(
    " ",
  ),
  ..."rate increase rate".split(" "),
  ..."ts_of_min_over_time ts_of_max_over_time ts_of_last_over_time".split(" "),
];

function ofRange(maker: Maker): string {
  const { random } = maker;
  const inner = range(deeper(maker));
  return random.weighted<() => string>([
    [10, () => `${random.pick(plainRangeFunctions)}(${inner})`],
    [1, () => `quantile_over_time(${share(random)}, ${inner})`],
    [1, () => `predict_linear(${inner}, ${random.pick(["60", "3600", "-30"])})`],
    [1, () => `double_exponential_smoothing(${inner}, ${random.pick(["0.1", "0.5"])}, ${random.pick(["0.2", "0.9"])})`],
  ])();
}

const share = (random: Random): string => random.pick(["0", "0.1", "0.5", "0.9", "0.99", "1", "-0.5", "1.5", "NaN"]);

const mathematics = [
  ..."abs ceil floor exp ln log2 log10 sqrt sgn deg rad sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh".split(" "),
  ..."round sort sort_desc timestamp abs ceil floor sgn round sort".split(" "),
];

/** What is right as far as the text goes, and wrong once it is evaluated. */
function mistaken({ random }: Maker): string {
  const range = `${bareSelector(random)}[${random.pick(windows)}]`;
  const inner = bareSelector(random);
  return random.pick([
    `double_exponential_smoothing(${range}, ${random.pick(["0", "1", "2", "NaN"])}, 0.5)`,
    `double_exponential_smoothing(${range}, 0.5, ${random.pick(["0", "1", "-1"])})`,
    `topk(${random.pick(["NaN", "Inf", "1e30", "-Inf"])}, ${inner})`,
    `limitk(${random.pick(["NaN", "1e30"])}, ${inner})`,
    `limit_ratio(${random.pick(["NaN", "1.5", "-7"])}, ${inner})`,
    `label_replace(${inner}, "new", "$1", "a", "(")`,
    `label_replace(${inner}, "", "$1", "a", "(.*)")`,
    `label_join(${inner}, "", "-", "a")`,
    `count_values("", ${inner})`,
  ]);
}

function ofVector(maker: Maker): string {
  const { random } = maker;
  const inner = vector(deeper(maker));
  return random.weighted<() => string>([
    [8, () => `${random.pick(mathematics)}(${inner})`],
    [2, () => `round(${inner}, ${random.pick(["5", "0.1", "0.25", "-2", "0"])})`],
    [1, () => `clamp(${inner}, ${random.pick(["-1", "0", "5"])}, ${random.pick(["3", "10", "-2", "NaN"])})`],
    [1, () => `clamp_${random.pick(["min", "max"])}(${inner}, ${random.pick(["0", "2.5", "NaN", "-Inf"])})`],
    [1, () => `sort_by_label${random.pick(["", "_desc"])}(${inner}, ${random.pick(['"a"', '"a", "b"', '"b", "__name__"'])})`],
  ])();
}

const dated = (maker: Maker): string => {
  const name = maker.random.pick("minute hour day_of_week day_of_month day_of_year days_in_month month year".split(" "));
  return `${name}(${maker.random.pick(["", `timestamp(${selector(maker.random)})`, "vector(time())", "gauge * 1e6"])})`;
};

function scalar(maker: Maker): string {
  const { random, depth } = maker;
  return random.weighted<() => string>([
    [6, () => random.pick(["0", "1", "2", "-3", "0.5", "1e3", "NaN", "Inf", "0x10", "1m", "1e-9", "-Inf"])],
    [1, () => random.pick(["time()", "pi()"])],
    [1, () => `scalar(${depth > 0 ? vector(deeper(maker)) : "lonely"})`],
    [depth > 0 ? 2 : 0, () => `(${scalar(deeper(maker))} ${random.pick([...arithmetic])} ${scalar(deeper(maker))})`],
    [depth > 0 ? 0.5 : 0, () => `(${scalar(deeper(maker))} ${random.pick([...comparisons])} bool ${scalar(deeper(maker))})`],
    [depth > 0 ? 0.5 : 0, () => `-${scalar(deeper(maker))}`],
  ])();
}

const arithmetic = ["+", "-", "*", "/", "%", "^", "atan2"] as const;
const comparisons = ["==", "!=", ">", "<", ">=", "<="] as const;

function withScalar(maker: Maker): string {
  const { random } = maker;
  const operator = random.weighted<string>([
    [3, random.pick(arithmetic)],
    [2, random.pick(comparisons)],
    [1, `${random.pick(comparisons)} bool`],
  ]);
  const [one, other] = [operand(deeper(maker)), scalar(deeper(maker))];
  return random.chance(0.6) ? `${one} ${operator} ${other}` : `${other} ${operator} ${one}`;
}

/** Pairs that have a chance to match, and operands that are anything. */
function ofTwoVectors(maker: Maker): string {
  const { random } = maker;
  const inner = deeper(maker);
  const operator = random.weighted<string>([
    [3, random.pick(arithmetic)],
    [2, random.pick(comparisons)],
    [1, `${random.pick(comparisons)} bool`],
  ]);
  const set = random.pick(["and", "or", "unless"]);
  const many = () =>
    filtered(
      random,
      random.pick(["gauge", "other_gauge", "requests_total", "small", `rate(requests_total[${random.pick(windows)}])`]),
    );
  const one = () => random.pick(["capacity", "target_info", "sum by (a) (gauge)", "max by (a) (small)", "strange"]);
  const include = random.pick(["", "()", "(version)", "(host, version)", "(b)", "(none)"]);
  return random.weighted<() => string>([
    [3, () => `${many()} ${operator} ${many()}`],
    [2, () => `${many()} ${operator} on(${random.pick(["a, b", "b, a", "a,b,code"])}) ${many()}`],
    [1, () => `${many()} ${operator} ignoring(${random.pick(["code", "", "none"])}) ${many()}`],
    [2, () => `${many()} ${operator} on(a) group_left${include} ${one()}`],
    [2, () => `${one()} ${operator} on(a) group_right${include} ${many()}`],
    [1, () => `${many()} ${operator} ignoring(b, version, host) group_left ${one()}`],
    [3, () => `${operand(inner)} ${set}${random.pick(["", " on(a)", " on()", " ignoring(b)", " on(a, b)"])} ${operand(inner)}`],
    [3, () => `${operand(inner)} ${operator}${random.pick(["", " on(a, b)", " ignoring(code)"])} ${operand(inner)}`],
  ])();
}

/** The operand, or those of its elements that pass a comparison. */
const filtered = (random: Random, text: string): string =>
  random.chance(0.2) ? `(${text} ${random.pick([">", "<", "!="])} ${random.pick(["0", "2", "100"])})` : text;

const plainAggregations = ["sum", "avg", "min", "max", "count", "group", "stddev", "stdvar"];

function aggregation(maker: Maker): string {
  const { random } = maker;
  const inner = vector(deeper(maker));
  const grouping = random.pick([
    "",
    " by (a)",
    " by (b)",
    " without (b)",
    " by (a, b)",
    " without (a, code)",
    " by ()",
    " without ()",
    " by (__name__)",
  ]);
  const number = (choices: string[]) => (random.chance(0.1) ? `scalar(${bareSelector(random)})` : random.pick(choices));
  const call = random.weighted<() => string>([
    [7, () => `${random.pick(plainAggregations)}${grouping} (${inner})`],
    [1, () => `${random.pick(plainAggregations).toUpperCase()}(${inner})${grouping.replace("(a", '("a"')}`],
    [2, () => `${random.pick(["topk", "bottomk"])}${grouping} (${number(["1", "2", "3", "0", "2.9", "-1", "100"])}, ${inner})`],
    [1, () => `quantile${grouping} (${share(random)}, ${inner})`],
    [1, () => `count_values${grouping} ("${random.pick(["value", "a"])}", ${inner})`],
    [1, () => `limit_ratio${grouping} (${number(["0.5", "-0.5", "0", "1", "-0.2"])}, ${inner})`],
    [1, () => `limitk${grouping} (${random.pick(["0", "1", "2", "100"])}, ${inner})`],
  ]);
  return call();
}

function histogram(maker: Maker): string {
  const { random } = maker;
  const window = random.pick(windows);
  const buckets = random.pick([
    `sum by (le) (rate(latency_seconds_bucket[${window}]))`,
    `sum by (le, a) (increase(latency_seconds_bucket[${window}]))`,
    `rate(latency_seconds_bucket[${window}])`,
    "latency_seconds_bucket",
    "broken_bucket",
    `{__name__=~"latency_seconds_bucket|broken_bucket"}`,
    vector({ random, depth: 0 }),
  ]);
  if (random.chance(0.8)) return `histogram_quantile(${share(random)}, ${buckets})`;
  return `histogram_fraction(${random.pick(["0", "0.1", "-Inf", "0.3"])}, ${random.pick(["0.5", "1", "Inf", "0.2"])}, ${buckets})`;
}

function relabelled(maker: Maker): string {
  const { random } = maker;
  const inner = vector(deeper(maker));
  const [target, source] = [random.pick(["new", "a", "b", "host"]), random.pick(["a", "b", "host", "version", "none"])];
  if (random.chance(0.4)) return `label_join(${inner}, "${target}", "${random.pick(["-", "", "/"])}", "${source}", "b")`;
  const [replacement, pattern] = random.pick([
    ["$1", "(.*)"],
    ["$".concat("{1}-x"), "(.+)"],
    ["$1x", "(.*)"],
    ["$host:$2", "(?P<host>[^:]+):(.*)"],
    ["", ".*"],
    ["fixed", "x"],
    ["$$", "(.)"],
  ]);
  return `label_replace(${inner}, "${target}", "${replacement}", "${source}", "${pattern}")`;
}
