// Long answers in pieces, over real sockets. Time is a hand-driven clock.
import type { RequestListener, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import { createHttpClient, type HttpPieces, type HttpRequest } from "../../../../../electron/engine/sources/http/http-client";
import { createFakeClock } from "../../../../support/fake-clock";
import { startHttp } from "../../../../support/misbehaving-server";

const never = new AbortController().signal;
const started: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((it) => it.stop()));
});

async function serve(answer: RequestListener) {
  const server = await startHttp(answer);
  const clock = createFakeClock();
  const client = createHttpClient({ name: "Prod", baseUrl: server.url, headers: [], skipVerify: false, clock });
  started.push(server, { stop: () => client.close({ breakOff: true }) });
  const open = (request: Partial<HttpRequest> = {}) =>
    client.open({ path: "/long", signal: never, ...request }, ({ status }) => status === 200);
  return { clock, open };
}

const inPieces = (answer: object): HttpPieces => {
  if (!("pieces" in answer)) throw new Error("it was read in whole");
  return answer as HttpPieces;
};

async function gather({ pieces }: HttpPieces): Promise<{ sizes: number[]; text: string; failure?: AppError["failure"] }> {
  const parts: Uint8Array[] = [];
  let failure: AppError["failure"] | undefined;
  try {
    for await (const piece of pieces) parts.push(piece);
  } catch (error) {
    failure = (error as AppError).failure;
  }
  const text = Buffer.concat(parts).toString("utf8");
  return { sizes: parts.map(({ byteLength }) => byteLength), text, ...(failure && { failure }) };
}

const half = 512 * 1024;

test("an answer comes whole and in order, in pieces that are neither small nor large, each with a buffer of its own", async () => {
  const text = Array.from({ length: 200_000 }, (_, index) => `${index},`).join("");
  const { open } = await serve((_, response) => response.end(text));
  const answer = inPieces(await open());
  expect(answer).toMatchObject({ status: 200, totalBytes: text.length });
  const buffers = new Set<ArrayBuffer>();
  const parts: Uint8Array[] = [];
  for await (const piece of answer.pieces) {
    expect(piece.buffer.byteLength).toBe(piece.byteLength);
    buffers.add(piece.buffer);
    parts.push(piece);
  }
  expect(Buffer.concat(parts).toString()).toBe(text);
  expect(parts.map(({ byteLength }) => byteLength)).toEqual([half, half, text.length - 2 * half]);
  expect(buffers.size).toBe(3);
});

test("a packed answer is unpacked, and does not tell a length that would be wrong", async () => {
  const { open } = await serve((_, response) => {
    const packed = gzipSync("x".repeat(1000));
    response.writeHead(200, { "content-encoding": "gzip", "content-length": packed.length }).end(packed);
  });
  const answer = inPieces(await open());
  expect(answer.totalBytes).toBeUndefined();
  expect(await gather(answer)).toEqual({ sizes: [1000], text: "x".repeat(1000) });
});

test("an answer without a body has no pieces", async () => {
  const { open } = await serve((_, response) => response.end());
  expect(await gather(inPieces(await open()))).toEqual({ sizes: [], text: "" });
});

test("an answer that is not the wanted one is read in whole, because it says why", async () => {
  const { open } = await serve((_, response) => response.writeHead(404, { "content-type": "text/plain" }).end("no such trace"));
  expect(await open()).toMatchObject({ status: 404, contentType: "text/plain", body: "no such trace" });
});

test("more than was wanted is not read; what came before is there", async () => {
  const { open } = await serve((_, response) => response.end(Buffer.alloc(3 * half, "x")));
  const { sizes, failure } = await gather(inPieces(await open({ mostBytes: 2 * half, adviceWhenTooLarge: "ask for fewer" })));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2 * half);
  expect(sizes[0]).toBe(half);
  expect(failure).toMatchObject({ kind: "too-large", say: "The answer of Prod is larger than 1 MiB; ask for fewer." });
});

/** A server that sends a part and then waits to be told more. */
async function serveSlowly(beginning: string) {
  let onAsked = (_: ServerResponse) => {};
  const asked = new Promise<ServerResponse>((resolve) => {
    onAsked = resolve;
  });
  const served = await serve((_, response) => {
    response.write(beginning, () => onAsked(response));
  });
  return { ...served, asked };
}

test("the deadline counts for each wait, and not for the whole", async () => {
  const { open, asked, clock } = await serveSlowly("x".repeat(half));
  const opening = open({ deadline: 10_000 });
  const response = await asked;
  const pieces = inPieces(await opening).pieces[Symbol.asyncIterator]();
  expect((await pieces.next()).value).toHaveLength(half);
  // Who reads takes a long time: that is not the server's.
  await clock.advance(60_000);
  const next = pieces.next();
  await clock.advance(9000);
  response.end("the rest");
  expect(Buffer.from((await next).value ?? []).toString()).toBe("the rest");
  expect((await pieces.next()).done).toBe(true);
  expect(clock.pendingTimers).toBe(0);
});

test("a server that stops in the middle is waited for no longer than the deadline", async () => {
  const { open, asked, clock } = await serveSlowly("x".repeat(half));
  const opening = open({ deadline: 10_000 });
  await asked;
  const pieces = inPieces(await opening).pieces[Symbol.asyncIterator]();
  await pieces.next();
  const failure = pieces.next().catch((error: AppError) => error.failure);
  await clock.advance(10_000);
  expect(await failure).toMatchObject({ kind: "timeout", say: "Prod did not answer within 10 s.", retry: true });
  expect(clock.pendingTimers).toBe(0);
});

test("a connection that breaks in the middle gives what came, and then says so", async () => {
  const { open, asked, clock } = await serveSlowly("the beginning");
  const opening = open();
  const response = await asked;
  const gathered = gather(inPieces(await opening));
  response.destroy();
  expect(await gathered).toMatchObject({
    text: "the beginning",
    failure: { kind: "unreachable", say: "Prod broke the connection off before its answer was complete." },
  });
  expect(clock.pendingTimers).toBe(0);
});

test("who cancels ends it", async () => {
  const { open, asked, clock } = await serveSlowly("the beginning");
  const controller = new AbortController();
  const opening = open({ signal: controller.signal });
  await asked;
  const gathered = gather(inPieces(await opening));
  controller.abort();
  expect((await gathered).failure).toMatchObject({ kind: "cancelled" });
  expect(clock.pendingTimers).toBe(0);
});

test("a reader who leaves breaks the request off", async () => {
  const { open, asked, clock } = await serveSlowly("x".repeat(half));
  const opening = open();
  const response = await asked;
  const left = new Promise((resolve) => response.on("close", resolve));
  for await (const _ of inPieces(await opening).pieces) break;
  await left;
  expect(clock.pendingTimers).toBe(0);
});
