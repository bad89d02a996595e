// An exporter whose metrics follow a script: what it exposes is a function of the seconds since it began.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ScriptedExporter {
  /** `127.0.0.1:4711` */
  address: string;
  stop(): Promise<void>;
}

export async function startScriptedExporter(script: (second: number) => string): Promise<ScriptedExporter> {
  const began = Date.now();
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/plain; version=0.0.4");
    response.end(script(Math.floor((Date.now() - began) / 1000)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
