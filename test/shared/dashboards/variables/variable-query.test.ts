import { expect, test } from "vitest";
import { readVariableQuery } from "#shared/dashboards/variables/variable-query";

test.each([
  { query: "label_values(job)", read: { kind: "label-values", label: "job" } },
  { query: "  label_values( up , job )  ", read: { kind: "label-values", label: "job", matcher: "up" } },
  {
    query: 'label_values(up{a="x,y",b=~"$b"}, instance)',
    read: { kind: "label-values", label: "instance", matcher: 'up{a="x,y",b=~"$b"}' },
  },
  {
    query: 'label_values({__name__=~"a|b"},$label)',
    read: { kind: "label-values", label: "$label", matcher: '{__name__=~"a|b"}' },
  },
  {
    query: 'label_values(up{a="\\",)"},\n  instance\n)',
    read: { kind: "label-values", label: "instance", matcher: 'up{a="\\",)"}' },
  },
  { query: "label_values(up{, job)", read: { kind: "label-values", label: "job", matcher: "up{" } },
  { query: "label_names()", read: { kind: "label-names" } },
  { query: "label_names(node_.+)", read: { kind: "label-names", pattern: "node_.+" } },
  { query: "metrics(node_(cpu|load).*)", read: { kind: "metrics", pattern: "node_(cpu|load).*" } },
  {
    query: "query_result(topk(5, sum(rate(x[$__range])) by (a)))",
    read: { kind: "query-result", expr: "topk(5, sum(rate(x[$__range])) by (a))" },
  },
  { query: 'up{job="node"}', read: { kind: "series", expr: 'up{job="node"}' } },
  { query: "", read: undefined },
  { query: " \n ", read: undefined },
])("$query", ({ query, read }) => expect(readVariableQuery(query)).toEqual(read));
