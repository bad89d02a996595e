import { readFile } from "node:fs/promises";
import type { Session } from "electron";
import { contentSecurityPolicy } from "../security/content-security-policy";
import { appHost } from "./app-origin";
import { rendererFile } from "./renderer-file";

/**
 * Answers every https request of our pages out of the built renderer, each file with the policy that says what a page may
 * load. Nothing of a window ever goes to the network: the engine alone speaks with servers.
 */
export function setUpAppProtocol(pages: Session, rendererFolder: string): void {
  pages.protocol.handle("https", async (request) => {
    const file = request.method === "GET" ? rendererFile(rendererFolder, request.url, appHost) : undefined;
    const body = file && (await readOrNothing(file.path));
    if (!file || !body) return new Response("There is no such file.", { status: 404 });
    return new Response(new Uint8Array(body), {
      headers: {
        "content-type": file.type,
        "content-security-policy": contentSecurityPolicy,
        "x-content-type-options": "nosniff",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
      },
    });
  });
  pages.webRequest.onBeforeRequest(
    { urls: ["http://*/*", "ws://*/*", "wss://*/*", "file://*/*", "ftp://*/*"] },
    (_request, answer) => answer({ cancel: true }),
  );
}

async function readOrNothing(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch {
    // Not there (or a folder): the page that asked gets its 404.
    return undefined;
  }
}
