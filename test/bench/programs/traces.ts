// Run by the bench: writes a made-up trace into a file, as Jaeger's page saves one, or serves one as a Jaeger does; or serves only
// which services call which. A server says its address, and the ids of its traces, on standard output.
//   traces file <spans> <path>     traces serve <spans> …     traces map <services> <edges>
import { createWriteStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createRandom } from "../../support/random-numbers";
import { startFakeJaeger } from "../../support/traces/fake-jaeger";
import { generateTrace, jaegerBytes } from "../../support/traces/generator";

const [what, ...rest] = process.argv.slice(2);
const traceOf = (spans: number) =>
  generateTrace({ seed: 8, spans, repeated: Math.ceil(spans / 500), skew: 20, startMs: Date.now() - 60_000 });

if (what === "file") {
  const [spans, path = ""] = rest;
  await pipeline(Readable.from(jaegerBytes(traceOf(Number(spans)))), createWriteStream(path));
} else if (what === "serve") {
  const traces = rest.map((spans) => traceOf(Number(spans)));
  const jaeger = await startFakeJaeger();
  jaeger.push(traces);
  console.log(JSON.stringify({ url: jaeger.url, traceIds: traces.map(({ traceId }) => traceId) }));
} else {
  const [services = 0, edges = 0] = rest.map(Number);
  const answers: Record<string, unknown> = {
    "/api/v3/services": { services: Array.from({ length: services }, (_, at) => nameOf(at)) },
    "/api/dependencies": { data: dependencies(services, edges), errors: null },
  };
  const server = createServer(({ url = "" }, response) => {
    const answer = answers[new URL(url, "http://x").pathname];
    response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? {}));
  });
  server.listen(0, "127.0.0.1", () => {
    console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, traceIds: [] }));
  });
}

function nameOf(service: number): string {
  return `${["order", "stock", "user", "mail", "price", "cart", "search", "media"][service % 8]}-service-${service}`;
}

/** Mostly from services near the door to those behind them, and a few back. */
function dependencies(services: number, edges: number) {
  const random = createRandom(8);
  const found = new Map<string, { parent: string; child: string; callCount: number }>();
  while (found.size < edges) {
    const [a, b] = [random.whole(0, services - 1), random.whole(0, services - 1)];
    const [from, to] = random.chance(0.95) ? [Math.min(a, b), Math.max(a, b)] : [a, b];
    const callCount = Math.ceil(10 ** (random.fraction() * 6));
    if (from !== to) found.set(`${from} ${to}`, { parent: nameOf(from), child: nameOf(to), callCount });
  }
  return [...found.values()];
}
