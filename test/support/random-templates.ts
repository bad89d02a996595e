// Random templates, most of them right, for comparing our expansions with promtool's.
import type { Random } from "./random-numbers";

const texts = ["a", " ", "-", "é", "x y", "\n", "%", "{", "}"];
const strings = ['"node"', '"a:9100"', '"1.5"', '""', '"a.b.c:80"', "`r\\w`", '"héllo wörld"', '"<b>&\\"\'"', '"-1e3"'];
const numbers = ["0", "1", "-1", "5", "12", "1.5", "0.25", "-0.5", "1e6", "1234567.891", "2.5", "1e-7", "86400.0", "0.1"];

/** A value of any type; `depth` bounds how far it nests. */
function value(random: Random, depth: number): string {
  if (depth <= 0) {
    return random.weighted<() => string>([
      [3, () => random.pick(numbers)],
      [3, () => random.pick(strings)],
      [3, () => "$value"],
      [3, () => random.pick(["$labels.job", "$labels.instance", "$labels.none", ".Labels.job", ".Value", "$externalURL"])],
      [1, () => random.pick(["true", "false", "$labels", "$externalLabels.region", ".", "$"])],
    ])();
  }
  const next = () => value(random, depth - 1 - random.whole(0, 1));
  return random.weighted<() => string>([
    [4, () => value(random, 0)],
    [3, () => `(${call(random, depth)})`],
    [1, () => `(${call(random, depth)} | ${random.pick(unary)})`],
    [1, () => `(${next()})`],
  ])();
}

const unary = [
  ...[
    "humanize",
    "humanize1024",
    "humanizeDuration",
    "humanizePercentage",
    "toUpper",
    "toLower",
    "title",
    "len",
    "print",
    "html",
  ],
  ...["stripPort", "stripDomain", "urlquery", "js", "not", "printf", "println", "parseDuration", "humanizeTimestamp", "toTime"],
];
const formats = [
  "%v",
  "%s",
  "%d",
  "%5.2f",
  "%.0f",
  "%.3g",
  "%g",
  "%e",
  "%q",
  "%t",
  "%x",
  "%-6v|",
  "%06.1f",
  "%+d",
  "% d",
  "%c",
  "%%",
  "%",
];

function call(random: Random, depth: number): string {
  const next = () => value(random, depth - 1 - random.whole(0, 1));
  return random.weighted<() => string>([
    [6, () => `${random.pick(unary)} ${next()}`],
    [4, () => `printf "${random.some(formats).slice(0, 3).join(" ")}" ${next()}${random.chance(0.5) ? ` ${next()}` : ""}`],
    [3, () => `${random.pick(["eq", "ne", "lt", "le", "gt", "ge"])} ${next()} ${next()}`],
    [2, () => `${random.pick(["and", "or"])} ${next()} ${next()}`],
    [1, () => `${random.pick(["print", "println"])} ${next()} ${next()}`],
    [1, () => `index ${random.pick(["$labels", "$externalLabels", "(args 1 2)"])} ${random.pick(strings)}`],
    [1, () => `slice ${random.pick(strings)} ${random.whole(0, 3)} ${random.whole(0, 6)}`],
    [
      1,
      () =>
        `reReplaceAll "${random.pick(["a", "(.)o", "", "[a-c]+", "(?P<x>\\\\w)(\\\\d)?"])}" "${random.pick(["", "-", "$1", "${x}y", "$$"])}" ${next()}`,
    ],
    [1, () => `match "${random.pick(["^n", "a|b", "\\\\d+"])}" ${next()}`],
  ])();
}

function pipeline(random: Random): string {
  const first = random.chance(0.5) ? value(random, 1) : call(random, 2);
  return random.chance(0.4) ? `${first} | ${random.pick(unary)}` : first;
}

function action(random: Random, depth: number): string {
  const [open, close] = [random.chance(0.1) ? "{{- " : "{{ ", random.chance(0.1) ? " -}}" : " }}"];
  const inside = () => body(random, depth - 1);
  const print = () => `${open}${pipeline(random)}${close}`;
  if (depth <= 0) return print();
  return random.weighted<() => string>([
    [6, print],
    [2, () => `${open}if ${pipeline(random)}${close}${inside()}{{ else }}${inside()}{{ end }}`],
    [1, () => `${open}if ${pipeline(random)}${close}${inside()}{{ else if ${pipeline(random)} }}${inside()}{{ end }}`],
    [1, () => `${open}with ${pipeline(random)}${close}${inside()}{{ . }}{{ end }}`],
    [1, () => `${open}range $k, $v := $labels${close}{{ $k }}${inside()}{{ $v }}{{ end }}`],
    [
      1,
      () =>
        `${open}range ${random.whole(0, 4)}${close}{{ . }}{{ if eq . 2 }}{{ ${random.pick(["break", "continue"])} }}{{ end }}${inside()}{{ end }}`,
    ],
    [1, () => `${open}$x := ${pipeline(random)}${close}${inside()}{{ $x }}`],
  ])();
}

const body = (random: Random, depth: number): string =>
  Array.from({ length: random.whole(1, 3) }, () => (random.chance(0.3) ? random.pick(texts) : action(random, depth))).join("");

export const randomTemplate = (random: Random): string => body(random, 2);
