// The loopback port of the HTTP API: who may ask, and which endpoint answers.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { AppError } from "#shared/model/failure";
import { type Milliseconds, seconds } from "#shared/units/time";
import type { Log } from "../log";
import { createAdmission } from "./admission";
import { ApiError, executionError } from "./api-error";
import type { ApiRequest, Endpoints } from "./endpoints";
import { formatted, parsed } from "./expressions";
import { refusalOf } from "./gate";
import { decodePart, pathOf, readParameters } from "./request";
import { sendError, sendParts, sendText } from "./response";

export interface ApiServer {
  port: number;
  close(): Promise<void>;
}

export interface ApiServerOptions {
  endpoints: Endpoints;
  token: () => string;
  /** 0 takes any free port. */
  port: number;
  log: Log;
  /** A reader that takes nothing of its answer for so long is cut off. */
  patience?: Milliseconds;
}

const largestHeader = 64 * 1024;
/** Any program of this machine can connect; beyond so many the next is dropped. */
const mostConnections = 200;
/** The others wait for their turn. */
const mostAnswers = 10;

interface Endpoint {
  /** Whether parameters may come as a form, for expressions longer than an address. */
  takesForm: boolean;
  answer(request: ApiRequest): Promise<Iterable<string>>;
}

/** Rejects with a sentence when the port cannot be listened on. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { endpoints, token, port, log, patience = seconds(30) } = options;
  const server = createServer({
    requestTimeout: seconds(30),
    headersTimeout: seconds(10),
    connectionsCheckingInterval: seconds(5),
    maxHeaderSize: largestHeader,
  });
  server.maxConnections = mostConnections;
  server.on("request", (request, response) => {
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    respond(request, response, gone.signal).catch((thrown) => {
      if (gone.signal.aborted) return;
      const error = thrown instanceof AppError ? executionError(thrown.failure) : thrown;
      if (!(error instanceof ApiError)) log.error(`the Prometheus API could not answer ${pathOf(request)}`, error);
      sendError(response, error instanceof ApiError ? error : bug());
    });
  });
  await listen(server, port);
  const admission = createAdmission(mostAnswers);

  async function respond(request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const refusal = refusalOf(request.headers, token());
    if (refusal) {
      if (refusal.status === 401) response.setHeader("WWW-Authenticate", 'Basic realm="Watchdeck", charset="UTF-8"');
      return sendText(response, refusal.status, refusal.say);
    }
    const path = pathOf(request);
    if (path === "/-/ready" || path === "/-/healthy") {
      if (request.method !== "GET" && request.method !== "HEAD") return refuseMethod(response, "GET, HEAD");
      return sendText(response, 200, `Watchdeck is ${path === "/-/ready" ? "Ready" : "Healthy"}.`);
    }
    const endpoint = endpointOf(path);
    if (!endpoint) throw new ApiError("not_found", `there is no ${path.slice(0, 200)} here`);
    if (request.method !== "GET" && !(request.method === "POST" && endpoint.takesForm)) {
      return refuseMethod(response, endpoint.takesForm ? "GET, POST" : "GET");
    }
    const parameters = await readParameters(request);
    const leave = await admission.enter(signal);
    try {
      const parts = await endpoint.answer({ parameters, signal });
      // From here on a reader that takes nothing keeps others waiting.
      response.setTimeout(patience);
      await sendParts(response, parts, signal);
    } finally {
      leave();
    }
  }

  function endpointOf(path: string): Endpoint | undefined {
    switch (path) {
      case "/api/v1/query":
        return { takesForm: true, answer: endpoints.query };
      case "/api/v1/query_range":
        return { takesForm: true, answer: endpoints.queryRange };
      case "/api/v1/format_query":
        return { takesForm: true, answer: formatted };
      case "/api/v1/parse_query":
        return { takesForm: true, answer: parsed };
      case "/api/v1/series":
        return { takesForm: true, answer: endpoints.series };
      case "/api/v1/labels":
        return { takesForm: true, answer: endpoints.labels };
      case "/api/v1/metadata":
        return { takesForm: false, answer: endpoints.metadata };
      case "/api/v1/status/buildinfo":
        return { takesForm: false, answer: endpoints.buildInfo };
    }
    const [, label] = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(path) ?? [];
    if (label === undefined) return undefined;
    return { takesForm: false, answer: (request) => endpoints.labelValues(decodePart(label), request) };
  }

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Whoever waits for an answer sees the connection end: the console ends, or the user has turned this off.
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host: "127.0.0.1", port, exclusive: true }, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    throw new AppError({ kind: "refused", say: whyNotListening(error, port) }, { cause: error });
  });
}

function whyNotListening({ code, message }: NodeJS.ErrnoException, port: number): string {
  const place = `port ${port} of 127.0.0.1`;
  if (code === "EADDRINUSE") return `${place} is taken by another program; choose another one in the settings`;
  if (code === "EACCES") return `this user may not listen on port ${port}; choose one above 1023 in the settings`;
  return `${place} cannot be listened on (${message}); choose another one in the settings`;
}

const bug = () => new ApiError("internal", "Something went wrong inside Watchdeck; the log has the details.");

function refuseMethod(response: ServerResponse, allowed: string): void {
  response.setHeader("Allow", allowed);
  sendText(response, 405, `Only ${allowed.replace(", ", " and ")} here.`);
}
