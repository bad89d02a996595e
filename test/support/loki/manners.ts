// Ways in which a server, or what stands before it, goes wrong.
import type { ServerResponse } from "node:http";

export type Manner =
  /** Says nothing, ever. */
  | { kind: "hang" }
  /** The page of a proxy's login, with 200. */
  | { kind: "html" }
  /** The connection breaks in the middle of the answer. */
  | { kind: "cut" }
  /** The answer comes in pieces with a pause between them. */
  | { kind: "slow"; pieces: number; pauseMs: number }
  /** In place of the answer. */
  | { kind: "status"; status: number; text: string; headers?: Record<string, string> };

export async function misbehave(
  manner: Manner,
  response: ServerResponse,
  answered: { status: number; type: string; body: string },
): Promise<void> {
  const head = { "Content-Type": answered.type };
  switch (manner.kind) {
    case "hang":
      return;
    case "html":
      response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" });
      response.end("<!doctype html><title>Sign in</title><script>alert(1)</script><p>Sign in to continue");
      return;
    case "status":
      response.writeHead(manner.status, { "Content-Type": "text/plain; charset=utf-8", ...manner.headers });
      response.end(manner.text);
      return;
    case "cut":
      response.writeHead(answered.status, { ...head, "Content-Length": Buffer.byteLength(answered.body) });
      response.write(answered.body.slice(0, Math.ceil(answered.body.length / 2)), () => response.destroy());
      return;
    case "slow": {
      response.writeHead(answered.status, head);
      const size = Math.ceil(answered.body.length / manner.pieces);
      for (let from = 0; from < answered.body.length && !response.destroyed; from += size) {
        response.write(answered.body.slice(from, from + size));
        await new Promise((resolve) => setTimeout(resolve, manner.pauseMs));
      }
      response.end();
    }
  }
}
