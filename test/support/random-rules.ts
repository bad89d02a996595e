// Random groups of rules and the series they are about, for comparing our evaluation with promtool's.
import type { Random } from "./random-numbers";

export interface RandomRule {
  record?: string;
  alert?: string;
  expr: string;
  for?: string;
  keep_firing_for?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export interface RandomGroup {
  name: string;
  limit?: number;
  rules: RandomRule[];
}

const instances = ["a", "b", "c"];
const conditions = [
  "m > 2",
  "m == 0",
  "m >= 1 unless on(instance) n > 1",
  "avg by (job) (m) > 1.5",
  "rate(c[3m]) > 0.02",
  "increase(c[5m]) > 2",
  "absent(m{instance='a'})",
  "absent_over_time(n[2m])",
  "max_over_time(m[3m]) - min_over_time(m[3m]) >= 2",
  "m offset 2m > m",
  "changes(m[4m]) > 1",
  "count(m > 1) > 1",
  "recorded > 3",
  "n and on(job) (m > 2)",
  "m > on(job) group_left() avg by (job) (n)",
  "vector(time()) % 600 < 240",
  "sum_over_time((m > bool 1)[5m:1m]) > 2",
  "timestamp(m) % 240 == 0",
  'ALERTS{alertstate="firing", alertname="A0"} == 1',
  'count(ALERTS{alertstate="pending"}) > 1',
  // The alert's own name takes the place of the one that it is about.
  'label_replace(time() - ALERTS_FOR_STATE > 240, "about", "$1", "alertname", "(.*)")',
];
const lengths = ["0s", "1m", "2m", "3m", "5m", "7m"];
const annotations = [
  "{{ $labels.instance }} is at {{ $value }}",
  "{{ $value | humanize }}{{ if $labels.job }} of {{ $labels.job }}{{ end }}",
  '{{ range query "n > 1" | sortByLabel "instance" }}{{ .Labels.instance }}={{ .Value }} {{ end }}',
  '{{ with query "sum(m)" }}{{ . | first | value | printf "%.1f" }}{{ end }}',
];

export function randomGroups(random: Random): RandomGroup[] {
  const alerts = Array.from({ length: random.whole(3, 6) }, (_, index): RandomRule => {
    const rule: RandomRule = {
      alert: `A${index}`,
      expr: random.pick(conditions),
      annotations: { text: random.pick(annotations) },
    };
    if (random.chance(0.7)) rule.for = random.pick(lengths);
    if (random.chance(0.4)) rule.keep_firing_for = random.pick(lengths);
    if (random.chance(0.6))
      rule.labels = { severity: random.pick(["page", "{{ if gt $value 2.0 }}page{{ else }}warn{{ end }}"]) };
    return rule;
  });
  const recorded: RandomRule = {
    record: "recorded",
    expr: random.pick(["m + on(instance) n", "sum by (instance) (m)", "m > 1", "max_over_time(m[2m]) * 2"]),
    ...(random.chance(0.5) && { labels: { job: "" } }),
  };
  alerts.splice(random.whole(0, alerts.length), 0, recorded);
  const cut = random.whole(0, alerts.length);
  return [
    { name: "g1", rules: alerts.slice(0, cut) },
    { name: "g2", rules: alerts.slice(cut) },
  ];
}

/** Values with gaps and ends, in the notation of test files. */
function values(random: Random, next: (before: number) => number): string {
  const parts: string[] = [];
  let last = random.whole(0, 3);
  for (let count = 0; count < 60; ) {
    const length = Math.min(random.whole(1, 12), 60 - count);
    count += length;
    if (random.chance(0.12)) {
      parts.push(random.chance(0.5) ? `stale _x${length}` : `_x${length}`);
      continue;
    }
    for (let index = 0; index < length; index++) {
      if (random.chance(0.5)) last = next(last);
      parts.push(String(last));
    }
  }
  return parts.join(" ");
}

export function randomInput(random: Random): { series: string; values: string }[] {
  return instances.flatMap((instance) => [
    { series: `m{instance="${instance}",job="${random.pick(["x", "y"])}"}`, values: values(random, () => random.whole(0, 4)) },
    { series: `n{instance="${instance}",job="x"}`, values: values(random, () => random.whole(0, 3)) },
    {
      series: `c{instance="${instance}"}`,
      values: values(random, (before) => (random.chance(0.1) ? 0 : before + random.whole(0, 3))),
    },
  ]);
}
