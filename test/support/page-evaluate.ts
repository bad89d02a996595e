// Asks a page through the debugging port of a program that Playwright did not start itself.
import { WebSocket } from "ws";
import { eventually } from "./eventually";

/** What the expression comes to (awaited) in the first page whose address starts with `address`. */
export async function evaluateInPage<T>(port: number, address: string, expression: string): Promise<T | undefined> {
  const socketUrl = await eventually(async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    const targets = (await answer.json()) as { type: string; url: string; webSocketDebuggerUrl: string }[];
    return targets.find(({ type, url }) => type === "page" && url.startsWith(address))?.webSocketDebuggerUrl;
  }, `there is a page at ${address}`);
  const socket = new WebSocket(socketUrl);
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      socket.on("error", reject);
      socket.on("open", () => {
        const params = { expression, awaitPromise: true, returnByValue: true };
        socket.send(JSON.stringify({ id: 1, method: "Runtime.evaluate", params }));
      });
      socket.on("message", (data) => {
        const message = JSON.parse(String(data));
        if (message.id === 1) resolve(message.result?.result?.value);
      });
    });
  } finally {
    socket.close();
  }
}
