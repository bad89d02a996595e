// Receivers in words: what each integration does, how it has been doing, and what about it deserves an eye.
import type { Integration, ReceiverRow } from "#shared/contract/receivers";

export type IntegrationRow = ReceiverRow["integrations"][number];

/** Where it sends to, in a line. What is secret is not in it. */
export function describeTarget(integration: Integration): string {
  switch (integration.kind) {
    case "native":
      return "shown by this computer’s system";
    case "webhook":
      return integration.url === "" ? "a secret address" : integration.url;
    case "slack":
      return [integration.channel || "the webhook's own channel", integration.mode === "bot" ? "as a bot" : "by webhook"].join(
        " · ",
      );
    case "email":
      return `${integration.to} · by ${integration.host}:${integration.port}`;
    case "pagerduty":
      return URL.canParse(integration.url) ? new URL(integration.url).host : integration.url;
  }
}

export interface StateWords {
  state: "ok" | "critical" | "warning" | "unknown";
  word: string;
  /** What happened last, or since when what is wrong is wrong. */
  detail: string | undefined;
  at: number | undefined;
}

export function describeState({ state }: Pick<IntegrationRow, "state">): StateWords {
  const said = state.say?.replace(/^(the|no|it|something)\b/, (word) => word.charAt(0).toUpperCase() + word.slice(1));
  const detail = state.waiting > 0 ? `${said ?? ""} · ${countMessages(state.waiting)} to be tried again` : said;
  switch (state.kind) {
    case "unused":
      return { state: "unknown", word: "not used yet", detail: undefined, at: undefined };
    case "ok":
      return { state: state.waiting > 0 ? "warning" : "ok", word: state.waiting > 0 ? "waiting" : "works", detail, at: state.at };
    case "failing":
      return { state: "critical", word: "failing", detail, at: state.at };
  }
}

const countMessages = (count: number) => (count === 1 ? "1 message waits" : `${count} messages wait`);

export function describeUse(usedBy: number): string {
  return usedBy === 0 ? "no route names it" : usedBy === 1 ? "1 route" : `${usedBy} routes`;
}

export interface Mark {
  text: string;
  why: string;
}

/** What is less safe than it could be, each as a lasting mark. */
export function marksOf(row: IntegrationRow, areSecretsEncrypted: boolean): Mark[] {
  const marks: Mark[] = [];
  if (skipsVerification(row)) {
    marks.push({
      text: "certificate not checked",
      why: "Whoever stands between here and the server can read and change what is sent, the secrets too.",
    });
  }
  if (isUnencrypted(row)) {
    marks.push({ text: "sent unencrypted", why: "Whoever is on the way can read the alerts, and the secrets of a webhook." });
  }
  if (row.storedSecrets.length > 0 && !areSecretsEncrypted) {
    marks.push({
      text: "secrets not encrypted",
      why: "The secrets are kept in a file that only your user can read, not encrypted.",
    });
  }
  if (row.lockedSecrets.length > 0) {
    marks.push({
      text: "secrets locked",
      why: "The secrets were stored by the other shell or another key; edit the receiver and enter them again.",
    });
  }
  return marks;
}

const skipsVerification = (row: Integration) =>
  (row.kind === "webhook" && row.tls.skipVerify) || (row.kind === "email" && row.skipVerify);

function isUnencrypted(row: Integration): boolean {
  if (row.kind === "email") return row.security === "none" && !isHere(row.host);
  if (row.kind !== "webhook" || !URL.canParse(row.url)) return false;
  const { protocol, hostname } = new URL(row.url);
  return protocol === "http:" && !isHere(hostname);
}

const isHere = (host: string) => host === "localhost" || host === "[::1]" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
