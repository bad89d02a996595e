// Exemplars on their whole way through a real Prometheus: an exporter writes them beside its buckets, the server keeps them, and we ask.
import { afterEach, expect, test } from "vitest";
import { connectPrometheus } from "../../electron/engine/sources/prometheus/index";
import { connectionTo } from "../support/connections";
import { eventually } from "../support/eventually";
import { createFakeClock } from "../support/fake-clock";
import { startHttp } from "../support/misbehaving-server";
import { prometheusVersion, startPrometheus } from "../support/servers";
import { suite } from "../support/suite";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const exposition = [
  "# TYPE latency_seconds histogram",
  `latency_seconds_bucket{le="0.5"} 3 # {trace_id="${traceId}",span_id="00f067aa0ba902b7"} 0.31`,
  'latency_seconds_bucket{le="+Inf"} 4',
  "latency_seconds_sum 2.5",
  "latency_seconds_count 4",
  "# EOF",
  "",
].join("\n");

const started: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const it of started.splice(0).reverse()) await it.stop();
});

async function sourceOf(args: string[]) {
  const exporter = await startHttp((_, response) =>
    response.setHeader("content-type", "application/openmetrics-text; version=1.0.0; charset=utf-8").end(exposition),
  );
  started.push(exporter);
  const server = await startPrometheus({ scrape: { web: new URL(exporter.url).host }, args });
  started.push(server);
  const source = await connectPrometheus({
    connection: connectionTo(server.url),
    readSecret: async () => undefined,
    clock: createFakeClock(),
  });
  started.push({ stop: () => source.close({ breakOff: true }) });
  const asked = () => ({
    expr: "histogram_quantile(0.95, sum by (le) (rate(latency_seconds_bucket[5m])))",
    start: Date.now() - 600_000,
    end: Date.now() + 10_000,
    signal: AbortSignal.timeout(10_000),
  });
  return { source, ask: () => source.exemplars(asked()) };
}

suite("exemplars of a real Prometheus", prometheusVersion() ? [] : ["prometheus"], () => {
  test("one that an exporter wrote is told with its trace, its value and its series", async () => {
    const { ask } = await sourceOf(["--enable-feature=exemplar-storage"]);
    const [exemplar] = await eventually(async () => {
      const found = await ask();
      return found && found.length > 0 ? found : undefined;
    }, "an exemplar");
    expect(exemplar).toMatchObject({
      value: 0.31,
      labels: { trace_id: traceId, span_id: "00f067aa0ba902b7" },
      series: { __name__: "latency_seconds_bucket", le: "0.5", job: "web" },
    });
    expect(Math.abs((exemplar?.timeMs ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test("a server that was not told to keep them has none", async () => {
    const { source, ask } = await sourceOf([]);
    await eventually(async () => {
      const { result } = await source.instant({ expr: "latency_seconds_count", signal: AbortSignal.timeout(10_000) });
      return (result.kind === "vector" && result.values.length > 0) || undefined;
    }, "the exporter's series");
    expect(await ask()).toEqual([]);
  });
});
