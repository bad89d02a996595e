// Over real sockets on the loopback address, against servers that behave badly on purpose. Time is a hand-driven clock.
import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import type { AppError } from "#shared/model/failure";
import {
  createHttpClient,
  type HttpRequest,
  type HttpServer,
  mostAnswerBytes,
} from "../../../../../electron/engine/sources/http/http-client";
import { createFakeClock } from "../../../../support/fake-clock";
import { type MisbehavingServer, startHttp, startTcp } from "../../../../support/misbehaving-server";
import { freePort } from "../../../../support/servers";

const never = new AbortController().signal;
const started: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((it) => it.stop()));
});

async function http(answer: RequestListener): Promise<MisbehavingServer> {
  const server = await startHttp(answer);
  started.push(server);
  return server;
}

async function tcp(onConnection: Parameters<typeof startTcp>[0]): Promise<MisbehavingServer> {
  const server = await startTcp(onConnection);
  started.push(server);
  return server;
}

function clientOf(baseUrl: string, rest: Partial<HttpServer> = {}) {
  const client = createHttpClient({ name: "Prod", baseUrl, headers: [], skipVerify: false, clock: createFakeClock(), ...rest });
  started.push({ stop: () => client.close() });
  return client;
}

const ask = (baseUrl: string, request: Partial<HttpRequest> = {}, rest: Partial<HttpServer> = {}) =>
  clientOf(baseUrl, rest).request({ path: "/api/v1/query", signal: never, ...request });

const failureOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "an answer",
    (error: AppError) =>
      error.failure ? { kind: error.failure.kind, say: error.failure.say, retry: error.failure.retry } : error,
  );

const parameters = new URLSearchParams({ query: "up" });

describe("a request", () => {
  test("keeps the base URL's path and sends its parameters as a form", async () => {
    const server = await http((request, response) => {
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => response.end(`${request.method} ${request.url} ${request.headers["content-type"]} ${body}`));
    });
    const answer = await ask(`${server.url}/prom`, { parameters, post: true });
    expect(answer).toMatchObject({ status: 200, body: "POST /prom/api/v1/query application/x-www-form-urlencoded query=up" });
  });

  test("is asked once more by GET where POST is not allowed", async () => {
    const server = await http((request, response) => {
      response.statusCode = request.method === "POST" ? 405 : 200;
      response.end("done");
    });
    expect(await ask(server.url, { parameters, post: true })).toMatchObject({ status: 200 });
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /api/v1/query",
      "GET /api/v1/query?query=up",
    ]);
  });

  test.each<{ name: string; send: HttpRequest["send"]; said: string }>([
    {
      name: "a JSON text by POST",
      send: { method: "POST", json: { a: "é" } },
      said: 'POST /prom/api/v1/query application/json {"a":"é"}',
    },
    {
      name: "a JSON text that is nothing",
      send: { method: "PUT", json: null },
      said: "PUT /prom/api/v1/query application/json null",
    },
    { name: "a DELETE", send: { method: "DELETE" }, said: "DELETE /prom/api/v1/query undefined " },
  ])("sends $name, and repeats it where a redirect leads to within the server", async ({ send, said }) => {
    const server = await http((request, response) => {
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        if (request.url?.startsWith("/old")) response.writeHead(307, { location: "/prom/api/v1/query" }).end();
        else response.end(`${request.method} ${request.url} ${request.headers["content-type"]} ${body}`);
      });
    });
    expect(await ask(`${server.url}/prom`, send && { send })).toMatchObject({ body: said });
    expect(await ask(`${server.url}/old`, send && { send })).toMatchObject({ body: said });
  });

  test("is not sent on to another server", async () => {
    const other = await http((_, response) => response.end());
    const server = await http((_, response) => response.writeHead(308, { location: other.url }).end());
    const failure = await failureOf(ask(server.url, { send: { method: "POST", json: { secret: 1 } } }));
    expect(failure).toMatchObject({ kind: "not-that-server" });
    expect(other.requests).toEqual([]);
  });

  test("carries the connection's headers", async () => {
    const server = await http((_, response) => response.end());
    await ask(
      server.url,
      {},
      {
        headers: [
          ["authorization", "Bearer t"],
          ["x-scope-orgid", "tenant"],
        ],
      },
    );
    expect(server.requests[0]?.headers).toMatchObject({ authorization: "Bearer t", "x-scope-orgid": "tenant" });
  });

  test("carries headers of its own beside them", async () => {
    const server = await http((_, response) => response.end());
    await ask(server.url, { headers: [["x-own", "1"]] }, { headers: [["x-scope-orgid", "tenant"]] });
    expect(server.requests[0]?.headers).toMatchObject({ "x-own": "1", "x-scope-orgid": "tenant" });
  });

  test("may ask for a larger answer than usual", async () => {
    const server = await http((_, response) => response.end(Buffer.alloc(mostAnswerBytes + 1)));
    expect((await ask(server.url, { mostBytes: mostAnswerBytes * 2 })).body).toHaveLength(mostAnswerBytes + 1);
  });

  test("unpacks a compressed answer", async () => {
    const server = await http((_, response) => response.setHeader("content-encoding", "gzip").end(gzipSync("unfolded")));
    expect(await ask(server.url)).toMatchObject({ body: "unfolded" });
  });
});

describe("a redirect", () => {
  test("within the server is followed with headers and form", async () => {
    const server = await http((request, response) => {
      if (request.url?.startsWith("/prom")) response.end(`${request.method} ${request.headers.authorization}`);
      else response.writeHead(307, { location: "/prom/api/v1/query" }).end();
    });
    const answer = await ask(server.url, { parameters, post: true }, { headers: [["authorization", "Bearer t"]] });
    expect(answer.body).toBe("POST Bearer t");
  });

  test("to another origin is not followed: nothing is asked there, with or without credentials", async () => {
    const other = await http((_, response) => response.end());
    const server = await http((_, response) => response.writeHead(302, { location: `${other.url}/login` }).end());
    expect(await failureOf(ask(server.url, {}, { headers: [["authorization", "Bearer t"]] }))).toEqual({
      kind: "not-that-server",
      say: `Prod redirects from ${new URL(server.url).host} to ${other.url} (302): if that is right, put ${other.url} into the connection's URL.`,
      retry: false,
    });
    expect(other.requests).toEqual([]);
  });

  test("to a login page elsewhere says so", async () => {
    const server = await http((_, response) => response.writeHead(302, { location: "https://login.example/sso?x=1" }).end());
    expect(await failureOf(ask(server.url))).toMatchObject({
      say: `Prod redirects from ${new URL(server.url).host} to https://login.example (302): as a login page does; the connection needs an address that answers by itself, and credentials are not sent along.`,
    });
  });

  test("in a circle ends", async () => {
    const server = await http((_, response) => response.writeHead(301, { location: "/api/v1/query" }).end());
    expect(await failureOf(ask(server.url))).toMatchObject({ say: "Prod redirects in circles; check the URL." });
    expect(server.requests.length).toBeLessThan(10);
  });
});

describe("what never becomes an answer fails in words:", () => {
  test("a name that does not resolve", async () => {
    expect(await failureOf(ask("http://prometheus.invalid:9090"))).toEqual({
      kind: "unreachable",
      say: expect.stringMatching(/^The name prometheus\.invalid (does not resolve|could not be looked up)/),
      retry: true,
    });
  });

  test("a port where nothing listens", async () => {
    const port = await freePort();
    expect(await failureOf(ask(`http://127.0.0.1:${port}`))).toEqual({
      kind: "unreachable",
      say: `127.0.0.1:${port} refuses the connection: nothing listens there; is Prod running, and is the port right?`,
      retry: true,
    });
  });

  test("an answer that breaks off in the middle", async () => {
    const server = await http((_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write('{"status":"succ', () => response.destroy());
    });
    expect(await failureOf(ask(server.url))).toEqual({
      kind: "unreachable",
      say: "Prod broke the connection off before its answer was complete.",
      retry: true,
    });
  });

  test("a server that resets the connection", async () => {
    const server = await tcp((socket) => socket.once("data", () => socket.resetAndDestroy()));
    expect(await failureOf(ask(server.url))).toMatchObject({
      kind: "unreachable",
      say: "Prod broke the connection off before its answer was complete.",
    });
  });

  test("a server that does not speak HTTP", async () => {
    const server = await tcp((socket) => socket.write("220 mail.example ESMTP ready\r\n"));
    expect(await failureOf(ask(server.url))).toMatchObject({
      kind: "not-that-server",
      say: `${new URL(server.url).host} does not speak HTTP; does Prod want https://, or is the port another program's?`,
    });
  });

  test("an answer larger than the ceiling, however small it was packed", async () => {
    const bomb = gzipSync(Buffer.alloc(mostAnswerBytes + 1));
    const server = await http((_, response) => response.setHeader("content-encoding", "gzip").end(bomb));
    expect(await failureOf(ask(server.url))).toEqual({
      kind: "too-large",
      say: "The answer of Prod is larger than 16 MiB; ask for fewer series, a shorter time or a larger step.",
      retry: false,
    });
  });
});

describe("a server that never answers", () => {
  async function hanging(answer: RequestListener) {
    const clock = createFakeClock();
    let onAsked = () => {};
    const asked = new Promise<void>((resolve) => {
      onAsked = resolve;
    });
    const server = await http((request, response) => {
      answer(request, response);
      onAsked();
    });
    return { clock, asked, url: server.url };
  }

  test.each<{ name: string; answer: RequestListener }>([
    { name: "says nothing", answer: () => {} },
    { name: "stops after its headers", answer: (_, response) => response.writeHead(200).flushHeaders() },
  ])("and $name is given up at the deadline", async ({ answer }) => {
    const { clock, asked, url } = await hanging(answer);
    const failure = failureOf(ask(url, { deadline: 4000 }, { clock }));
    await asked;
    await clock.advance(4000);
    expect(await failure).toEqual({ kind: "timeout", say: "Prod did not answer within 4 s.", retry: true });
    expect(clock.pendingTimers).toBe(0);
  });

  test("is given up at once when the caller cancels", async () => {
    const { clock, asked, url } = await hanging(() => {});
    const controller = new AbortController();
    const failure = failureOf(ask(url, { signal: controller.signal }, { clock }));
    await asked;
    controller.abort();
    expect(await failure).toEqual({ kind: "cancelled", say: "Cancelled.", retry: true });
    expect(clock.pendingTimers).toBe(0);
  });
});
