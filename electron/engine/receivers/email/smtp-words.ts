// What keeps an e-mail from being handed over, in words: nodemailer's error codes, and the server's own replies.
import { peekCertificate } from "../../sources/http/certificate";
import { tlsSentence } from "../../sources/http/tls-failure";
import type { Attempt } from "../channel";
import { excerpt } from "../words";

export interface SmtpPlace {
  host: string;
  port: number;
  hasCaFile: boolean;
  isTlsFromTheStart: boolean;
  secrets: readonly string[];
}

interface SmtpError {
  code: string;
  message: string;
  /** The SMTP command that it came of: `CONN`, `STARTTLS`, `AUTH PLAIN`, `RCPT TO`. */
  command: string;
  responseCode: number | undefined;
  response: string;
  /** The system's or OpenSSL's code of the error below. */
  cause: string;
}

export async function smtpAttempt(error: unknown, place: SmtpPlace): Promise<Attempt> {
  const read = readError(error);
  const { host, port, hasCaFile } = place;
  const server = `${host}:${port}`;
  if (isAboutCertificate(read.cause)) {
    // Where TLS begins later, the certificate cannot be looked at as quickly.
    const certificate = place.isTlsFromTheStart ? await peekCertificate(new URL(`https://${host}:${port}`)) : undefined;
    const say = tlsSentence({ code: read.cause, message: read.message }, { name: host, host, hasCaFile, certificate });
    if (say !== undefined) return hopeless(say.replace(/\.$/, ""));
  }
  const said = read.response === "" ? "" : `: ${excerpt(read.response, place.secrets)}`;
  switch (read.code) {
    case "EDNS":
    case "ENOTFOUND":
      return again(`the name ${host} does not resolve; check the mail server's name and this machine's DNS`);
    case "EAUTH":
      if (isPassing(read)) return again(`${server} cannot check the password now${said}`);
      return hopeless(`${server} does not accept the user name and password${said}`);
    case "ETLS":
      if (isPassing(read)) return again(`${server} cannot begin TLS now, and nothing is sent without it${said}`);
      return hopeless(sayNoTls(read, server, said));
    case "ETIMEDOUT":
      return again(sayTimeout(read, server));
    case "EPROTOCOL":
      if (/maximum allowed size/.test(read.message)) return hopeless(`${server} answers without end; it is no mail server`);
      if (read.responseCode === 554 || read.responseCode === 421) return again(`${server} takes no mail now${said}`);
      return hopeless(
        `${server} does not speak SMTP${said === "" ? "" : ` (it says ${excerpt(read.response, place.secrets)})`}; check the port`,
      );
    case "EENVELOPE":
    case "EMESSAGE":
      return refusal(read, server, said);
    case "ECONNECTION":
    case "ESOCKET":
      return sayConnection(read, place, said);
    default:
      return again(`${server}: ${excerpt(read.message, place.secrets)}`);
  }
}

const again = (say: string): Attempt => ({ kind: "again", say });
const hopeless = (say: string): Attempt => ({ kind: "hopeless", say });

/** 4xx: now not; 5xx: never. https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1 */
const isPassing = ({ responseCode }: SmtpError): boolean =>
  responseCode !== undefined && responseCode >= 400 && responseCode < 500;

function refusal(error: SmtpError, server: string, said: string): Attempt {
  const { command, message } = error;
  const words = said === "" ? `: ${excerpt(message)}` : said;
  const what =
    command === "RCPT TO"
      ? "does not take mail for the recipients"
      : command === "MAIL FROM"
        ? "does not take mail from the sender"
        : "did not take the message";
  const say = `${server} ${what}${words}`;
  return isPassing(error) ? again(say) : hopeless(say);
}

function sayNoTls({ command, response, message }: SmtpError, server: string, said: string): string {
  if (command === "STARTTLS" && response !== "") {
    return `${server} does not offer STARTTLS, without which nothing is sent${said}; use TLS from the start (port 465), or allow unencrypted mail in the receiver`;
  }
  return `the TLS handshake with ${server} failed (${excerpt(message)}); is TLS from the start (465) or STARTTLS (587) right for this port?`;
}

function sayTimeout({ message, command }: SmtpError, server: string): string {
  if (/greeting/i.test(message))
    return `${server} took the connection and said nothing; is it a mail server, or does it want TLS from the start?`;
  if (/connection/i.test(message)) return `${server} does not take the connection: no answer to it, as behind a firewall`;
  return `${server} stopped answering${command === "" || command === "CONN" ? "" : ` at ${command}`}`;
}

function sayConnection({ cause, message, command }: SmtpError, place: SmtpPlace, said: string): Attempt {
  const server = `${place.host}:${place.port}`;
  switch (cause) {
    case "ECONNREFUSED":
      return again(`${server} refuses the connection: nothing listens there; are the mail server's name and port right?`);
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return again(`the name ${place.host} does not resolve; check the mail server's name and this machine's DNS`);
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return again(`there is no route to ${place.host}; check the network or the VPN`);
  }
  if (/wrong version number|packet length/i.test(message) || cause === "ERR_SSL_WRONG_VERSION_NUMBER") {
    return place.isTlsFromTheStart
      ? hopeless(`${server} does not speak TLS from the start; choose STARTTLS, which port 587 and 25 have`)
      : again(`${server} agreed to TLS and then spoke something else: nothing was sent`);
  }
  const where = command === "" || command === "CONN" ? "" : ` at ${command}`;
  return again(`${server} broke the connection off${where}${said}`);
}

function readError(error: unknown): SmtpError {
  const known: Record<string, unknown> = error instanceof Error ? { ...error } : {};
  const text = (name: string) => (typeof known[name] === "string" ? known[name] : "");
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: text("code"),
    message,
    command: text("command"),
    responseCode: typeof known.responseCode === "number" ? known.responseCode : undefined,
    response: text("response"),
    cause: text("originalCode") || codeOfMessage(message),
  };
}

/** Where nodemailer hands on the words of an error below and not its code: those of a certificate, and of a failed connect. */
function codeOfMessage(message: string): string {
  const verification = verificationWords.find(({ words }) => message.includes(words));
  return verification?.code ?? /\b(E[A-Z]{5,}|EAI_AGAIN)\b/.exec(message)?.[1] ?? "";
}

/** The longer ones first: one begins as another. https://www.openssl.org/docs/man3.0/man1/openssl-verification-options.html */
const verificationWords = [
  { words: "self-signed certificate in certificate chain", code: "SELF_SIGNED_CERT_IN_CHAIN" },
  { words: "self-signed certificate", code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
  { words: "unable to verify the first certificate", code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" },
  { words: "unable to get local issuer certificate", code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" },
  { words: "certificate has expired", code: "CERT_HAS_EXPIRED" },
  { words: "certificate is not yet valid", code: "CERT_NOT_YET_VALID" },
  { words: "does not match certificate's altnames", code: "ERR_TLS_CERT_ALTNAME_INVALID" },
];

const isAboutCertificate = (cause: string) => /CERT|ISSUER|VERIFY|SIGNATURE/.test(cause);
