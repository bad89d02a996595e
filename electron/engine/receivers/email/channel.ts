import type { IntegrationOf } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import { seconds } from "#shared/units/time";
import { readCaFile } from "../../sources/http/ca-file";
import type { Attempt, Channel, ChannelOptions } from "../channel";
import { withProblems } from "../field-text";
import { excerpt } from "../words";
import { emailMessage, type MailMessage } from "./message";
import { type SmtpPlace, smtpAttempt } from "./smtp-words";
import { tlsMode } from "./tls-mode";

const connectDeadline = seconds(15);
const silenceDeadline = seconds(30);
/** Of everything together: a server that says one byte now and then never falls silent. */
const wholeDeadline = seconds(60);
/** Of one reply. Real ones have some hundred bytes. */
const mostReplyBytes = 64 * 1024;

/** E-mail, handed to one mail server by SMTP. */
export function createEmailChannel(options: ChannelOptions<IntegrationOf<"email">>): Channel {
  const { integration, conversations } = options;
  return {
    async preview(notification) {
      const { message, problems } = emailMessage(integration, notification, conversations.get(notification.groupKey));
      const recipients = message.to.map(({ address }) => address).join(", ");
      return {
        to: `e-mail to ${recipients} by ${integration.host}:${integration.port}`,
        head: [
          { name: "From", value: display(message.from) },
          { name: "To", value: message.to.map(display).join(", ") },
          { name: "Subject", value: message.subject },
        ],
        text: `${message.subject}\n\n${message.text}`,
        body: await compose(message),
        problems,
      };
    },

    async send(notification, signal) {
      const { groupKey, status, reason } = notification;
      const { message, problems } = emailMessage(integration, notification, conversations.get(groupKey));
      const attempt = withProblems(await handOver(message, options, signal), problems);
      if (attempt.kind !== "sent" || reason === "test") return attempt;
      if (status === "resolved") conversations.end(groupKey);
      else if (message.inReplyTo === undefined) conversations.note(groupKey, message.messageId);
      return attempt;
    },

    close: async () => undefined,
  };
}

const display = ({ name, address }: { name: string; address: string }) => (name === "" ? address : `${name} <${address}>`);

/** What nodemailer builds the mail of. It is told to read no file and no address, whatever a text may hold. */
function mailOf({ from, to, subject, text, html, messageId, inReplyTo, date, headers }: MailMessage) {
  return {
    from,
    to,
    subject,
    text,
    messageId,
    date,
    headers,
    ...(html !== "" && { html }),
    ...(inReplyTo !== undefined && { inReplyTo, references: [inReplyTo] }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

async function compose(message: MailMessage): Promise<string> {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const whole = await new MailComposer(mailOf(message)).compile().build();
  return whole.toString("utf8").replaceAll("\r\n", "\n");
}

async function handOver(
  message: MailMessage,
  { integration, readSecret, clock }: ChannelOptions<IntegrationOf<"email">>,
  signal: AbortSignal,
): Promise<Attempt> {
  const { host, port, security, username, caFile, skipVerify } = integration;
  const password = username === "" ? undefined : await readSecret("password");
  if (username !== "" && password === undefined) {
    throw new AppError({ kind: "unauthorized", say: `no password is stored for ${username} at ${host}: enter it again` });
  }
  const place: SmtpPlace = {
    host,
    port,
    hasCaFile: caFile !== undefined,
    isTlsFromTheStart: security === "tls",
    secrets: password === undefined ? [] : secretForms(username, password),
  };
  const ca = caFile === undefined ? undefined : await readCaFile(caFile);
  // Loaded for the first mail: most consoles send none.
  const { default: nodemailer } = await import("nodemailer");
  const transport = nodemailer.createTransport({
    host,
    port,
    ...tlsMode(integration),
    ...(password !== undefined && { auth: { user: username, pass: password } }),
    tls: { rejectUnauthorized: !skipVerify, ...(ca !== undefined && { ca }) },
    connectionTimeout: connectDeadline,
    greetingTimeout: connectDeadline,
    dnsTimeout: connectDeadline,
    socketTimeout: silenceDeadline,
    socketCloseTimeout: seconds(1),
    maxResponseSize: mostReplyBytes,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const controller = new AbortController();
  let isLate = false;
  const cancel = () => controller.abort();
  const stopTimer = clock.setTimer(() => {
    isLate = true;
    controller.abort();
  }, wholeDeadline);
  signal.addEventListener("abort", cancel, { once: true });
  try {
    signal.throwIfAborted();
    const { rejected, response } = await transport.sendMail({ ...mailOf(message), signal: controller.signal });
    const but = rejected.length > 0 ? `, but not for ${rejected.map((address) => excerpt(String(address))).join(", ")}` : "";
    return { kind: "sent", say: `${host} took it${but} (${excerpt(response, place.secrets)})` };
  } catch (error) {
    if (isLate) return { kind: "again", say: `${host}:${port} was not done within ${wholeDeadline / 1000} s` };
    if (signal.aborted) throw new AppError({ kind: "cancelled", say: "Cancelled.", retry: true }, { cause: error });
    return smtpAttempt(error, place);
  } finally {
    stopTimer();
    signal.removeEventListener("abort", cancel);
    transport.close();
  }
}

/** The ways in which a server may repeat a password: as it is, and as the login sends it. */
const secretForms = (user: string, password: string): string[] => [
  password,
  Buffer.from(password).toString("base64"),
  Buffer.from(`\u0000${user}\u0000${password}`).toString("base64"),
];
