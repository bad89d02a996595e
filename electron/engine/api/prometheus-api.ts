// The calls `prometheusApi.*`: how the HTTP API for Prometheus clients stands, and its key.
import type { PrometheusApi } from "../prometheus-api/prometheus-api";
import type { Api } from "./api";

export function setUpPrometheusApiCalls(api: Api, { prometheusApi }: { prometheusApi: PrometheusApi }): void {
  api.answer("prometheusApi.status", () => prometheusApi.status());
  api.answer("prometheusApi.token", async () => ({ token: await prometheusApi.token() }));
  api.answer("prometheusApi.renewToken", async () => ({ token: await prometheusApi.renewToken() }));
}
