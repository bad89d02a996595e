// A Zipkin on a loopback port that says what the real one (3.5.1) says, and misbehaves when it is told to. It keeps its traces in
// memory; test/integration/traces-zipkin.test.ts holds it against the real one.
import { type Answered, type Asked, type FakeServer, startFakeServer } from "./fake-server";
import { type GeneratedTrace, processOf } from "./generated";
import { callsIn, createKeptTraces, type KeptTraces, startUs } from "./kept-traces";
import { bytesOf } from "./pieces";
import { type ZipkinOptions, zipkinPieces } from "./write-zipkin";

export interface FakeZipkinOptions extends ZipkinOptions {
  /** Such as `/tracing`. */
  prefix?: string;
  nowMs?: () => number;
}

export interface FakeZipkin extends FakeServer {
  push(traces: readonly GeneratedTrace[]): void;
}

export async function startFakeZipkin(options: FakeZipkinOptions = {}): Promise<FakeZipkin> {
  const { prefix = "", nowMs = Date.now } = options;
  const kept = createKeptTraces();
  const server = await startFakeServer(prefix, (asked) => {
    if (asked.path === undefined) return notFound;
    try {
      return answer(asked, { kept, nowMs, options });
    } catch (error) {
      if (!(error instanceof ZipkinError)) throw error;
      return { status: error.status, type: "text/*", body: error.message };
    }
  });
  return { ...server, push: (traces) => kept.add(traces) };
}

class ZipkinError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

interface Parts {
  kept: KeptTraces;
  nowMs: () => number;
  options: ZipkinOptions;
}

function answer({ path, params }: Asked, { kept, nowMs, options }: Parts): Answered {
  if (path === "/health") return json({ status: "UP", zipkin: { status: "UP" } });
  if (path === "/info") return json({ zipkin: { version: "3.5.1", commit: "b7e2258" } });
  if (path === "/") return { status: 302, type: "text/html", body: "", headers: { Location: "./zipkin/" } };
  // The page's own address answers for the API as well.
  const endpoint = /^(?:\/zipkin)?\/api\/v2\/(.+)$/.exec(path)?.[1];
  if (endpoint === undefined) return path.startsWith("/zipkin") ? page : notFound;
  const [, id] = /^trace\/(.+)$/.exec(endpoint) ?? [];
  if (id !== undefined) {
    const found = kept.get(traceIdOf(id));
    const wanted = options.hasShortIds ? kept.all().find(({ traceId }) => traceId.slice(16) === id.padStart(16, "0")) : found;
    if (!wanted) throw new ZipkinError(404, `${id.padStart(id.length > 16 ? 32 : 16, "0")} not found`);
    return traces([wanted], false, options);
  }
  switch (endpoint) {
    case "services":
      return json(
        kept
          .services()
          .map((name) => name.toLowerCase())
          .sort(),
      );
    case "spans": {
      const service = needed(params, "serviceName").toLowerCase();
      return json([...new Set(kept.operations(service).map(({ name }) => name.toLowerCase()))].sort());
    }
    case "remoteServices":
      needed(params, "serviceName");
      return json([]);
    case "traces":
      return traces(searched(kept, params, nowMs()), true, options);
    case "traceMany": {
      const ids = (params.get("traceIds") ?? "").split(",").filter(Boolean);
      if (ids.length < 2) throw new ZipkinError(400, "Use /api/v2/trace/{traceId} endpoint to retrieve a single trace");
      return traces(
        ids.flatMap((each) => kept.get(traceIdOf(each)) ?? []),
        true,
        options,
      );
    }
    case "dependencies":
      return json(dependencies(kept, params));
    case "autocompleteKeys":
      return json([]);
    case "autocompleteValues":
      needed(params, "key");
      return json([]);
    default:
      return notFound;
  }
}

function searched(kept: KeptTraces, params: URLSearchParams, nowMs: number): GeneratedTrace[] {
  const whole = (name: string) => {
    const text = params.get(name);
    if (!text) return undefined;
    if (!/^-?\d+$/.test(text)) throw new ZipkinError(400, `For input string: ${JSON.stringify(text)}`);
    return Number(text);
  };
  const endTs = whole("endTs") ?? nowMs;
  const lookback = whole("lookback") ?? 86_400_000;
  const limit = whole("limit") ?? 10;
  const leastUs = whole("minDuration");
  const mostUs = whole("maxDuration");
  if (limit <= 0) throw new ZipkinError(400, "limit <= 0");
  if (lookback <= 0) throw new ZipkinError(400, "lookback <= 0");
  if (mostUs !== undefined) {
    if (leastUs === undefined) throw new ZipkinError(400, "maxDuration is only valid with minDuration");
    if (mostUs < leastUs) throw new ZipkinError(400, "maxDuration < minDuration");
  }
  const service = params.get("serviceName");
  const operation = params.get("spanName");
  return kept.find({
    ...(service && { service }),
    ...(operation && { operation }),
    isSame: (name, wanted) => name.toLowerCase() === wanted.toLowerCase(),
    fromUs: (endTs - lookback) * 1000,
    toUs: endTs * 1000,
    limit,
    ...(leastUs !== undefined && { leastNs: leastUs * 1000 }),
    ...(mostUs !== undefined && { mostNs: mostUs * 1000 + 999 }),
    tests: annotationTests(params.get("annotationQuery") ?? ""),
  });
}

/** `error and http.method=GET`: a tag or an annotation that is there, or a tag with its value. */
const annotationTests = (query: string): Parameters<KeptTraces["find"]>[0]["tests"] =>
  query
    .split(/ and /i)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => (_, span) => {
      const [key = "", ...value] = part.split("=");
      if (value.length > 0) return span.tags.some((tag) => tag.key === key && String(tag.value) === value.join("="));
      const isError = key === "error" && span.status === "error";
      return isError || span.tags.some((tag) => tag.key === key) || span.events.some(({ name }) => name === key);
    });

/** Calls from a client to a server of another service: what is within one service is not told. */
function dependencies(kept: KeptTraces, params: URLSearchParams): object[] {
  const endTs = Number(needed(params, "endTs"));
  const from = endTs - Number(params.get("lookback") ?? 86_400_000);
  const counts = new Map<string, { parent: string; child: string; callCount: number; errorCount?: number }>();
  for (const trace of kept.all()) {
    const isIn = trace.spans.some((span) => startUs(trace, span) >= from * 1000 && startUs(trace, span) <= endTs * 1000);
    if (!isIn) continue;
    for (const call of callsIn(trace)) {
      if (call.child.kind !== "server") continue;
      const parent = processOf(trace, call.parent).service.toLowerCase();
      const child = processOf(trace, call.child).service.toLowerCase();
      const counted = counts.get(`${parent}\u0000${child}`) ?? { parent, child, callCount: 0 };
      counted.callCount++;
      if (call.child.status === "error") counted.errorCount = (counted.errorCount ?? 0) + 1;
      counts.set(`${parent}\u0000${child}`, counted);
    }
  }
  return [...counts.values()];
}

function needed(params: URLSearchParams, name: string): string {
  const value = params.get(name);
  if (!value) throw new ZipkinError(400, `Mandatory parameter/header/attribute is missing: ${name}`);
  return value;
}

/** As it is kept: the real one does not find 32 digits by their low half. */
function traceIdOf(text: string): string {
  if (text.length > 32) throw new ZipkinError(400, "traceId.length > 32");
  if (!/^[0-9a-f]+$/.test(text)) throw new ZipkinError(400, `${text} should be lower-hex encoded with no prefix`);
  if (/^0+$/.test(text)) throw new ZipkinError(400, "traceId is all zeros");
  return text.padStart(text.length > 16 ? 32 : 16, "0");
}

const json = (body: object): Answered => ({ status: 200, type: "application/json", body: JSON.stringify(body) });

function traces(found: readonly GeneratedTrace[], isList: boolean, options: ZipkinOptions): Answered {
  const pieces = function* () {
    if (isList && found.length === 1) yield "[";
    if (found.length === 0) yield "[]";
    else yield* zipkinPieces(found, options);
    if (isList && found.length === 1) yield "]";
  };
  return { status: 200, type: "application/json", body: bytesOf(pieces()) };
}

const notFound: Answered = { status: 404, type: "text/plain; charset=utf-8", body: "404 Not Found" };

const page: Answered = {
  status: 200,
  type: "text/html; charset=utf-8",
  body: "<!doctype html><title>Zipkin</title><div id=root></div>",
};
