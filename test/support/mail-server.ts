// A real SMTP server on a loopback port that keeps what it is sent.
import { SMTPServer } from "smtp-server";
import type { Certificate } from "./certificates";

export interface ReceivedMail {
  isEncrypted: boolean;
  user: string | undefined;
  from: string;
  to: string[];
  /** Unfolded, by lower-case name. */
  headers: Map<string, string>;
  text: string;
}

export interface MailServer {
  port: number;
  mails: ReceivedMail[];
  stop(): Promise<void>;
}

export interface MailServerOptions extends Partial<Certificate> {
  isTlsFromTheStart?: boolean;
  /** Whom it lets in; absent: anybody, without asking. */
  login?: { user: string; password: string };
}

/** Without a certificate it offers no STARTTLS. */
export async function startMailServer({
  certificate,
  key,
  isTlsFromTheStart = false,
  login,
}: MailServerOptions): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    secure: isTlsFromTheStart,
    ...(certificate !== undefined && { cert: certificate, key }),
    disabledCommands: [...(certificate === undefined ? ["STARTTLS"] : []), ...(login ? [] : ["AUTH"])],
    authOptional: login === undefined,
    disableReverseLookup: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const isRight = username === login?.user && password === login?.password;
      done(isRight ? null : new Error("Invalid username or password"), isRight ? { user: username } : undefined);
    },
    onData(stream, session, done) {
      let raw = "";
      stream.on("data", (part) => {
        raw += part;
      });
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          isEncrypted: session.secure,
          user: session.user,
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          ...readMail(raw),
        });
        done();
      });
    },
  });
  // A client that does not trust the certificate goes away in the middle.
  server.on("error", () => undefined);
  const port = await new Promise<number>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => {
      const address = listening.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  return { port, mails, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

function readMail(raw: string): Pick<ReceivedMail, "headers" | "text"> {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const lines = head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  const pairs = lines.map(
    (line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()] as const,
  );
  return { headers: new Map(pairs), text: rest.join("\r\n\r\n") };
}
