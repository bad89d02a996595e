// What is wrong with a server's certificate or handshake, in a sentence that ends with the thing to do. The codes are
// OpenSSL's verification results and Node's TLS errors: https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes
import type { Certificate } from "./certificate";

export interface TlsContext {
  name: string;
  host: string;
  /** Whether the connection has a CA file of its own. */
  hasCaFile: boolean;
  /** What the server shows, where it could be looked at. */
  certificate: Certificate | undefined;
}

/** The sentence, or undefined when the error is not about TLS. */
export function tlsSentence({ code, message }: { code: string; message: string }, context: TlsContext): string | undefined {
  const { name, host, hasCaFile, certificate } = context;
  const caFile = hasCaFile
    ? "the connection's CA file does not vouch for it"
    : "give the certificate of the authority that signed it as the connection's CA file";
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return `The certificate of ${name} has expired${certificate ? ` on ${day(certificate.validTo)}` : ""}: it has to be renewed on the server.`;
    case "CERT_NOT_YET_VALID":
      return `The certificate of ${name} is not valid${certificate ? ` before ${day(certificate.validFrom)}` : " yet"}: check this machine's clock and the server's.`;
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
      return hasCaFile
        ? `The certificate of ${name} is self-signed, and ${caFile}: give that certificate itself as the CA file.`
        : `The certificate of ${name} is self-signed: give it as the connection's CA file, or skip verification for this connection.`;
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "CERT_UNTRUSTED":
      return `The certificate of ${name} is signed by ${certificate ? `“${certificate.issuer}”` : "an authority"}, which this machine does not trust: ${caFile}.`;
    case "CERT_SIGNATURE_FAILURE":
      return `The certificate of ${name} does not bear the signature of ${certificate ? `“${certificate.issuer}”` : "its authority"} as known here: ${caFile}.`;
    case "CERT_REVOKED":
      return `The certificate of ${name} has been revoked by who issued it: the server needs a new one.`;
    case "ERR_TLS_CERT_ALTNAME_INVALID":
      return `The certificate of ${name} is not for ${host}${certificate ? ` but for ${list(certificate.names)}` : ""}: use a name that it holds, or renew it with this one.`;
    case "ERR_SSL_WRONG_VERSION_NUMBER":
    case "ERR_SSL_PACKET_LENGTH_TOO_LONG":
    case "ERR_SSL_HTTP_REQUEST":
      return `${name} does not speak TLS there: does its URL start with http://, or is the port another program's?`;
    case "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED":
    case "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE":
      return `${name} asks for a client certificate, which connections cannot give yet.`;
    case "ERR_SSL_UNSUPPORTED_PROTOCOL":
    case "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION":
      return `${name} speaks only versions of TLS that are no longer safe: it needs TLS 1.2 or newer.`;
  }
  if (code.startsWith("ERR_SSL_") || code.startsWith("ERR_TLS_") || code === "EPROTO") {
    return `The TLS handshake with ${name} failed (${opensslReason(message) ?? code}).`;
  }
  if (/^(CERT|CRL|UNABLE_TO|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|ERROR_IN_CERT|HOSTNAME_MISMATCH)/.test(code)) {
    return `The certificate of ${name} was not accepted (${code}): ${caFile}.`;
  }
  return undefined;
}

const day = (date: Date) => date.toISOString().slice(0, 10);

const list = (names: readonly string[]) =>
  names.length === 0
    ? "no name at all"
    : `${names.slice(0, 4).join(", ")}${names.length > 4 ? ` and ${names.length - 4} more` : ""}`;

/** OpenSSL writes `…:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:…`. */
const opensslReason = (message: string) => /SSL routines:[^:]*:([^:]+)/.exec(message)?.[1];
