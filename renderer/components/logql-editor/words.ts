// The words of LogQL that are offered while typing, with what they do.

export interface Word {
  label: string;
  about: string;
  /** Only a Loki answers it: the part of LogQL that Watchdeck evaluates itself, for the logs of this machine, has it not. */
  isRemote?: true;
  /** What is written in its place; `${}` and `${5m}` are stops for the cursor. */
  template?: string;
}

const overLines = (label: string, about: string): Word => ({ label, about, template: `${label}({\${}} [\${5m}])` });
const overValue = (label: string, about: string): Word => ({
  label,
  about,
  template: `${label}({\${}} | json | unwrap \${field} [\${5m}])`,
});
const aggregation = (label: string, about: string): Word => ({ label, about });

export const functions: readonly Word[] = [
  overLines("rate", "lines per second"),
  overLines("count_over_time", "how many lines"),
  overLines("bytes_rate", "bytes of lines per second"),
  overLines("bytes_over_time", "how many bytes of lines"),
  overLines("absent_over_time", "1 where there are no lines"),
  overValue("sum_over_time", "sum of a field"),
  overValue("avg_over_time", "mean of a field"),
  overValue("min_over_time", "least of a field"),
  overValue("max_over_time", "most of a field"),
  overValue("first_over_time", "first value of a field"),
  overValue("last_over_time", "last value of a field"),
  overValue("stddev_over_time", "spread of a field"),
  overValue("stdvar_over_time", "variance of a field"),
  { ...overValue("rate_counter", "rate of a field that only rises"), isRemote: true },
  {
    label: "quantile_over_time",
    about: "a quantile of a field",
    template: "quantile_over_time(${0.99}, {${}} | json | unwrap ${field} [${5m}])",
  },
  aggregation("sum", "sum of series"),
  aggregation("avg", "mean of series"),
  aggregation("min", "least of series"),
  aggregation("max", "most of series"),
  aggregation("count", "how many series"),
  { label: "topk", about: "the largest series", template: "topk(${1:10}, ${2})" },
  { label: "bottomk", about: "the smallest series", template: "bottomk(${1:10}, ${2})" },
  { label: "approx_topk", about: "the largest series, roughly", template: "approx_topk(${1:10}, ${2})", isRemote: true },
  aggregation("stddev", "spread of series"),
  aggregation("stdvar", "variance of series"),
  { label: "sort", about: "series from small to large", template: "sort(${})" },
  { label: "sort_desc", about: "series from large to small", template: "sort_desc(${})" },
  {
    label: "label_replace",
    about: "a label made of another",
    template: 'label_replace(${}, "${new}", "${$1}", "${label}", "${(.*)}")',
  },
  { label: "vector", about: "a number as a series", template: "vector(${1:0})" },
];

export const lineFilters: readonly Word[] = [
  { label: "|=", about: "lines that contain a text", template: '|= "${}"' },
  { label: "!=", about: "lines that do not", template: '!= "${}"' },
  { label: "|~", about: "lines that match a regular expression", template: '|~ "${}"' },
  { label: "!~", about: "lines that do not match it", template: '!~ "${}"' },
  { label: "|>", about: "lines like a pattern: <_> stands for anything", template: '|> "${<_>}"' },
  { label: "!>", about: "lines not like it", template: '!> "${<_>}"' },
];

/** What comes behind a `|`. Without templates, so that Enter behind a whole word runs the query. */
export const stages: readonly Word[] = [
  { label: "json", about: "reads JSON lines into fields" },
  { label: "logfmt", about: "reads key=value lines into fields" },
  { label: "pattern", about: "reads fields by a pattern", template: 'pattern "${<name> <_>}"' },
  { label: "regexp", about: "reads fields by the groups of a regular expression", template: 'regexp "${(?P<name>.*)}"' },
  { label: "unpack", about: "reads lines packed with their labels" },
  { label: "line_format", about: "writes the line anew", template: 'line_format "{{.${field}}}"' },
  { label: "label_format", about: "renames or makes labels", template: "label_format ${new}=${label}" },
  { label: "unwrap", about: "takes a field as the number, in a metric query", template: "unwrap ${}" },
  { label: "decolorize", about: "takes colour codes out of lines" },
  { label: "drop", about: "leaves labels out", template: "drop ${}" },
  { label: "keep", about: "leaves all other labels out", template: "keep ${}" },
];

export const conversions: readonly Word[] = [
  { label: "duration", about: "5m or 300ms as seconds", template: "duration(${})" },
  { label: "bytes", about: "10KB as bytes", template: "bytes(${})" },
];

export const matchOperators: readonly Word[] = [
  { label: "=", about: "is" },
  { label: "!=", about: "is not" },
  { label: "=~", about: "matches a regular expression" },
  { label: "!~", about: "does not match it" },
];

export const fieldOperators: readonly Word[] = [
  ...matchOperators,
  { label: ">", about: "is more than" },
  { label: ">=", about: "is at least" },
  { label: "<", about: "is less than" },
  { label: "<=", about: "is at most" },
];

export const behindFilter: readonly Word[] = [
  { label: "and", about: "both are true" },
  { label: "or", about: "one of them is" },
];

export const behindCall: readonly Word[] = [
  { label: "by", about: "one series for each value of labels", template: "by (${})" },
  { label: "without", about: "all labels but these", template: "without (${})" },
  { label: "and", about: "series that are on both sides" },
  { label: "or", about: "series of either side" },
  { label: "unless", about: "series that are not on the other side" },
  { label: "on", about: "joined by these labels", template: "on (${})" },
  { label: "ignoring", about: "joined by all but these", template: "ignoring (${})" },
  { label: "offset", about: "from so long before", template: "offset ${1h}" },
];

/** How far back a range reaches: Enter behind one that is typed already runs the query. */
export const durations: readonly Word[] = ["30s", "1m", "5m", "10m", "15m", "30m", "1h", "6h", "1d", "7d"].map((label) => ({
  label,
  about: "",
}));
