import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpAnswer } from "../../electron/engine/sources/http/http-client";

/** Versions of Prometheus whose answers lie in test/fixtures/prometheus, each recorded from a real server. */
export const recordedVersions = ["2.42", "3.5"] as const;

/** One recorded answer of Alertmanager 0.33, and what it was asked: `GET /api/v2/alerts`. */
export function recordedAlertmanager(name: string): { request: string; answer: HttpAnswer } {
  const path = join(import.meta.dirname, "../fixtures/alertmanager/0.33", `${name}.json`);
  const { request, httpStatus, contentType, body } = JSON.parse(readFileSync(path, "utf8"));
  // An empty body has no type, and is not the empty JSON text.
  const text = contentType === null ? "" : JSON.stringify(body);
  return { request, answer: { status: httpStatus, contentType: contentType ?? "", body: text } };
}

/** One recorded answer, as the HTTP client would hand it over, and the parameters that it was asked with. */
export function recorded(
  version: (typeof recordedVersions)[number],
  name: string,
): { answer: HttpAnswer; asked: URLSearchParams } {
  const path = join(import.meta.dirname, "../fixtures/prometheus", version, `${name}.json`);
  const { request, httpStatus, contentType, body } = JSON.parse(readFileSync(path, "utf8"));
  const url = new URL(String(request).replace(/^\w+ /, ""), "http://prometheus.example");
  return { answer: { status: httpStatus, contentType, body: JSON.stringify(body) }, asked: url.searchParams };
}
