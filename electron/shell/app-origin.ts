// Where the console's pages come from: an address that no name server can ever answer (RFC 6761), served out of the app by
// app-protocol.ts. Being https it is an origin of its own and a secure one. A scheme of our own would have to be registered
// before Electron is ready, and an entry that is an ES module is not always run by then.
export const appHost = "watchdeck.invalid";
export const startPage = `https://${appHost}/`;

/** Whether an address is one of the console's own pages. */
export function isOurs(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url?.protocol === "https:" && url.host === appHost;
}
