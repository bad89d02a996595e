// Every kind of request that is made of a Loki, right and wrong: recorded from the real one in test/fixtures/loki-3.7, and asked
// of the fake, which must answer in the same shapes.
import type { PushedStream } from "./push";

const second = 1_000_000_000n;

/** What the requests are about. `owner` keeps it apart from other lines of the same server. */
export const linesToAskFor = (owner: string, now: bigint): PushedStream[] => [
  {
    labels: { owner, service: "gateway", pod: "a-0" },
    lines: [
      [
        now - 30n * second,
        '{"level":"ERROR","agent":"daily_brief","duration_ms":6000,"message":"ERROR boom"}',
        { trace_id: "0af7651916cd43dd8448eb211c80319c" },
      ],
      [now - 20n * second, '{"level":"INFO","agent":"mail","duration_ms":12,"message":"ok"}'],
      [now - 20n * second, "not JSON at all ERROR"],
    ],
  },
  {
    labels: { owner, service: "worker" },
    lines: [[now - 10n * second, 'level=warn msg="slow" took=3s\u001b[31mred\u001b[0m']],
  },
];

export interface LokiRequest {
  /** As its file is called. */
  name: string;
  /** Behind /loki/api/v1/. */
  path: string;
  params?: Record<string, string>;
  method?: string;
  isCategorized?: boolean;
}

export function lokiRequests(owner: string, now: bigint): LokiRequest[] {
  const selector = `{owner="${owner}"}`;
  const nobody = `{owner="${owner}-nobody"}`;
  const span = { start: String(now - 60n * second), end: String(now) };
  const seconds = (count: bigint) => String(now / second - count);
  const range = (name: string, query: string, more: Partial<LokiRequest> & { params?: Record<string, string> } = {}) => ({
    ...more,
    name: `query-range-${name}`,
    path: "query_range",
    params: { query, ...span, ...more.params },
  });
  const wrong = (name: string, query: string) => range(`wrong-${name}`, query);
  return [
    range("plain", selector),
    range("categorized", selector, { isCategorized: true }),
    range("plain-parsed", `${selector} | json`),
    range("categorized-parsed", `${selector} | json`, { isCategorized: true }),
    range("forward", selector, { params: { direction: "forward", limit: "2" } }),
    range("nothing", nobody),
    range("metric", `sum by (service) (count_over_time(${selector}[1m]))`, { params: { step: "30" } }),
    range("metric-nothing", `sum(count_over_time(${nobody}[1m]))`, { params: { step: "30" } }),
    range("metric-unreadable", `sum by (agent) (count_over_time(${selector} | json [1m]))`, { params: { step: "30" } }),
    range("limit-too-high", selector, { params: { limit: "6000" } }),
    range("limit-zero", selector, { params: { limit: "0" } }),
    range("limit-no-number", selector, { params: { limit: "x" } }),
    range("direction", selector, { params: { direction: "up" } }),
    range("time", selector, { params: { start: "abc" } }),
    range("ends-before-it-starts", selector, { params: { start: seconds(0n), end: seconds(100n) } }),
    range("too-long", selector, { params: { start: seconds(40n * 86_400n), end: seconds(0n) } }),
    range("step-zero", `rate(${selector}[1m])`, { params: { step: "0" } }),
    range("too-many-points", `rate(${selector}[1m])`, { params: { step: "1", start: seconds(86_400n), end: seconds(0n) } }),
    wrong("empty", ""),
    wrong("open-brace", `{owner="${owner}"`),
    wrong("no-text", `${selector} |= `),
    wrong("half-filter", `${selector} | json | foo`),
    wrong("regexp", `${selector} |~ "(["`),
    wrong("matches-all", '{owner=~".*"}'),
    wrong("no-matcher", "{}"),
    wrong("no-range", `rate(${selector})`),
    wrong("no-unwrap", `sum_over_time(${selector}[1m])`),
    wrong("promql", "up"),
    { ...range("put", selector), name: "query-range-put", method: "PUT" },
    {
      name: "query-vector",
      path: "query",
      params: { query: `sum by (service) (count_over_time(${selector}[1m]))`, time: span.end },
    },
    { name: "query-scalar", path: "query", params: { query: "1 + 1", time: span.end } },
    { name: "query-lines", path: "query", params: { query: selector } },
    { name: "labels", path: "labels", params: { query: selector, ...span } },
    { name: "labels-nothing", path: "labels", params: { query: nobody, ...span } },
    { name: "label-values", path: "label/service/values", params: { query: selector, ...span } },
    { name: "label-values-nothing", path: "label/nothing/values", params: span },
    { name: "series", path: "series", params: { "match[]": selector, ...span } },
    { name: "series-nothing", path: "series", params: { "match[]": nobody, ...span } },
    { name: "index-stats", path: "index/stats", params: { query: selector, ...span } },
    { name: "index-stats-filter", path: "index/stats", params: { query: `${selector} |= "x"`, ...span } },
    { name: "index-volume", path: "index/volume", params: { query: selector, targetLabels: "service", ...span } },
    { name: "index-volume-filter", path: "index/volume", params: { query: `${selector} |= "x"`, ...span } },
    { name: "patterns-off", path: "patterns", params: { query: selector, ...span } },
    { name: "detected-fields", path: "detected_fields", params: { query: selector, ...span } },
    { name: "detected-fields-nothing", path: "detected_fields", params: { query: nobody, ...span } },
    { name: "detected-field-values", path: "detected_field/level/values", params: { query: selector, ...span } },
    { name: "buildinfo", path: "status/buildinfo" },
    { name: "unknown-path", path: "nothing" },
    { name: "tail-without-upgrade", path: "tail", params: { query: selector } },
  ];
}

export interface LokiAnswer {
  status: number;
  type: string | null;
  /** Parsed where it is JSON. */
  body: unknown;
}

export async function askLoki(url: string, { path, params, method = "GET", isCategorized }: LokiRequest): Promise<LokiAnswer> {
  const headers: Record<string, string> = isCategorized ? { "X-Loki-Response-Encoding-Flags": "categorize-labels" } : {};
  const answer = await fetch(`${url}/loki/api/v1/${path}?${new URLSearchParams(params)}`, { method, headers });
  const text = await answer.text();
  const type = answer.headers.get("content-type");
  return { status: answer.status, type, body: type?.startsWith("application/json") ? (JSON.parse(text) as unknown) : text };
}
