// How an answer travels: whole when it is small, else in parts, each when the reader has taken those before. Never packed, though
// readers offer that: it only ever goes to the same machine, where packing takes longer than everything else about an answer.
import type { ServerResponse } from "node:http";
import type { ApiError } from "./api-error";

const commonHeaders = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

export async function sendParts(response: ServerResponse, parts: Iterable<string>, signal: AbortSignal): Promise<void> {
  const iterator = parts[Symbol.iterator]();
  const first = iterator.next();
  const text = first.done ? "" : first.value;
  let next = iterator.next();
  if (next.done) return sendWhole(response, 200, "application/json", text);
  response.writeHead(200, { ...commonHeaders, "Content-Type": "application/json" });
  let isReady = response.write(text);
  for (; !next.done; next = iterator.next()) {
    // A turn of the event loop for others between two parts.
    await (isReady ? new Promise((resolve) => setImmediate(resolve)) : drained(response, signal));
    if (signal.aborted) return;
    isReady = response.write(next.value);
  }
  response.end();
}

export function sendError(response: ServerResponse, { type, status, message }: ApiError): void {
  if (response.headersSent) {
    // Half of an answer is out: only the end of the connection can say that it is not whole.
    response.destroy();
    return;
  }
  // What is left of a body that nobody wants is not waited for.
  if (status === 413) response.setHeader("Connection", "close");
  sendWhole(response, status, "application/json", JSON.stringify({ status: "error", errorType: type, error: message }));
}

export function sendText(response: ServerResponse, status: number, say: string): void {
  sendWhole(response, status, "text/plain; charset=utf-8", `${say}\n`);
}

function sendWhole(response: ServerResponse, status: number, type: string, text: string): void {
  const body = Buffer.from(text);
  response.writeHead(status, { ...commonHeaders, "Content-Type": type, "Content-Length": body.length }).end(body);
}

function drained(stream: NodeJS.EventEmitter, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      stream.off("drain", go);
      signal.removeEventListener("abort", go);
      resolve();
    };
    stream.on("drain", go);
    signal.addEventListener("abort", go);
    if (signal.aborted) go();
  });
}
