import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { HttpAnswer } from "../../electron/engine/sources/http/http-client";

/** Versions of Prometheus whose answers lie in test/fixtures/prometheus, each recorded from a real server. */
export const recordedVersions = ["2.42", "3.5"] as const;

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
