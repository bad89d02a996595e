// A Jaeger on a loopback port that says what the real ones say, and misbehaves when it is told to. It keeps its traces in memory;
// test/integration/traces-jaeger.test.ts holds it against real ones.
import { type Answered, type FakeServer, startFakeServer } from "./fake-server";
import type { GeneratedTrace } from "./generated";
import { answerV1 } from "./jaeger-v1";
import { answerV3 } from "./jaeger-v3";
import { createKeptTraces } from "./kept-traces";

export interface FakeJaegerOptions {
  /**
   * `v3`: the newest, of which v1 is all but gone. `both`: 2.19 and 2.20, with the newest v3 and the whole v1. `v3-old`: 1.76 to 2.18.
   * `v1`: one from before v3 was there. The usual is `v3`.
   */
  api?: "v3" | "v3-old" | "v1" | "both";
  /** Of `v3-old`, the one of 1.76 in place of 2.13. */
  isVersion1?: boolean;
  /** Where v3 is the newest; the usual is that it has. */
  hasSummaries?: boolean;
  /** Such as `/jaeger`, its base path: all else is 404, or the page that names it in an older one. */
  prefix?: string;
  /** Rates and latencies of services: 501 without. */
  hasMetrics?: boolean;
  /** Asks for this header, as one with tenants does: `x-tenant`. */
  tenancyHeader?: string;
  /** A v3 answer is one JSON object for each trace, one after the other. */
  answersInPieces?: boolean;
  nowMs?: () => number;
}

export interface FakeJaeger extends FakeServer {
  push(traces: readonly GeneratedTrace[]): void;
}

export async function startFakeJaeger(options: FakeJaegerOptions = {}): Promise<FakeJaeger> {
  const { api = "v3", prefix = "", hasMetrics = false, tenancyHeader, nowMs = Date.now } = options;
  const kept = createKeptTraces();
  const isNewest = api === "v3";
  const v3 = {
    kept,
    isOld: api === "v3-old",
    isVersion1: options.isVersion1 ?? false,
    hasSummaries: options.hasSummaries ?? true,
    answersInPieces: options.answersInPieces ?? false,
  };
  const v1 = { kept, nowMs, hasMetrics, isNewest, findsWhatWentWell: v3.isOld && !v3.isVersion1 };
  const hasNewV3 = api === "v3" || api === "both";

  const server = await startFakeServer(prefix, (asked) => {
    if (tenancyHeader && !asked.headers[tenancyHeader]) return { ...refused, body: "missing tenant header" };
    const { path } = asked;
    const unknown = isNewest ? notFound : pageOf(prefix);
    // The older ones answer every path that they do not know with their page, also outside of their base path.
    if (path === undefined) return unknown;
    if (path.startsWith("/api/v3/")) {
      if (api === "v1") return unknown;
      return answerV3(path.slice("/api/v3/".length), asked, { ...v3, hasSummaries: hasNewV3 && v3.hasSummaries }) ?? unknown;
    }
    if (path.startsWith("/api/")) {
      return answerV1(path.slice("/api/".length), asked, v1) ?? unknown;
    }
    return pageOf(prefix);
  });
  return { ...server, push: (traces) => kept.add(traces) };
}

const refused = { status: 401, type: "text/plain; charset=utf-8" };

const notFound: Answered = { status: 404, type: "text/plain; charset=utf-8", body: "404 page not found\n" };

const pageOf = (prefix: string): Answered => ({
  status: 200,
  type: "text/html; charset=utf-8",
  body: `<!doctype html>
<html lang="en">
  <head>
    <meta charset="UTF-8">
    <base href="${prefix}/" data-inject-target="BASE_URL"/>
    <title>Jaeger UI</title>
    <script>alert("a page's own script")</script>
  </head>
  <body><div id="jaeger-ui-root"></div></body>
</html>
`,
});
