// What a user should know of how a server is reached, in sentences.
import type { HttpServer } from "./http-client";

export function remarksOnTransport(server: HttpServer): string[] {
  const url = new URL(server.baseUrl);
  if (url.protocol === "https:") {
    return server.skipVerify ? ["Its certificate is not verified: anybody on the way could pose as this server."] : [];
  }
  const isLoopback = /^(localhost|127\..*|\[::1\])$/.test(url.hostname);
  return server.headers.length > 0 && !isLoopback
    ? ["The connection is not encrypted (http://): its credentials can be read on the way."]
    : [];
}

/** `what`: what comes of a clock that is off. */
export function sayOfSkew(skewMs: number, what: string): string {
  const amount = Math.round(Math.abs(skewMs) / 1000);
  return `Its clock is ${amount} s ${skewMs > 0 ? "ahead of" : "behind"} this machine's: ${what}.`;
}
