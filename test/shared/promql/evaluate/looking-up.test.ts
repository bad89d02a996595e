// A query that nobody waits for any more ends soon only if every part of its evaluation looks up often enough. What is counted here
// is how often labels are read between two looks, because that is where the time goes when there are very many series.
import { expect, test } from "vitest";
import type { Labels } from "#shared/model/labels";
import { evaluateInstant } from "#shared/promql/evaluate";
import { parsePromql } from "#shared/promql/parse";
import type { Selectable } from "#shared/promql/storage";

const count = 20_000;
const time = 60_000;

function longestStretch(expr: string): number {
  let reads = 0;
  let most = 0;
  const counting = (labels: Labels): Labels =>
    new Proxy(labels, {
      get: (target, name) => {
        reads++;
        return Reflect.get(target, name);
      },
    });
  const series = Array.from({ length: count }, (_, index) => ({
    labels: counting({ __name__: "m_bucket", instance: `host-${index}`, job: `job-${index % 10}`, le: String(index % 7) }),
    times: Float64Array.of(time),
    values: Float64Array.of(index),
  }));
  const storage: Selectable = { select: () => series };
  const signal = {
    get aborted() {
      most = Math.max(most, reads);
      reads = 0;
      return false;
    },
  };
  evaluateInstant(parsePromql(expr), time, { storage, signal });
  return Math.max(most, reads);
}

test.each([
  "m_bucket",
  "m_bucket[5m]",
  "m_bucket + m_bucket",
  "m_bucket * on (instance) group_left m_bucket",
  "m_bucket and m_bucket",
  "m_bucket or m_bucket",
  "-m_bucket",
  "rate(m_bucket[5m])",
  "sum by (job) (m_bucket)",
  "sum without (instance) (m_bucket)",
  'count_values("value", m_bucket)',
  "limit_ratio(0.5, m_bucket)",
  "topk(20000, m_bucket)",
  "histogram_quantile(0.9, m_bucket)",
  'label_replace(m_bucket, "a", "$1", "instance", "(.*)")',
  'label_join(m_bucket, "a", "-", "instance", "job")',
  'sort_by_label(m_bucket, "instance")',
])("%s looks whether it is still wanted before it has read many labels", (expr) => {
  expect(longestStretch(expr)).toBeLessThan(25_000);
});
