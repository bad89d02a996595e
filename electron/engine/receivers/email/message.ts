// A group of alerts as an e-mail: a subject, a plain and an HTML part, and the headers that keep a group's mails together in one
// thread and robots from answering.
import type { IntegrationOf } from "#shared/contract/receivers";
import type { GroupNotification } from "#shared/model/notification";
import { defaultHtmlBody, defaultSubject, defaultTextBody } from "#shared/templates/notification";
import { createFieldTexts } from "../field-text";
import { plain } from "../words";
import { type MailAddress, readAddresses } from "./addresses";

export interface MailMessage {
  from: MailAddress;
  to: MailAddress[];
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Of the group's first mail. */
  inReplyTo?: string;
  date: Date;
  headers: Record<string, string>;
}

const mostSubject = 300;

/** `first`: the id of the mail that began the group's thread. */
export function emailMessage(
  integration: IntegrationOf<"email">,
  notification: GroupNotification,
  first: string | undefined,
): { message: MailMessage; problems: string[] } {
  const texts = createFieldTexts();
  const [from] = readAddresses(integration.from, "The sender");
  const to = readAddresses(integration.to, "The recipient");
  const subject = plain(texts.expand("the subject", integration.subject, notification, () => defaultSubject(notification)));
  const text = texts.expand("the plain text", integration.text, notification, () => defaultTextBody(notification));
  // Whoever wrote a plain text and no HTML wants to see that text.
  const isPlainOnly = integration.text.trim() !== "" && integration.html.trim() === "";
  const html = isPlainOnly
    ? ""
    : texts.expand("the HTML text", integration.html, notification, () => defaultHtmlBody(notification), { isHtml: true });
  const sender = from as MailAddress;
  return {
    problems: texts.problems,
    message: {
      from: sender,
      to,
      subject: subject.trim().slice(0, mostSubject),
      text,
      html,
      messageId: messageIdOf(notification, sender),
      ...(first !== undefined && { inReplyTo: first }),
      date: new Date(notification.at),
      headers: {
        // https://www.rfc-editor.org/rfc/rfc3834: vacation programs do not answer this.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
      },
    },
  };
}

/** The same for every try, so that a mail that came twice is shown once. */
export function messageIdOf({ id }: Pick<GroupNotification, "id">, { address }: MailAddress): string {
  const host = address.slice(address.lastIndexOf("@") + 1);
  return `<watchdeck.${id.replaceAll(/[^A-Za-z0-9._-]/g, "-").slice(0, 100)}@${host}>`;
}
