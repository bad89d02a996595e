// Queries at random for the parser: all of the syntax, sensible or not, and the same with something broken. What they would
// select does not matter; random-queries.ts makes the ones that have answers.
import type { Random } from "./random-numbers";

interface Maker {
  random: Random;
  depth: number;
  /** Without what came after Prometheus 3.5. */
  isOld: boolean;
}

/** A query that parses in most cases. */
export function randomSyntax(random: Random, { isOld = false } = {}): string {
  const maker = { random, depth: random.whole(1, 4), isOld };
  return random.weighted<(maker: Maker) => string>([
    [17, vector],
    [2, number],
    [1, range],
  ])(maker);
}

const deeper = (maker: Maker): Maker => ({ ...maker, depth: maker.depth - 1 });

const names = "foo bar up a:b node_cpu_seconds_total sum by offset start min without and or unless avg group".split(" ");
const labels = ["job", "instance", "le", "on", "by", "sum", '"a.b"', '"x y"', "offset", "atan2", '"é"'];
const texts = ['"x"', "'y'", "`z`", String.raw`"a\nb"`, String.raw`"\x41é\u00e9"`, '""', '"(.*)"', "'it\\'s'", "`raw \\d`"];
const comparisons = ["==", "!=", ">", "<", ">=", "<="];

function selector({ random }: Maker): string {
  const isNamed = random.chance(0.85);
  const count = isNamed
    ? random.weighted([
        [3, 0],
        [2, 1],
        [1, 2],
      ])
    : random.whole(1, 2);
  const matchers = Array.from({ length: count }, () =>
    random.chance(0.1)
      ? random.pick(['"m.n"', "'z'"])
      : random.pick(labels) + random.pick(["=", "!=", "=~", "!~"]) + random.pick(texts),
  );
  // A selector without a name needs something that it does not match.
  const all = isNamed ? matchers : [...matchers, 'a="b"'];
  const braces =
    all.length > 0 || random.chance(0.1)
      ? `{${all.join(random.pick([",", ", "]))}${all.length > 0 && random.chance(0.1) ? "," : ""}}`
      : "";
  return (isNamed ? random.pick(names) : "") + braces;
}

const lengths = ["5m", "1h30m", "30s", "1d", "300", "0.5", "1y", "100ms", "1e3", "5m5s", "0x1F", "2w"];

function length(maker: Maker, depth = 0): string {
  const { random, isOld } = maker;
  const inner = () => length(maker, depth + 1);
  if (depth > 2) return random.pick(lengths);
  return random.weighted<() => string>([
    [12, () => random.pick(lengths)],
    [1, () => `${random.pick(["-", "+"])}${inner()}`],
    [3, () => inner() + random.pick([" + ", "-", " * ", "/", "%", "^"]) + inner()],
    [2, () => `(${inner()})`],
    [isOld ? 0 : 1, () => random.pick(["step()", "range()", "STEP()"])],
    [isOld ? 0 : 1, () => `${random.pick(["min_of", "max_of"])}(${inner()}, ${inner()})`],
  ])();
}

function modifiers(maker: Maker): string {
  const { random, isOld } = maker;
  const newer = isOld ? [] : ["step()", "-step()", "min_of(1m, 2m)", "range()"];
  const offset = () => ` offset ${random.pick(["5m", "-5m", "(5m + 1m)", "-(3m)", "(1m)", "0s", ...newer])}`;
  const at = () => ` @ ${random.pick(["5", "-3.5", "start()", "end()", "1e3", "5m", "1.0005"])}`;
  const extension = isOld || !random.chance(0.05) ? "" : random.pick([" smoothed", " anchored"]);
  return (
    extension +
    random.weighted<() => string>([
      [12, () => ""],
      [2, offset],
      [2, at],
      [1, () => offset() + at()],
      [1, () => at() + offset()],
    ])()
  );
}

const wrapped = (text: string): string => (/offset -?\(/.test(text) ? `(${text})` : text);

function vector(maker: Maker): string {
  const { random, depth } = maker;
  const inner = deeper(maker);
  if (depth <= 0) return wrapped(selector(maker) + modifiers(maker));
  return random.weighted<() => string>([
    [3, () => wrapped(selector(maker) + modifiers(maker))],
    [2, () => `${random.pick(["rate", "increase", "avg_over_time", "last_over_time", "changes"])}(${range(inner)})`],
    [3, () => aggregation(inner)],
    [2, () => `${random.pick(["abs", "ceil", "sort", "timestamp", "absent", "sgn"])}(${vector(inner)})`],
    [4, () => operation(inner)],
    [1, () => `(${vector(inner)})`],
    [1, () => `${random.pick(["-", "+"])}${vector(inner)}`],
    [1, () => `histogram_quantile(${number(inner)}, ${vector(inner)})`],
    [1, () => `label_replace(${vector(inner)}, "a", "$1", "b", ${random.pick(texts)})`],
    [1, () => `label_join(${vector(inner)}, "a", ",", "b"${random.pick(["", ', "c"'])})`],
    [1, () => `clamp(${vector(inner)}, 1, ${number(inner)})`],
    [1, () => `${random.pick(["hour", "round"])}(${vector(inner)})`],
  ])();
}

function range(maker: Maker): string {
  const { random } = maker;
  if (maker.depth <= 0 || random.chance(0.7)) return `${selector(maker)}[${length(maker, 1)}]${modifiers(maker)}`;
  const inner = random.pick([() => `(${vector(deeper(maker))})`, () => "rate(x[5m])", () => "z"])();
  return `${inner}[${length(maker, 1)}:${random.chance(0.5) ? length(maker, 1) : ""}]${modifiers(maker)}`;
}

function aggregation(maker: Maker): string {
  const { random } = maker;
  const operator = random.pick("sum avg max count stddev topk quantile count_values limitk SUM Bottomk".split(" "));
  const parameter =
    operator === "count_values"
      ? '"v", '
      : /topk|quantile|limitk|Bottomk/.test(operator)
        ? `${number({ ...maker, depth: 0 })}, `
        : "";
  const chosen = random.chance(0.2) ? [] : random.some(labels).slice(0, 3);
  const grouping = random.chance(0.4) ? "" : ` ${random.pick(["by", "without", "BY"])} (${chosen.join(", ")})`;
  const body = `(${parameter}${vector(maker)})`;
  return random.chance(0.5) ? operator + grouping + body : operator + body + grouping;
}

function operation(maker: Maker): string {
  const { random, isOld } = maker;
  const set = ["and", "or", "unless", "AND"];
  const operator = random.pick(["+", "-", "*", "/", "%", "^", "atan2", ...comparisons, ...set, ...(isOld ? [] : ["</", ">/"])]);
  const isComparison = comparisons.includes(operator);
  const isSet = set.includes(operator);
  const bool = isComparison && random.chance(0.3) ? " bool" : "";
  let matching = random.chance(0.3)
    ? ` ${random.pick(["on", "ignoring"])}(${random.pick(isOld ? ["a", "b, job"] : ["a", "b, job", '"a.b"', ""])})`
    : "";
  if (matching !== "" && !isSet && random.chance(0.4))
    matching += ` ${random.pick(["group_left", "group_right"])}${random.pick([" ", "()", "(c)", "(d, e)"])}`;
  if (!isOld && !isSet && random.chance(0.1))
    matching += ` ${random.pick(["fill(0)", "fill_left(1)", "fill_right (-2)", "fill_left(1) fill_right(2)", "fill_right(5m) fill_left(0x1F)"])}`;
  const needsVectors = matching !== "" || isSet;
  const left = needsVectors || random.chance(0.7) ? vector(maker) : number(maker);
  const right = needsVectors || isComparison || random.chance(0.6) ? vector(maker) : number(maker);
  return `${left} ${operator}${bool}${matching} ${right}`;
}

function number(maker: Maker): string {
  const { random, depth, isOld } = maker;
  const inner = deeper(maker);
  const literal = () => random.pick(["1", "0.5", "2.", "-3", "1e3", "0x1F", "NaN", "5m", "010", "1_000", ".5", "1e-7", "1e22"]);
  if (depth <= 0) return literal();
  return random.weighted<() => string>([
    [6, literal],
    [2, () => random.pick(["time()", "pi()", ...(isOld ? [] : ["step()", "start()", "min_of(1, 2)"])])],
    [1, () => `scalar(${vector(inner)})`],
    [2, () => number(inner) + random.pick([" + ", " * ", "-", " == bool ", " > bool "]) + number(inner)],
    [1, () => `(${number(inner)})`],
  ])();
}

const tokens = /\s+|"(?:\\.|[^"\\])*"|'[^']*'|`[^`]*`|[A-Za-z_:][\w:]*|[0-9.][\w.]*|[=!<>]=|[=!]~|[<>]\/|[\s\S]/g;
const strays = [
  ...'+ - * / % ^ == != > < = =~ !~ ! ( ) { } [ ] , : @ ~ \\ $ _ ; ? & " # `'.split(" "),
  ..."offset by without on ignoring group_left group_right bool sum topk rate foo a:b and atan2 inf start end unknown".split(" "),
  ..."5m 1 1.5e 0x 5mm 1y2w 1d2y 08 99999999999999999999 1e400 5h3 1.2.3 1__2 5_ 300y 0 -1 5hs".split(" "),
  ...["'x'", '"abcdefghijkl"', String.raw`"\d"`, String.raw`"\xff"`, '"('],
  ..."foo() () {} [5m] [5m:] [5m:1m] [0] start()".split(" "),
  ...["@ 5", "offset 5m", "@ start()", "by (a)", "on (b)", "é", "\u0000", "\n", "\t# comment\n"],
];
/** Words that mean something since a later version only. */
const laterStrays = "fill fill_left smoothed anchored max_of step step() range() </ >/".split(" ");

/** The query with one to three tokens removed, doubled, swapped, put in or replaced, or cut off. */
export function broken(random: Random, query: string, { isOld = false } = {}): string {
  const found: string[] = query.match(tokens) ?? [];
  const stray = () => random.pick(isOld ? strays : [...strays, ...laterStrays]);
  for (
    let times = random.weighted([
      [5, 1],
      [4, 2],
      [1, 3],
    ]);
    times > 0;
    times--
  ) {
    const at = random.whole(0, Math.max(0, found.length - 1));
    const other = random.whole(0, Math.max(0, found.length - 1));
    const [here = "", there = ""] = [found[at], found[other]];
    random.weighted<() => void>([
      [4, () => void found.splice(at, 1)],
      [3, () => void found.splice(at, 0, here)],
      [
        3,
        () => {
          found[at] = there;
          found[other] = here;
        },
      ],
      [2, () => void found.splice(at)],
      [4, () => void found.splice(at, 0, ` ${stray()} `)],
      [3, () => void found.splice(at, 1, stray())],
      [1, () => void found.splice(at, 0, stray())],
    ])();
  }
  return found.join("");
}
