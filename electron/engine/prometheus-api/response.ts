// How an answer travels: whole when it is small, else in parts, each when the reader has taken those before, and packed where
// the reader says that it can unpack.
import type { IncomingMessage, ServerResponse } from "node:http";
import { createGzip, gzipSync } from "node:zlib";
import type { ApiError } from "./api-error";

/** Smaller answers travel as they are: packing them costs more than it saves on a loopback port. */
const worthPacking = 4096;
/** On a loopback port the time to pack counts for more than the size. */
const quick = { level: 1 };
const packedHeaders = { "Content-Encoding": "gzip", Vary: "Accept-Encoding" };
const commonHeaders = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

export async function sendParts(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const iterator = parts[Symbol.iterator]();
  const first = iterator.next();
  const text = first.done ? "" : first.value;
  let next = iterator.next();
  const isPacked = takesGzip(request.headers["accept-encoding"]);
  if (next.done) return sendWhole(response, 200, "application/json", text, isPacked && text.length >= worthPacking);
  response.writeHead(200, { ...commonHeaders, "Content-Type": "application/json", ...(isPacked && packedHeaders) });
  const out = isPacked ? createGzip(quick) : response;
  if (out !== response) {
    out.on("error", () => response.destroy());
    out.pipe(response);
  }
  let isReady = out.write(text);
  for (; !next.done; next = iterator.next()) {
    // A turn of the event loop for others between two parts.
    await (isReady ? new Promise((resolve) => setImmediate(resolve)) : drained(out, signal));
    if (signal.aborted) return;
    isReady = out.write(next.value);
  }
  out.end();
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

function sendWhole(response: ServerResponse, status: number, type: string, text: string, isPacked = false): void {
  // At once, because one part is packed in less time than a thread takes to begin.
  const body = isPacked ? gzipSync(text, quick) : Buffer.from(text);
  const headers = { ...commonHeaders, "Content-Type": type, "Content-Length": body.length };
  response.writeHead(status, { ...headers, ...(isPacked && packedHeaders) }).end(body);
}

/** `gzip;q=0` says that it must not be. */
function takesGzip(header: string | string[] | undefined): boolean {
  return String(header ?? "")
    .split(",")
    .map((each) =>
      each
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .some(([name, quality = "q=1"]) => name === "gzip" && !/^q=0(?:\.0*)?$/.test(quality));
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
