// Putting traces into real servers, and reading what anybody sends as OTLP.
import type { GeneratedTrace } from "./generated";
import { otlpJson } from "./write-otlp";
import { type ZipkinOptions, zipkinJson } from "./write-zipkin";

/** `url`: where a collector takes OTLP over HTTP, on port 4318 mostly. */
export async function pushOtlp(url: string, traces: readonly GeneratedTrace[]): Promise<void> {
  // Receivers take 20 MB at once; a few traces each time are far from it.
  for (let from = 0; from < traces.length; from += 20) {
    const answer = await post(`${url}/v1/traces`, otlpJson(traces.slice(from, from + 20)));
    if (!answer.ok) throw new Error(`the collector did not take the traces: ${answer.status} ${await answer.text()}`);
  }
}

export async function pushZipkin(url: string, traces: readonly GeneratedTrace[], options: ZipkinOptions = {}): Promise<void> {
  for (const trace of traces) {
    const answer = await post(`${url}/api/v2/spans`, zipkinJson([trace], options));
    if (answer.status !== 202) throw new Error(`the Zipkin did not take the spans: ${answer.status} ${await answer.text()}`);
  }
}

const post = (url: string, body: string) => fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
