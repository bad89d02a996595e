// What kept a request from becoming an answer, in words: names that do not resolve, closed ports, broken connections,
// certificates. undici wraps the system's error in "fetch failed", so the reason is looked for along the causes.
import { AppError, type FailureKind } from "#shared/model/failure";
import { peekCertificate } from "./certificate";
import type { HttpServer } from "./http-client";
import { tlsSentence } from "./tls-failure";

/** A system error, boiled down. */
export interface Reason {
  code: string;
  message: string;
}

/** Makes the failure. For a certificate that was not accepted it asks the server once more, for nothing but that certificate. */
export async function networkFailure(server: HttpServer, error: unknown): Promise<AppError> {
  const reason = reasonOf(error);
  const url = new URL(server.baseUrl);
  const tls = tlsSentence(reason, {
    name: server.name,
    host: url.hostname,
    hasCaFile: server.ca !== undefined,
    certificate: isAboutCertificate(reason.code) ? await peekCertificate(url) : undefined,
  });
  if (tls) return new AppError({ kind: "tls", say: tls }, { cause: error });
  const { kind, say } = networkSentence(reason, server.name, url);
  return new AppError({ kind, say, retry: true }, { cause: error });
}

/** The words for a system error that has nothing to do with TLS. */
export function networkSentence(reason: Reason, name: string, url: URL): { kind: FailureKind; say: string } {
  const host = url.hostname;
  const unreachable = (say: string) => ({ kind: "unreachable" as const, say });
  switch (reason.code) {
    case "ENOTFOUND":
      return unreachable(`The name ${host} does not resolve: check the URL of ${name} and this machine's DNS.`);
    case "EAI_AGAIN":
      return unreachable(`The name ${host} could not be looked up just now: this machine's DNS does not answer.`);
    case "ECONNREFUSED":
      return unreachable(`${url.host} refuses the connection: nothing listens there; is ${name} running, and is the port right?`);
    case "ECONNRESET":
    case "EPIPE":
    case "UND_ERR_SOCKET":
      return unreachable(`${name} broke the connection off before its answer was complete.`);
    case "EHOSTUNREACH":
    case "ENETUNREACH":
    case "ENETDOWN":
      return unreachable(`There is no route to ${host}: check the network or the VPN.`);
    case "EACCES":
    case "EPERM":
      return unreachable(`This machine does not allow a connection to ${url.host}: a firewall forbids it.`);
    case "ETIMEDOUT":
    case "UND_ERR_CONNECT_TIMEOUT":
      return { kind: "timeout", say: `${url.host} does not take the connection: no answer to it, as behind a firewall.` };
    case "UND_ERR_HEADERS_OVERFLOW":
    case "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH":
    case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
      return { kind: "not-that-server", say: `${url.host} does not keep to HTTP (${reason.code}).` };
  }
  // What the server calls gzip, deflate or brotli is something else.
  if (/^(Z_|ERR_BROTLI|ERR__ERROR_FORMAT)/.test(reason.code)) {
    return { kind: "not-that-server", say: `${name} sent an answer that cannot be unpacked (${reason.code}).` };
  }
  // Node's HTTP parser: a mail server, a database, or TLS where plain HTTP was asked for.
  if (reason.code.startsWith("HPE_")) {
    return {
      kind: "not-that-server",
      say: `${url.host} does not speak HTTP; does ${name} want https://, or is the port another program's?`,
    };
  }
  // undici refuses ports that browsers refuse too (6000, 6667 and others).
  if (reason.message === "bad port") {
    return { kind: "refused", say: `Port ${url.port} is not used: it belongs to a protocol that HTTP could be abused against.` };
  }
  return unreachable(`${url.host} cannot be reached (${reason.code || reason.message}).`);
}

/** The innermost error that has a code. Of several addresses tried, the first one's reason speaks for all. */
export function reasonOf(error: unknown): Reason {
  let found: Reason = { code: "", message: error instanceof Error ? error.message : String(error) };
  for (let step: unknown = error, depth = 0; step instanceof Error && depth < 10; depth++) {
    const code = "code" in step && typeof step.code === "string" ? step.code : undefined;
    found = { code: code ?? found.code, message: step.message || found.message };
    step = step instanceof AggregateError ? step.errors[0] : step.cause;
  }
  return found;
}

const isAboutCertificate = (code: string) => /CERT|ISSUER|VERIFY|SIGNATURE|CRL/.test(code);
