// A field of a message: the user's template where there is one, our own words otherwise.
import type { GroupNotification } from "#shared/model/notification";
import { expandNotification } from "#shared/templates/notification";
import { TemplateError } from "#shared/templates/template-error";
import type { Attempt } from "./channel";

export interface FieldTexts {
  /** `usual`: the text of an empty template, and of one that fails. */
  expand(
    field: string,
    template: string,
    notification: GroupNotification,
    usual: () => string,
    how?: { isHtml: boolean },
  ): string;
  /** What went wrong so far, a sentence each. */
  readonly problems: string[];
}

/**
 * A template that fails costs its own wording, never the message: whoever is to be told of an alert is told of it. What failed
 * is kept for the preview and for the outcome.
 */
export function createFieldTexts(): FieldTexts {
  const problems: string[] = [];
  return {
    problems,
    expand(field, template, notification, usual, how) {
      if (template.trim() === "") return usual();
      try {
        return expandNotification(template, notification, how);
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        problems.push(`The template of ${field} fails (${error.message}), so the usual text is sent in its place.`);
        return usual();
      }
    },
  };
}

/** The same notification with all texts of labels and annotations escaped for where the fields' texts will stand. */
export function escapedBy(encode: (text: string) => string, notification: GroupNotification): GroupNotification {
  const all = (labels: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(labels).map(([name, value]) => [encode(name), encode(value)]));
  const { groupLabels, commonLabels, commonAnnotations, alerts } = notification;
  return {
    ...notification,
    groupLabels: all(groupLabels),
    commonLabels: all(commonLabels),
    commonAnnotations: all(commonAnnotations),
    alerts: alerts.map((alert) => ({ ...alert, labels: all(alert.labels), annotations: all(alert.annotations) })),
  };
}

/** A message that was sent with a usual text in place of a failing template says so, where its outcome is read. */
export const withProblems = (attempt: Attempt, problems: readonly string[]): Attempt =>
  attempt.kind === "sent" && problems.length > 0 ? { ...attempt, say: [attempt.say, ...problems].join(" · ") } : attempt;
