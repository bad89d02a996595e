// The headers that say who we are. They are made just before a client is, live in it alone, and are checked here, because
// the HTTP library's own complaint about a header quotes its value.
import type { Connection } from "#shared/contract/connections";
import { AppError } from "#shared/model/failure";

/** Reads one of the connection's secrets by name: `password`, `token`, `header:<name>`. */
export type ReadSecret = (name: string) => Promise<string | undefined>;

export async function headersFor(
  connection: Pick<Connection, "name" | "auth" | "headerNames">,
  secret: ReadSecret,
): Promise<[name: string, value: string][]> {
  const headers: [string, string][] = [];
  const { auth, name } = connection;
  if (auth.kind === "basic") {
    // A user without a password is allowed by RFC 7617.
    const login = `${auth.username}:${(await secret("password")) ?? ""}`;
    headers.push(["authorization", `Basic ${Buffer.from(login, "utf8").toString("base64")}`]);
  }
  if (auth.kind === "bearer") {
    const token = tidyToken(await required(name, "token", secret));
    headers.push(["authorization", `Bearer ${sendable(token, `The token of ${name}`)}`]);
  }
  for (const header of connection.headerNames) {
    const value = await required(name, `header:${header}`, secret);
    headers.push([header.toLowerCase(), sendable(value, `The value of the header ${header} of ${name}`)]);
  }
  return headers;
}

/** Why a connection's way of saying who it is cannot work, in a sentence; undefined when it can. */
export function problemWithHeaders({ auth, headerNames }: Pick<Connection, "auth" | "headerNames">): string | undefined {
  if (auth.kind === "basic" && auth.username.includes(":")) {
    return "A user name for Basic authentication must not hold a colon: the server would take it for the password's start.";
  }
  const seen = new Set<string>();
  for (const header of headerNames) {
    const name = header.toLowerCase();
    if (ownedByHttp.has(name)) return `The header ${header} is set by HTTP itself and cannot be given.`;
    if (name === "authorization" && auth.kind !== "none") {
      return "The header Authorization is already set by the chosen authentication; give one or the other.";
    }
    if (seen.has(name)) return `The header ${header} is given twice.`;
    seen.add(name);
  }
  return undefined;
}

const ownedByHttp = new Set([
  "connection",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

async function required(connection: string, name: string, secret: ReadSecret): Promise<string> {
  const value = await secret(name);
  if (value !== undefined && value !== "") return value;
  const what = name.startsWith("header:") ? `value for its header ${name.slice("header:".length)}` : "token";
  throw new AppError({
    kind: "unauthorized",
    say: `No ${what} is stored for ${connection}: enter it in the connection's settings.`,
  });
}

/** A token as it is pasted: with the word before it, with the line feed of the file it came from. */
const tidyToken = (text: string) => text.trim().replace(/^bearer\s+/i, "");

function sendable(value: string, what: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return value;
  throw new AppError({
    kind: "refused",
    say: `${what} holds a character that HTTP headers cannot carry, such as a line feed: enter it again.`,
  });
}
