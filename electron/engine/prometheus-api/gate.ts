// Who may ask. Any program and any web page of this machine can reach a loopback port; so each request must name a loopback
// host (against DNS rebinding), come from no foreign page, and show the token.
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i;

/** Why the request is refused, in words; absent when it may ask. */
export function refusalOf(headers: IncomingHttpHeaders, token: string): { status: 401 | 403; say: string } | undefined {
  if (headers.host === undefined || !loopbackHost.test(headers.host)) {
    return { status: 403, say: "This API answers only under 127.0.0.1 and localhost." };
  }
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host}`) {
    return { status: 403, say: "This API does not answer web pages." };
  }
  if (isToken(secretOf(headers.authorization), token)) return undefined;
  return {
    status: 401,
    say: "Send the token from Watchdeck's settings: as `Authorization: Bearer <token>`, or as the password of Basic authentication with any user.",
  };
}

/** What a client shows as its secret: a bearer token, or the password of Basic authentication. */
function secretOf(authorization = ""): string | undefined {
  const [, scheme = "", value = ""] = /^(\S+) +(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return undefined;
  const login = Buffer.from(value, "base64").toString("utf8");
  const colon = login.indexOf(":");
  return colon < 0 ? undefined : login.slice(colon + 1);
}

/** In a time that says nothing about where the two differ. */
function isToken(given: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}
