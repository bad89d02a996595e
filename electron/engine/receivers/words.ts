// Texts of others on their way into a sentence, a message or a header of ours.

import type { GroupNotification } from "#shared/model/notification";
import { type Severity, severities, severityOf } from "#shared/model/severity";

const most = 200;

/** What a server answered, for a sentence: one line, not long, without what would reorder it, and without our own secrets. */
export function excerpt(text: string, secrets: readonly string[] = []): string {
  if (/^\s*<(!doctype|html)/i.test(text)) return "a web page";
  const line = plain(blot(text, secrets)).trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
}

/** One line of visible characters: no line feeds, no control characters, none that turn the direction of writing. */
export const plain = (text: string): string =>
  text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "");

export const blotted = "••••••";

/** A far side may send a secret back, in its complaint about it. */
export function blot(text: string, secrets: readonly string[]): string {
  let clean = text;
  // The longest first: one secret may be a part of another.
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret.length >= 4) clean = clean.replaceAll(secret, blotted);
  }
  return clean;
}

/** The most urgent severity of what still fires; of all when nothing does. */
export function worstSeverity({ alerts }: GroupNotification): Severity {
  const firing = alerts.filter(({ status }) => status === "firing");
  const found = new Set((firing.length > 0 ? firing : alerts).map(({ labels }) => severityOf(labels)));
  return severities.find((severity) => found.has(severity)) ?? "none";
}
