// A plain HTTP or TCP server on a loopback port that does what a test tells it to: real sockets, wrong manners.
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createTcpServer, type Server, type Socket } from "node:net";

export interface MisbehavingServer {
  url: string;
  /** What was asked, oldest first. */
  requests: Pick<IncomingMessage, "method" | "url" | "headers">[];
  stop(): Promise<void>;
}

export async function startHttp(answer: RequestListener): Promise<MisbehavingServer> {
  const requests: MisbehavingServer["requests"] = [];
  const server = createServer((request, response) => {
    requests.push({ method: request.method, url: request.url, headers: request.headers });
    answer(request, response);
  });
  const url = await listen(server);
  return {
    url,
    requests,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

export async function startTcp(onConnection: (socket: Socket) => void): Promise<MisbehavingServer> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    // The client is expected to go away in the middle.
    socket.on("error", () => socket.destroy());
    onConnection(socket);
  });
  const url = await listen(server);
  return {
    url,
    requests: [],
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
    });
  });
}
