import { describe, expect, test } from "vitest";
import type { LinkState } from "#shared/contract/bridge";
import { createClient } from "#shared/contract/client";
import { pack, unpack } from "#shared/contract/pack";
import { connectByWebSocket, createLinkReport } from "../../../renderer/bridge/websocket-link";

/** A browser's WebSocket as far as the link uses it, opened and closed by hand. */
class FakeSocket {
  OPEN = 1;
  readyState = 0;
  binaryType = "";
  sent: unknown[] = [];
  onopen = () => {};
  onclose = () => {};
  onmessage: (event: { data: unknown }) => void = () => {};
  send = (data: Uint8Array) => this.sent.push(unpack(data));
  close = () => this.drop();
  open() {
    this.readyState = this.OPEN;
    this.onopen();
  }
  drop() {
    this.readyState = 3;
    this.onclose();
  }
}

function start(sessions: ("open" | "refused" | "unreachable")[] = []) {
  const client = createClient();
  const link = createLinkReport(client);
  const states: LinkState[] = [];
  link.onLink((state) => states.push(state));
  const sockets: FakeSocket[] = [];
  const waits: { run: () => void; delay: number }[] = [];
  let now = 0;
  connectByWebSocket({
    client,
    openSession: async () => sessions.shift() ?? "open",
    createSocket() {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    onRefused: () => link.report("refused"),
    now: () => now,
    wait: (run, delay) => waits.push({ run, delay }),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    client,
    states,
    waits,
    settle,
    pass: (ms: number) => {
      now += ms;
    },
    socket: async () => {
      await settle();
      return sockets.at(-1) ?? new FakeSocket();
    },
    again: async () => {
      waits.at(-1)?.run();
      await settle();
    },
  };
}

describe("the WebSocket link", () => {
  test("says that it connects, and that it is connected", async () => {
    const link = start();
    expect(link.states).toEqual(["connecting"]);
    (await link.socket()).open();
    expect(link.states).toEqual(["connecting", "connected"]);
  });

  test("packs what it sends and unpacks what it gets", async () => {
    const link = start();
    const socket = await link.socket();
    socket.open();
    expect(socket.binaryType).toBe("arraybuffer");
    const { reply } = link.client.bridge.call("settings.get", {});
    expect(socket.sent).toEqual([{ t: "call", id: 1, name: "settings.get", input: {} }]);
    socket.onmessage({ data: pack({ t: "reply", id: 1, reply: { ok: true, value: { theme: "dark" } } }) });
    expect(await reply).toEqual({ ok: true, value: { theme: "dark" } });
  });

  test("tries again after ever longer waits, up to 5 s", async () => {
    const link = start(["unreachable", "unreachable", "unreachable", "unreachable", "unreachable", "unreachable", "unreachable"]);
    for (let attempt = 0; attempt < 6; attempt++) {
      await link.settle();
      await link.again();
    }
    expect(link.waits.map(({ delay }) => delay)).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000]);
    expect(link.states).toEqual(["connecting"]);
  });

  test.each([
    { name: "that had lived", aliveMs: 5000, delays: [250, 250] },
    { name: "that breaks at once", aliveMs: 10, delays: [250, 500] },
  ])("after a link $name waits $delays ms", async ({ aliveMs, delays }) => {
    const link = start();
    for (let round = 0; round < 2; round++) {
      const socket = await link.socket();
      socket.open();
      link.pass(aliveMs);
      socket.drop();
      await link.again();
    }
    expect(link.waits.map(({ delay }) => delay)).toEqual(delays);
    expect(link.states).toEqual(["connecting", "connected", "connecting", "connected", "connecting"]);
  });

  test("says so when the page has no key, and goes on asking gently: another tab may bring one", async () => {
    const link = start(["refused", "open"]);
    await link.settle();
    expect(link.states).toEqual(["connecting", "refused"]);
    expect(link.waits.map(({ delay }) => delay)).toEqual([5000]);
    await link.again();
    (await link.socket()).open();
    expect(link.states).toEqual(["connecting", "refused", "connected"]);
  });

  test("sends nothing into a socket that is closing: the call fails when it has closed", async () => {
    const link = start();
    const socket = await link.socket();
    socket.open();
    socket.readyState = 2;
    const { reply } = link.client.bridge.call("settings.get", {});
    socket.drop();
    expect(socket.sent).toEqual([]);
    expect(await reply).toMatchObject({ ok: false, failure: { kind: "disconnected" } });
  });
});
