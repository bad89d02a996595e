/**
 * Text as Slack wants it. Without this, a label that holds `<!channel>` would call everybody, and `<https://…|name>` would be a link
 * under a false name. https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const escapeSlack = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** What a person will read of it: the marks for bold, code and links are drawn, not shown. */
export const readableSlack = (text: string): string =>
  text
    .replaceAll(/<[^|<>]*\|([^<>]*)>/g, "$1")
    .replaceAll(/(^|[\s(])\*(?! )([^*\n]*[^*\s])\*(?=[\s.,:;!?)]|$)/gm, "$1$2")
    .replaceAll(/`([^`\n]+)`/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
