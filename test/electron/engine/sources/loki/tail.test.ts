// A live tail over real sockets, against a Loki that ends, cuts, refuses and floods it. The clock is driven by hand: nothing waits
// for anything but the server's answers.
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import type { Connection } from "#shared/contract/connections";
import type { LogEntry } from "#shared/logs/block";
import { seconds } from "#shared/units/time";
import type { TailState } from "../../../../../electron/engine/sources/log-source";
import { connectLoki } from "../../../../../electron/engine/sources/loki/index";
import { type Certificate, makeCertificate } from "../../../../support/certificates";
import { connectionTo } from "../../../../support/connections";
import { eventually } from "../../../../support/eventually";
import { createFakeClock } from "../../../../support/fake-clock";
import { type FakeLoki, type FakeLokiOptions, startFakeLoki } from "../../../../support/loki/fake-loki";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** Opens every tail, and neither says nor hears anything on it. Its queries find nothing. */
async function startDeaf(tls?: Certificate): Promise<string> {
  const sockets = new Set<Duplex>();
  const answer: RequestListener = (_, response) =>
    response
      .setHeader("content-type", "application/json")
      .end('{"status":"success","data":{"resultType":"streams","result":[]}}');
  const server = tls ? createTlsServer({ cert: tls.certificate, key: tls.key }, answer) : createServer(answer);
  server.on("upgrade", ({ headers }: IncomingMessage, socket: Duplex) => {
    sockets.add(socket);
    // https://www.rfc-editor.org/rfc/rfc6455#section-4.2.2
    const key = `${headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
    const accept = createHash("sha1").update(key).digest("base64");
    const head = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
    socket.write(`${[...head, `Sec-WebSocket-Accept: ${accept}`].join("\r\n")}\r\n\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function start(options: FakeLokiOptions = {}, url?: string, tls: Connection["tls"] = { skipVerify: false }) {
  const clock = createFakeClock();
  const now = () => BigInt(clock.now()) * 1_000_000n;
  const loki = await startFakeLoki({ now, tailEveryMs: 5, ...options });
  const connection = connectionTo(url ?? loki.url, { kind: "loki", name: "Logs", tls });
  const source = await connectLoki({ connection, readSecret: async () => undefined, clock });
  const told = { lines: [] as string[], states: [] as TailState[], failures: [] as unknown[], dropped: 0 };
  const listener = {
    onEntries: (entries: LogEntry[]) => told.lines.push(...entries.map(({ line }) => line)),
    onDropped: (count: number) => {
      told.dropped += count;
    },
    onState: (state: TailState) => told.states.push(state),
    onFailure: (error: unknown) => told.failures.push(error),
  };
  const ended = new AbortController();
  stops.push(
    () => loki.close(),
    async () => ended.abort(),
    () => source.close({ breakOff: true }),
  );
  let count = 0;
  /** Writes the next lines, at this moment. */
  const write = (howMany: number) =>
    loki.push([
      { labels: { app: "a" }, lines: Array.from({ length: howMany }, () => [now() + BigInt(count), `line ${count++}`]) },
    ]);
  const follow = (expr = '{app="a"}', afterNs?: string) => source.tail({ expr, afterNs, signal: ended.signal }, listener);
  /** Moves the clock on by seconds until that is so. */
  const until = (what: string, isSo: () => boolean) =>
    eventually(
      async () => {
        if (isSo()) return true;
        await clock.advance(seconds(1));
        return isSo() || undefined;
      },
      what,
      { everyMs: 5 },
    );
  /** Without moving the clock. */
  const soon = (what: string, isSo: () => boolean) => eventually(() => isSo() || undefined, what, { everyMs: 5 });
  const isOpen = () => told.states.at(-1)?.kind === "open" && loki.tails.count() === 1;
  const allLines = () => Array.from({ length: count }, (_, index) => `line ${index}`);
  return { loki, source, clock, told, write, follow, until, soon, isOpen, allLines, ended };
}

const queriesAsked = ({ requests }: FakeLoki) => requests.filter(({ path }) => path.endsWith("/query_range"));
const tailsAsked = ({ requests }: FakeLoki) => requests.filter(({ path }) => path.endsWith("/tail"));

describe("a tail", () => {
  test("tells lines as they are written, each once, and no older ones", async () => {
    const { write, follow, soon, isOpen, told, clock } = await start();
    write(3);
    await clock.advance(seconds(1));
    follow();
    await soon("it is open", isOpen);
    write(2);
    await soon("both lines", () => told.lines.length === 2);
    expect(told).toMatchObject({ lines: ["line 3", "line 4"], failures: [], dropped: 0 });
    expect(told.states.map(({ kind }) => kind)).toEqual(["connecting", "open"]);
  });

  test("does not tell the line of the time after which it begins, though it was written a moment ago", async () => {
    const { clock, write, follow, soon, isOpen, told } = await start();
    write(3);
    const timeOfLast = `${clock.now()}000002`;
    await clock.advance(seconds(1));
    follow(undefined, timeOfLast);
    await soon("it is open", isOpen);
    write(1);
    await soon("the line after", () => told.lines.includes("line 3"));
    expect(told.lines).toEqual(["line 3"]);
  });

  test("asks for labels apart, with the connection's headers", async () => {
    const { loki, follow, soon, isOpen } = await start();
    follow();
    await soon("it is open", isOpen);
    expect(tailsAsked(loki)[0]?.headers).toMatchObject({ "x-loki-response-encoding-flags": "categorize-labels" });
  });

  test("goes on at once after its hour, without losing or doubling a line", async () => {
    const { loki, write, follow, soon, until, isOpen, told, allLines } = await start();
    follow();
    await soon("it is open", isOpen);
    write(5);
    await soon("five lines", () => told.lines.length === 5);
    loki.tails.closeAll(1011, "reached tail max duration limit");
    await soon("it begins anew", () => told.states.filter(({ kind }) => kind === "connecting").length === 2);
    write(5);
    await until("ten lines", () => told.lines.length >= 10);
    await soon("it is open again", isOpen);
    write(5);
    await until("fifteen lines", () => told.lines.length >= 15);
    expect(told.lines).toEqual(allLines());
    expect(told.states.filter(({ kind }) => kind === "waiting")).toEqual([]);
  });

  test("that is cut waits a little, says why, and catches up", async () => {
    const { loki, write, follow, soon, until, isOpen, told, allLines } = await start();
    follow();
    await soon("it is open", isOpen);
    write(2);
    await soon("two lines", () => told.lines.length === 2);
    loki.tails.cutAll();
    await soon("it waits", () => told.states.at(-1)?.kind === "waiting");
    expect(told.states.at(-1)).toMatchObject({ reason: "The live tail of Logs broke off." });
    write(3);
    await until("all lines", () => told.lines.length >= 5);
    expect(told.lines).toEqual(allLines());
  });

  test("on which nothing is heard any more, not even an answer to a ping, is given up and begun anew", async () => {
    const url = await startDeaf();
    const { follow, soon, until, told } = await start({}, url);
    follow();
    await soon("it is open", () => told.states.at(-1)?.kind === "open");
    await until("it is given up", () => told.states.at(-1)?.kind === "waiting");
    expect(told.states.at(-1)).toMatchObject({ reason: "Logs has fallen silent." });
    await until("it connects again", () => told.states.at(-1)?.kind === "open");
  });

  test("whose socket brings nothing though it is open has its lines by query, each once, until the socket speaks again", async () => {
    const { loki, write, follow, until, soon, isOpen, told, allLines, clock } = await start({ pingEveryMs: 1 });
    follow();
    await soon("it is open", isOpen);
    await until("it has looked for what was written while it opened", () => queriesAsked(loki).length === 2);
    loki.tails.goMute(true);
    write(3);
    await until("the lines come", () => told.lines.length === 3);
    write(2);
    await until("those that are written next come too", () => told.lines.length === 5);
    loki.tails.goMute(false);
    write(1);
    await soon("the socket brings them again", () => told.lines.length === 6);
    await clock.advance(seconds(5));
    expect(told).toMatchObject({ lines: allLines(), failures: [], dropped: 0 });
    expect(tailsAsked(loki)).toHaveLength(1);
  });

  test("ends with the reader, and leaves neither socket nor timer", async () => {
    const { loki, clock, follow, soon, isOpen, ended, told } = await start();
    follow();
    await soon("it is open", isOpen);
    ended.abort();
    await soon("the socket is closed", () => loki.tails.count() === 0);
    await soon("no timer waits", () => clock.pendingTimers === 0);
    expect(told.failures).toEqual([]);
  });

  test("of a connection that is changed says so", async () => {
    const { source, follow, soon, isOpen, told } = await start();
    follow();
    await soon("it is open", isOpen);
    await source.close();
    await soon("it fails", () => told.failures.length > 0);
    expect(told.failures).toEqual([expect.objectContaining({ message: expect.stringContaining("was changed") })]);
  });
});

describe("lines that come faster than a socket carries them", () => {
  test("are had by query as long as the server leaves some out, and none is missing", async () => {
    const { loki, write, follow, soon, until, isOpen, told, allLines } = await start();
    follow();
    await soon("it is open", isOpen);
    write(1);
    await soon("the first line", () => told.lines.length === 1);
    // From now on the socket brings no lines, only word of some that it left out.
    loki.tails.goSilent();
    loki.tails.drop({ app: "a" }, 900);
    write(700);
    await until("what was left out", () => told.lines.length >= 701);
    write(800);
    await until("what was left out since", () => told.lines.length >= 1501);
    expect(told.lines).toEqual(allLines());
    expect(told).toMatchObject({ dropped: 0, failures: [] });
  });

  test("are told once, though the socket brings them too", async () => {
    const { loki, write, follow, soon, until, isOpen, told, allLines } = await start();
    follow();
    await soon("it is open", isOpen);
    loki.tails.drop({ app: "a" }, 1);
    write(1500);
    await until("all lines", () => told.lines.length >= 1500);
    expect(told.lines).toEqual(allLines());
  });
});

describe("a refusal", () => {
  test.each([
    { name: "a wrong expression", expr: '{app="a"} | | x', kind: "bad-query" },
    { name: "a metric query", expr: 'rate({app="a"}[5m])', kind: "bad-query" },
  ])("of $name is for good", async ({ expr, kind }) => {
    const { follow, soon, told } = await start();
    follow(expr);
    await soon("it fails", () => told.failures.length > 0);
    expect(told.failures).toEqual([expect.objectContaining({ failure: expect.objectContaining({ kind }) })]);
  });

  test("of what it was asked is for good", async () => {
    const { loki, follow, soon, told } = await start();
    loki.misbehave({ kind: "status", status: 400, text: "delay_for can't be greater than 5" }, "/tail");
    follow();
    await soon("it fails", () => told.failures.length > 0);
    expect(told.failures).toEqual([expect.objectContaining({ message: expect.stringContaining("delay_for") })]);
  });

  test("of a tenant is for good", async () => {
    const { follow, soon, told } = await start({ needsTenant: true });
    follow();
    await soon("it fails", () => told.failures.length > 0);
    expect(told.failures).toEqual([expect.objectContaining({ message: expect.stringContaining("X-Scope-OrgID") })]);
  });

  test("for there being too many tails is explained, and the lines come by query meanwhile", async () => {
    const { write, follow, soon, until, told, allLines, loki } = await start({ mostTails: 0 });
    follow();
    await soon("it is explained", () => told.states.at(-1)?.kind === "waiting");
    expect(told.states.at(-1)).toMatchObject({
      reason: "Logs follows logs for at most 0 at once, and that many do already. Its lines are asked for every 3 s instead.",
    });
    write(4);
    await until("four lines", () => told.lines.length >= 4);
    expect(told.lines).toEqual(allLines());
    await until("a socket is tried again", () => tailsAsked(loki).length > 1);
  });

  test("of a proxy that lets no WebSocket through is no end either", async () => {
    const { loki, write, follow, soon, until, told, allLines } = await start();
    loki.misbehave({ kind: "status", status: 400, text: "Bad Request" }, "/tail");
    follow();
    await soon("it is explained", () => told.states.at(-1)?.kind === "waiting");
    expect(told.states.at(-1)).toMatchObject({
      reason: "Logs, or a proxy before it, opens no live tail (400). Its lines are asked for every 3 s instead.",
    });
    write(4);
    await until("four lines", () => told.lines.length >= 4);
    expect(told.lines).toEqual(allLines());
  });

  test("of a server that fails just now is tried again, with longer and longer pauses; then it is asked by query", async () => {
    const { loki, clock, write, follow, soon, until, told, allLines } = await start();
    loki.misbehave({ kind: "status", status: 503, text: "Ingester not ready: waiting" }, "/tail");
    write(2);
    follow();
    const tries = () => tailsAsked(loki).length;
    const waits = () => told.states.flatMap((state) => (state.kind === "waiting" ? [state.retryAtMs - clock.now()] : []));
    const pauses: number[] = [];
    for (const count of [1, 2, 3]) {
      await soon(`it waits for the ${count}. time`, () => waits().length === count);
      pauses.push(waits().at(-1) ?? 0);
      await until(`try ${count + 1}`, () => tries() > count);
    }
    for (const [index, pause] of pauses.entries()) {
      const usual = 1000 * 2 ** index;
      expect(Math.abs(pause - usual)).toBeLessThanOrEqual(usual / 4);
    }
    await until("its lines", () => told.lines.length === 2);
    expect(told.states.at(-1)).toMatchObject({
      reason: "Logs is not ready yet: a Loki needs some seconds after it was started. Its lines are asked for every 3 s instead.",
    });
    expect(told.lines).toEqual(allLines());
    expect(told.failures).toEqual([]);
    loki.misbehave(undefined, "/tail");
    await until("it is open", () => told.states.at(-1)?.kind === "open");
  });
});

describe("a tail over TLS", () => {
  test.each<{ name: string; tls: (caFile: string) => Connection["tls"]; opens: boolean }>([
    { name: "trusts the connection's CA file", tls: (caFile) => ({ caFile, skipVerify: false }), opens: true },
    { name: "trusts anybody when it is told to", tls: () => ({ skipVerify: true }), opens: true },
    { name: "trusts no stranger", tls: () => ({ skipVerify: false }), opens: false },
  ])("$name", async ({ tls, opens }) => {
    const certificate = await makeCertificate({ commonName: "loki", names: ["127.0.0.1"] });
    const folder = mkdtempSync(join(tmpdir(), "watchdeck-tail-"));
    stops.push(async () => rmSync(folder, { recursive: true }));
    const caFile = join(folder, "ca.pem");
    writeFileSync(caFile, certificate.certificate);
    const { follow, soon, told } = await start({}, await startDeaf(certificate), tls(caFile));
    follow();
    await soon("it is decided", () => told.states.at(-1)?.kind === "open" || told.failures.length > 0);
    const failures = opens ? [] : [expect.objectContaining({ failure: expect.objectContaining({ kind: "tls" }) })];
    expect(told.failures).toEqual(failures);
  });
});
