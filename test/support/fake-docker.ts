// A stand-in for Docker and Podman: real unix sockets, with recorded answers or wrong manners behind them.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTcpServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fixture } from "./fixture";

export interface FakeDocker {
  socket: string;
  /** The paths that were asked for, oldest first. */
  asked: string[];
  /** What answers from now on. */
  answer: RequestListener;
  stop(): Promise<void>;
}

/** A daemon that answers as it is told. */
export async function startFakeDocker(answer: RequestListener): Promise<FakeDocker> {
  const [socket, remove] = socketPath();
  const server = createServer((request, response) => {
    fake.asked.push(request.url ?? "");
    fake.answer(request, response);
  });
  const fake: FakeDocker = {
    socket,
    asked: [],
    answer,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve(remove())));
    },
  };
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return fake;
}

/** Something that listens there and need not speak HTTP. */
export async function startFakeListener(onConnection: (socket: Socket) => void): Promise<Pick<FakeDocker, "socket" | "stop">> {
  const [socket, remove] = socketPath();
  const open = new Set<Socket>();
  const server = createTcpServer((connection) => {
    open.add(connection);
    // The client is expected to go away in the middle.
    connection.on("error", () => connection.destroy());
    onConnection(connection);
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return {
    socket,
    stop: () => {
      for (const connection of open) connection.destroy();
      return new Promise((resolve) => server.close(() => resolve(remove())));
    },
  };
}

export interface RecordedDaemon {
  /** Answers as the daemon did, and 404 to what it was not asked then. */
  answer: RequestListener;
  /** The files of its containers' control groups at that time, by path. */
  files: Record<string, string>;
  /** Changes what is answered to a path, by what was recorded. */
  change(path: string, edit: (answer: unknown) => unknown): void;
  /** Takes an answer away. */
  forget(path: string): void;
}

interface Exchange {
  request: string;
  status: number;
  contentType: string;
  body: string;
}

/** A conversation in test/fixtures/containers: docker-20.10, podman-4.3. */
export function recordedDaemon(name: string): RecordedDaemon {
  const exchanges = JSON.parse(fixture(`containers/${name}/conversation.json`)) as Exchange[];
  const byPath = new Map(exchanges.map((exchange) => [exchange.request.replace("GET ", ""), exchange]));
  return {
    answer(request, response) {
      const found = byPath.get(request.url ?? "");
      response.statusCode = found?.status ?? 404;
      response.setHeader("content-type", found?.contentType || "application/json");
      response.end(found?.body ?? '{"message":"page not found"}');
    },
    files: JSON.parse(fixture(`containers/${name}/files.json`)) as Record<string, string>,
    change(path, edit) {
      const found = byPath.get(path);
      if (!found) throw new Error(`${name} was not asked for ${path}`);
      byPath.set(path, { ...found, body: JSON.stringify(edit(JSON.parse(found.body))) });
    },
    forget: (path) => void byPath.delete(path),
  };
}

function socketPath(): [path: string, remove: () => void] {
  const folder = mkdtempSync(join(tmpdir(), "watchdeck-docker-"));
  return [join(folder, "docker.sock"), () => rmSync(folder, { recursive: true, force: true })];
}
