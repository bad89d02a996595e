// Requests to one server, the same for every kind of source: a connection pool with the connection's own trust, a deadline,
// a ceiling on the answer, and redirects that stay where the credentials belong.
import type { Agent, Response } from "undici";
import { AppError } from "#shared/model/failure";
import type { Bytes } from "#shared/units/size";
import { type EpochMs, type Milliseconds, seconds } from "#shared/units/time";
import type { Clock } from "../../clock";
import { inPieces } from "./pieces";
import { type RequestWatch, watchRequest } from "./request-watch";

export interface HttpServer {
  /** What the user calls it, for sentences. */
  name: string;
  /** With its path prefix and without a trailing slash. */
  baseUrl: string;
  /** Sent with every request, credentials among them. */
  headers: readonly (readonly [name: string, value: string])[];
  /** PEM certificates to trust in place of the system's; absent: the system's. */
  ca?: string;
  skipVerify: boolean;
  clock: Clock;
}

export interface HttpRequest {
  /** Appended to the base URL: `/api/v1/query`. */
  path: string;
  /** Parameters. They go as a POST form where `post` is set, in the URL otherwise. */
  parameters?: URLSearchParams;
  /** Expressions may be longer than a URL; a server or proxy that refuses POST (405) is asked once more by GET. */
  post?: boolean;
  /** Sent besides the connection's own. */
  headers?: readonly (readonly [name: string, value: string])[];
  /** Another method than these, with a JSON text as its body where there is one. A redirect repeats it. */
  send?: { method: "POST" | "PUT" | "DELETE"; json?: unknown };
  /** Larger answers than this, as unpacked, are not read; absent: `mostAnswerBytes`. */
  mostBytes?: Bytes;
  /** What to do about an answer that is too large; absent: what helps with a query. */
  adviceWhenTooLarge?: string;
  signal: AbortSignal;
  deadline?: Milliseconds;
}

export interface HttpHead {
  status: number;
  contentType: string;
  /** The server's clock, to the second, where it tells it. */
  dateMs?: EpochMs;
}

export interface HttpAnswer extends HttpHead {
  body: string;
}

/** An answer whose body is still to come. */
export interface HttpPieces extends HttpHead {
  /** How many bytes there will be, where the server tells. */
  totalBytes?: Bytes;
  /** The body, to be read once and at once; a reader who leaves early breaks the request off. */
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

export interface HttpClient {
  readonly server: HttpServer;
  /** Whatever the status: only what never became an answer throws. */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /**
   * The same for a long answer: when its head is the one that is wanted, its body comes in pieces, at most `mostBytes` of them, and
   * the deadline counts for each wait. Any other answer is read in whole, because it says what is wrong.
   */
  open(request: HttpRequest, isWanted: (head: HttpHead) => boolean): Promise<HttpAnswer | HttpPieces>;
  /** Lets requests under way end first, unless they are to be broken off. */
  close(how?: { breakOff: boolean }): Promise<void>;
}

const usualDeadline = seconds(30);
const mostRedirects = 5;

/**
 * The ceiling holds for the answer as unpacked: a small compressed one may unfold to gigabytes. Reading this much into numbers
 * takes 0.3 s, in which nothing is sampled; four times as much took 2 s.
 */
export const mostAnswerBytes = 16 * 1024 * 1024;

export function createHttpClient(server: HttpServer): HttpClient {
  let agent: Agent | undefined;

  async function connect() {
    // Loaded for the first server that is asked: it is 4 MB of heap, and many consoles have no server.
    const { Agent, fetch } = await import("undici");
    agent ??= new Agent({
      connect: { timeout: seconds(10), rejectUnauthorized: !server.skipVerify, ...(server.ca ? { ca: server.ca } : {}) },
      // The request's own deadline governs, so that one number is true for the user.
      headersTimeout: 0,
      bodyTimeout: 0,
      connections: 16,
    });
    return { fetch, dispatcher: agent };
  }

  const watch = ({ signal, deadline = usualDeadline }: HttpRequest): RequestWatch => {
    signal.throwIfAborted();
    return watchRequest(server, signal, deadline);
  };

  async function request(asked: HttpRequest): Promise<HttpAnswer> {
    const watched = watch(asked);
    try {
      const response = await send(asked, watched.signal);
      const isRefusedPost = asked.post && response.status === 405;
      if (isRefusedPost) await response.body?.cancel();
      return await read(isRefusedPost ? await send({ ...asked, post: false }, watched.signal) : response, asked);
    } catch (error) {
      throw await watched.failureOf(error);
    } finally {
      watched.end();
    }
  }

  async function open(asked: HttpRequest, isWanted: (head: HttpHead) => boolean): Promise<HttpAnswer | HttpPieces> {
    const watched = watch(asked);
    let isStillComing = false;
    try {
      const response = await send(asked, watched.signal);
      const head = headOf(response);
      if (!isWanted(head)) return await read(response, { ...asked, mostBytes: mostAnswerBytes });
      isStillComing = true;
      const mostBytes = asked.mostBytes ?? mostAnswerBytes;
      const tooLarge = () => tooLargeFailure({ ...asked, mostBytes });
      const totalBytes = totalBytesOf(response);
      return {
        ...head,
        ...(totalBytes === undefined ? {} : { totalBytes }),
        pieces: inPieces({ body: response.body ?? noBody(), watch: watched, mostBytes, tooLarge }),
      };
    } catch (error) {
      throw await watched.failureOf(error);
    } finally {
      // The deadline stays in force until the first piece is asked for: an answer that nobody reads ends by it.
      if (!isStillComing) watched.end();
    }
  }

  async function send(asked: HttpRequest, signal: AbortSignal): Promise<Response> {
    // Never `new URL(path, base)`: it would drop the prefix.
    let url = new URL(server.baseUrl + asked.path);
    const form = asked.parameters?.toString() ?? "";
    const message = messageOf(asked, form);
    const isForm = message.contentType === formType;
    if (!isForm && form !== "") url.search = form;
    const { fetch, dispatcher } = await connect();
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const response = await fetch(url, {
        method: message.method,
        headers: [
          ...server.headers,
          ...(asked.headers ?? []),
          ...(message.contentType === undefined ? [] : [["content-type", message.contentType] as const]),
        ].map(([name, value]): [string, string] => [name, value]),
        ...(message.body === undefined ? {} : { body: message.body }),
        redirect: "manual",
        dispatcher,
        signal,
      });
      const location = isRedirect(response.status) ? response.headers.get("location") : null;
      if (location === null) return response;
      await response.body?.cancel();
      const next = follow(url, location, response.status);
      if (!isForm && next.search === "") next.search = url.search;
      url = next;
    }
    throw new AppError({ kind: "not-that-server", say: `${server.name} redirects in circles; check the URL.` });
  }

  /** A redirect within the server is followed. One that leaves it is not: what it sends would be asked with our credentials. */
  function follow(from: URL, location: string, status: number): URL {
    const to = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
    if (!to)
      throw new AppError({ kind: "not-that-server", say: `${server.name} answered with a redirect to nowhere (${status}).` });
    if (to.origin === from.origin) return to;
    const isSameHost = to.hostname === from.hostname;
    const advice = isSameHost
      ? `if that is right, put ${to.origin} into the connection's URL`
      : "as a login page does; the connection needs an address that answers by itself, and credentials are not sent along";
    throw new AppError({
      kind: "not-that-server",
      say: `${server.name} redirects from ${from.host} to ${to.origin} (${status}): ${advice}.`,
    });
  }

  async function read(response: Response, asked: HttpRequest): Promise<HttpAnswer> {
    const { mostBytes = mostAnswerBytes } = asked;
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of response.body ?? []) {
      const bytes: Uint8Array = part;
      size += bytes.byteLength;
      if (size > mostBytes) throw tooLargeFailure({ ...asked, mostBytes });
      parts.push(bytes);
    }
    return { ...headOf(response), body: Buffer.concat(parts).toString("utf8") };
  }

  function tooLargeFailure({ mostBytes, adviceWhenTooLarge }: HttpRequest & { mostBytes: Bytes }): AppError {
    const advice = adviceWhenTooLarge ?? "ask for fewer series, a shorter time or a larger step";
    const say = `The answer of ${server.name} is larger than ${mostBytes / 1024 / 1024} MiB; ${advice}.`;
    return new AppError({ kind: "too-large", say });
  }

  return {
    server,
    request,
    open,
    close: async ({ breakOff } = { breakOff: false }) => (breakOff ? agent?.destroy() : agent?.close()),
  };
}

function headOf(response: Response): HttpHead {
  const date = Date.parse(response.headers.get("date") ?? "");
  return {
    status: response.status,
    contentType: response.headers.get("content-type") ?? "",
    ...(Number.isNaN(date) ? {} : { dateMs: date }),
  };
}

/** Of a packed answer the length says nothing of what it unpacks to. */
function totalBytesOf({ headers }: Response): Bytes | undefined {
  const length = headers.get("content-length");
  return length === null || headers.has("content-encoding") ? undefined : Number(length);
}

async function* noBody(): AsyncGenerator<Uint8Array> {}

const formType = "application/x-www-form-urlencoded";

interface Message {
  method: string;
  contentType?: string;
  body?: string;
}

function messageOf({ post, send }: HttpRequest, form: string): Message {
  if (send?.json !== undefined) return { method: send.method, contentType: "application/json", body: JSON.stringify(send.json) };
  if (send) return { method: send.method };
  return post ? { method: "POST", contentType: formType, body: form } : { method: "GET" };
}

const isRedirect = (status: number) => [301, 302, 303, 307, 308].includes(status);
