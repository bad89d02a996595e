// Finds the engine: the desktop shell's preload has put a bridge into the window; in the browser shell it is behind a
// WebSocket. Only here is either of them touched.
import type { Bridge } from "#shared/contract/bridge";
import { createClient } from "#shared/contract/client";
import { paceBridge } from "./pace";
import { openSession, takeToken } from "./session";
import { connectByWebSocket, createLinkReport } from "./websocket-link";

declare global {
  interface Window {
    /** Put there by the desktop shell's preload. */
    bridge?: Bridge;
  }
}

let bridge: Bridge | undefined;

/** The way to the engine; the first call starts connecting. Call it before the router reads the address: it takes the token out. */
export function getBridge(): Bridge {
  bridge ??= paceBridge(window.bridge ?? createWebSocketBridge(), () => performance.now());
  return bridge;
}

function createWebSocketBridge(): Bridge {
  const client = createClient();
  const link = createLinkReport(client);
  let token = takeTokenFromAddress();
  connectByWebSocket({
    client,
    async openSession() {
      const session = await openSession(token);
      // Handed over once; from then on the cookie speaks for this page.
      if (session !== "unreachable") token = undefined;
      return session;
    },
    createSocket: () => new WebSocket(`${location.origin.replace(/^http/, "ws")}/bridge`),
    onRefused: () => link.report("refused"),
    now: () => performance.now(),
    wait: (run, delay) => setTimeout(run, delay),
  });
  return { ...client.bridge, onLink: link.onLink };
}

/** A token left in the address bar would be in bookmarks, screenshots and shared links. */
function takeTokenFromAddress(): string | undefined {
  const { token, rest } = takeToken(location.hash);
  if (token !== undefined) history.replaceState(history.state, "", `${location.pathname}${location.search}${rest}`);
  return token;
}
