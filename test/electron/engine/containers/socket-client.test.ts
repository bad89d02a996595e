import { rmSync } from "node:fs";
import type { Socket } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../../../electron/engine/clock";
import { createDaemon } from "../../../../electron/engine/containers/daemon";
import { createSocketClient } from "../../../../electron/engine/containers/socket-client";
import { createSocketProbe } from "../../../../electron/engine/containers/socket-probe";
import { ServiceTrouble, troubleOf } from "../../../../electron/engine/containers/trouble";
import { deferred } from "../../../support/deferred";
import { createFakeClock } from "../../../support/fake-clock";
import { recordedDaemon, startFakeDocker, startFakeListener } from "../../../support/fake-docker";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Asks whatever listens there for its version, and says what came of it. */
async function outcomeOf(socket: string, clock = systemClock): Promise<string> {
  const daemon = createDaemon(createSocketClient({ socket, clock }));
  ends.push(() => daemon.close());
  try {
    return JSON.stringify(await daemon.version());
  } catch (error) {
    if (error instanceof ServiceTrouble) return `${error.state}: ${error.reason}`;
    throw error;
  }
}

const http = (status: string, type: string, body: string) => (socket: Socket) => {
  socket.once("data", () => {
    socket.end(`HTTP/1.1 ${status}\r\ncontent-type: ${type}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  });
};

test.each([
  {
    name: "garbage",
    manners: (socket: Socket) => socket.end("\u0000\u0001 not HTTP\r\n\r\n"),
    expected: "failing: What listens there does not speak HTTP, so it is neither Docker nor Podman.",
  },
  {
    name: "a page of HTML",
    manners: http("200 OK", "text/html; charset=utf-8", "<!doctype html><h1>It works!</h1>"),
    expected: "failing: What answers there is neither Docker nor Podman: it sent text/html that is not theirs.",
  },
  {
    name: "JSON of another kind",
    manners: http("200 OK", "application/json", '{"swarm":[]}'),
    expected: "failing: What answers there is neither Docker nor Podman: it sent application/json that is not theirs.",
  },
  {
    name: "half an answer",
    manners: (socket: Socket) => {
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{"));
    },
    expected: "failing: The service closed the connection before it had answered.",
  },
  {
    name: "a closed door",
    manners: (socket: Socket) => socket.destroy(),
    expected: "failing: The service closed the connection before it had answered.",
  },
  {
    name: "an error of its own",
    manners: http("500 Internal Server Error", "application/json", '{"message":"layer store is locked"}'),
    expected: "failing: The service answered 500: layer store is locked.",
  },
  {
    name: "nothing of that name",
    manners: http("404 Not Found", "text/plain", "404"),
    expected: "failing: What answers there is neither Docker nor Podman: it has no version.",
  },
])("a listener that sends $name is a state in words", async ({ manners, expected }) => {
  const listener = await startFakeListener(manners);
  ends.push(listener.stop);
  expect(await outcomeOf(listener.socket)).toBe(expected);
});

test.each([
  { name: "says nothing", manners: () => {} },
  {
    name: "begins and does not end",
    manners: (socket: Socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{"),
  },
])("a service that $name is hung after three seconds, and let go", async ({ manners }) => {
  const clock = createFakeClock();
  const [asked, left] = [deferred(), deferred()];
  const listener = await startFakeListener((socket) => {
    socket.on("close", () => left.resolve());
    socket.once("data", () => {
      manners(socket);
      asked.resolve();
    });
  });
  ends.push(listener.stop);
  const outcome = outcomeOf(listener.socket, clock);
  await asked.promise;
  await clock.advance(3000);
  expect(await outcome).toBe("hung: The service did not answer within 3 s.");
  await left.promise;
  expect(clock.pendingTimers).toBe(0);
});

test("an answer without end is cut off, and not kept in memory", async () => {
  const docker = await startFakeDocker((_, response) => {
    const part = Buffer.alloc(1024 * 1024, " ");
    const pour = () => {
      while (response.write(part));
    };
    response.on("drain", pour);
    response.on("close", () => response.off("drain", pour));
    pour();
  });
  ends.push(docker.stop);
  expect(await outcomeOf(docker.socket)).toBe("failing: The service sent more than 8 MiB in one answer.");
});

test("a connection that the daemon gave up while it was idle is made anew", async () => {
  const recorded = recordedDaemon("docker-20.10");
  const docker = await startFakeDocker((request, response) => {
    response.on("finish", () => request.socket.destroySoon());
    recorded.answer(request, response);
  });
  ends.push(docker.stop);
  const client = createSocketClient({ socket: docker.socket, clock: systemClock });
  ends.push(() => client.close());
  for (const _ of [1, 2, 3]) expect((await client.get("/version")).status).toBe(200);
});

test.each([
  { code: "ENOENT", socket: "/a.sock", expected: "absent: There is no socket." },
  {
    code: "ECONNREFUSED",
    socket: "/a.sock",
    expected: "absent: The socket is left over, and no service listens behind it: start the service.",
  },
  {
    code: "EACCES",
    socket: "/var/run/docker.sock",
    expected:
      "refused: This user may not open the socket: add your user to the docker group and log in again, or use rootless Docker. The group is as good as root.",
  },
  {
    code: "EACCES",
    socket: "/run/podman/podman.sock",
    expected:
      "refused: This user may not open the socket. It belongs to root's Podman; your own is started by systemctl --user start podman.socket.",
  },
  { code: "EAGAIN", socket: "/a.sock", expected: "hung: The service takes up no connection." },
  { code: "EIO", socket: "/a.sock", expected: "failing: The service cannot be asked (EIO)." },
])("$code of $socket in words", ({ code, socket, expected }) => {
  const { state, reason } = troubleOf(Object.assign(new Error("connect"), { code }), socket);
  expect(`${state}: ${reason}`).toBe(expected);
});

test("a path is looked at before it is connected to", async () => {
  const probe = createSocketProbe({ clock: systemClock });
  await expect(probe("/no/such.sock")).rejects.toMatchObject({ state: "absent" });
  await expect(probe(import.meta.filename)).rejects.toMatchObject({ state: "failing" });
  const listener = await startFakeListener(() => {});
  expect(await probe(listener.socket)).toMatch(/^\d+:\d+$/);
  await listener.stop();
  rmSync(join(listener.socket, ".."), { recursive: true, force: true });
  await expect(probe(listener.socket)).rejects.toMatchObject({ state: "absent" });
});

test("a file system that hangs is asked once, and does not keep the others waiting", async () => {
  const clock = createFakeClock();
  let asks = 0;
  const probe = createSocketProbe({
    clock,
    statFile: (() => {
      asks++;
      return new Promise(() => {});
    }) as never,
  });
  const reason = "The file system that holds the socket does not answer.";
  const first = expect(probe("/net/home/docker.sock")).rejects.toMatchObject({ state: "hung", reason });
  await clock.advance(1000);
  await first;
  await expect(probe("/net/home/docker.sock")).rejects.toMatchObject({ state: "hung", reason });
  expect(asks).toBe(1);
});
