// The page of Jaeger's own user interface. It is hostile text like any other; but of all that a Jaeger sends, it alone tells which
// version this is, and under which path it lies.
import type { HttpAnswer } from "../http/http-client";

export const isPage = ({ contentType, body }: Pick<HttpAnswer, "contentType" | "body">): boolean =>
  /html/i.test(contentType) || /^\s*<(!doctype|html)/i.test(body.slice(0, 200));

/** `/jaeger`, or empty where it lies at the root; undefined when the page is not Jaeger's, or tells nothing that can be a path. */
export function basePathOf(page: string): string | undefined {
  const head = page.slice(0, 20_000);
  if (!/data-inject-target="BASE_URL"|JAEGER_/.test(head)) return undefined;
  const path = /<base\s+href="([^"<>]{0,200})"/i.exec(head)?.[1];
  if (path === undefined || !/^(\/[\w.~-]+)*\/$/.test(path)) return undefined;
  return path.slice(0, -1);
}

/** `2.13.0`, from what the server writes into the page for it. */
export function versionOf(page: string): string | undefined {
  return /JAEGER_VERSION\s*=\s*\{[^{}]{0,400}?"gitVersion"\s*:\s*"v?(\d+\.\d+[\w.+-]{0,40})"/.exec(page.slice(0, 200_000))?.[1];
}
