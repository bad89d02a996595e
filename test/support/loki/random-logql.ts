// Random LogQL about the lines of log-corpus.ts: mostly right, now and then with a mistake in it.
import type { Random } from "../random-numbers";
import { words } from "./log-corpus";

export function randomLogQuery(random: Random, run: string): string {
  const query = `${selector(random, run)}${pipeline(random)}`;
  return random.chance(0.04) ? damaged(random, query) : query;
}

export function randomMetricQuery(random: Random, run: string): string {
  const inner = random.chance(0.35) ? unwrapped(random, run) : counted(random, run);
  const grouped = random.chance(0.7) ? aggregated(random, inner) : inner;
  const whole = random.chance(0.3) ? compared(random, grouped) : grouped;
  return random.chance(0.03) ? damaged(random, whole) : whole;
}

function damaged(random: Random, query: string): string {
  const signs = [...query];
  const at = random.whole(0, signs.length - 1);
  if (random.chance(0.5)) signs.splice(at, 1);
  else signs.splice(at, 0, random.pick(['"', "}", "|", "=", ")", "x"]));
  return signs.join("");
}

function selector(random: Random, run: string): string {
  const matchers = [`run="${run}"`];
  if (random.chance(0.5)) {
    matchers.push(
      random.pick([
        'app="gateway"',
        'app!="gateway"',
        'app=~"gate.*|db"',
        'app!~"wor.+"',
        'env="prod"',
        'pod=~".+"',
        'pod=""',
        'pod!=""',
        'level=~"inf|info"',
        'nothing=""',
        'service_name="db"',
      ]),
    );
  }
  if (random.chance(0.2)) matchers.push(random.pick(['env!="dev"', 'pod!~"gateway-[0-9]"', "app=`worker`"]));
  return `{${matchers.join(", ")}}`;
}

const quoted = (text: string) => (text.includes("`") || !/["\\]/.test(text) ? JSON.stringify(text) : `\`${text}\``);

function lineFilter(random: Random): string {
  const operator = random.pick(["|=", "!=", "|~", "!~"]);
  const texts = [
    "timeout",
    "error",
    "(?i)ERROR",
    "^1",
    "\\d+ms",
    "level=(info|warn)",
    "GET|POST",
    "caf.",
    "",
    " ",
    "\\.",
    "[a-c]+=",
    "$",
  ];
  const plain = [...words, '"level"', "\\", "", "🚀", "\u001b[31m"];
  const value = () => quoted(random.pick(operator.endsWith("~") ? texts : plain));
  return ` ${operator} ${value()}${random.chance(0.12) ? ` or ${value()}` : ""}`;
}

const names = [
  "level",
  "msg",
  "duration_ms",
  "took",
  "size",
  "http_status",
  "http_method",
  "app",
  "trace_id",
  "nothing",
  "detected_level",
  "bare",
  "env",
];

function parser(random: Random): string {
  return random.weighted([
    [5, " | json"],
    [5, " | logfmt"],
    [1, ' | json status="http.status", level'],
    [1, ' | json first="tags[0]", odd="[\\"strange key-1\\"]"'],
    [1, ' | logfmt level, d="duration_ms"'],
    [0.6, " | logfmt --strict"],
    [0.6, " | logfmt --keep-empty"],
    [1, ' | regexp "(?P<verb>GET|POST) (?P<path>\\\\S+)"'],
    [1, ' | pattern `<ip> - "<verb> <path> <_>" <status> <bytes>`'],
    [0.5, " | unpack"],
  ]);
}

/**
 * No sizes such as 5MiB: one part of Loki hands them to the other as 5.2MB. Nothing about `__error__`, which Loki asks for behind
 * all comparisons, wherever it stands. No `x.*` at an end: Loki takes that for "has x in it", anchored or not.
 */
function labelFilter(random: Random): string {
  const name = random.pick(names);
  const one = random.weighted<() => string>([
    [4, () => `${name}${random.pick(["=", "!="])}"${random.pick(["error", "info", "200", "", "gateway", "GET"])}"`],
    [3, () => `${name}${random.pick(["=~", "!~"])}"${random.pick(["err.+", "info|warn", "2..", ".*", ".+", "(?i)INFO"])}"`],
    [
      4,
      () =>
        `${random.pick(["duration_ms", "http_status", "status", "level"])} ${compare(random)} ${random.pick(["12", "250", "0.5", "404", "1e3", "-3"])}`,
    ],
    [3, () => `${random.pick(["took", "duration_ms"])} ${compare(random)} ${random.pick(["12ms", "1.5s", "1m", "1h2m"])}`],
    [2, () => `size ${compare(random)} ${random.pick(["10kB", "1MB", "7MB", "900B"])}`],
  ])();
  if (!random.chance(0.25)) return one;
  const other = labelFilter(random);
  return random.pick([`${one} and ${other}`, `${one} or ${other}`, `(${one} or ${other})`, `${one}, ${other}`]);
}

const compare = (random: Random) => random.pick([">", ">=", "<", "<=", "==", "!="]);

function formatting(random: Random): string {
  return random.pick([
    " | line_format `{{.level}}: {{.msg}}`",
    ' | line_format "{{ .app | ToUpper }} {{ __line__ }}"',
    ' | line_format `{{ if eq .level "error" }}bad{{ else }}{{.msg}}{{ end }}`',
    ' | line_format `{{ .msg | trunc 5 }} {{ .took | default "-" }}`',
    " | label_format lvl=level",
    " | label_format where=`{{.app}}/{{.env}}`",
    " | drop level, msg",
    ' | drop level="error"',
    " | keep level, app",
    " | decolorize",
    " | drop __error__, __error_details__",
  ]);
}

function pipeline(random: Random): string {
  let text = "";
  for (let count = random.whole(0, 2); count > 0; count--) text += lineFilter(random);
  if (random.chance(0.75)) text += parser(random);
  for (let count = random.whole(0, 2); count > 0; count--) text += ` | ${labelFilter(random)}`;
  if (random.chance(0.3)) text += formatting(random);
  // Loki filters before it takes colours away, whatever the order; we go by what is written.
  if (random.chance(0.15) && !text.endsWith("decolorize")) text += lineFilter(random);
  if (random.chance(0.15)) text += ` | ${labelFilter(random)}`;
  return text;
}

const range = (random: Random) => `[${random.pick(["30s", "1m", "2m", "5m"])}]${random.chance(0.1) ? " offset 1m" : ""}`;

const counted = (random: Random, run: string) => {
  const operation = random.pick(["count_over_time", "rate", "bytes_over_time", "bytes_rate", "count_over_time", "rate"]);
  // Numbers of lines that had an error are Loki's secret once the error is dropped, or labels that told series apart are.
  const stages = pipeline(random).replace(/ \| drop .*$/, "");
  return `${operation}(${selector(random, run)}${withoutErrors(stages)} ${range(random)})`;
};

/** A line that a parser cannot read fails a query for numbers; but not where Loki sees that nobody needs what the parser finds. */
const withoutErrors = (stages: string) => `${stages} | __error__=""`;

function unwrapped(random: Random, run: string): string {
  const operation = random.pick([
    "sum_over_time",
    "avg_over_time",
    "min_over_time",
    "max_over_time",
    "first_over_time",
    "last_over_time",
    "rate",
    "quantile_over_time",
    "stddev_over_time",
  ]);
  const label =
    operation === "avg_over_time"
      ? "duration_ms"
      : random.pick(["duration_ms", "duration_ms", "duration(took)", "bytes(size)", "http_status"]);
  const grouping = random.chance(0.4) && operation !== "rate" && !operation.startsWith("sum") ? ` ${by(random)}` : "";
  const parameter = operation.startsWith("quantile") ? "0.9, " : "";
  const stages = `${random.chance(0.4) ? lineFilter(random) : ""}${random.pick([" | json", " | logfmt"])}`;
  // Without the label there is no number; only in a group, Loki takes that for 0.
  const present = grouping === "" ? "" : ` | ${label.replace(/^\w+\((\w+)\)$/, "$1")}!=""`;
  const errors = ' | __error__=""';
  // Loki takes an average apart into a sum and a count, and counts what has no number too: all lines must have one.
  const early = operation === "avg_over_time" ? `${errors} | duration_ms!=""` : "";
  return `${operation}(${parameter}${selector(random, run)}${stages}${present}${early} | unwrap ${label}${errors} ${range(random)})${grouping}`;
}

const by = (random: Random) => `${random.pick(["by", "without"])} (${random.some(["app", "env", "level", "pod"]).join(", ")})`;

function aggregated(random: Random, inner: string): string {
  const operation = random.weighted([
    [6, "sum"],
    [2, "avg"],
    [2, "max"],
    [2, "min"],
    [2, "count"],
    [1, "stddev"],
    [1, "topk"],
    [0.5, "bottomk"],
  ]);
  const parameter = operation.endsWith("k") ? `${random.whole(1, 3)}, ` : "";
  const grouping = random.chance(0.7) ? `${by(random)} ` : "";
  return random.chance(0.5)
    ? `${operation} ${grouping}(${parameter}${inner})`
    : `${operation}(${parameter}${inner}) ${grouping}`.trim();
}

const compared = (random: Random, inner: string) =>
  random.pick([
    `${inner} > 1`,
    `${inner} * 60`,
    `${inner} >= bool 2`,
    `100 - ${inner}`,
    `${inner} / 2 < 10`,
    `(${inner}) ^ 2 % 7`,
  ]);
