// What is wrong with a receiver before anything is sent: addresses, headers, templates. Each sentence says where and what to do.
import type { Integration, Receiver } from "#shared/contract/receivers";
import { AppError } from "#shared/model/failure";
import { checkNotificationTemplate } from "#shared/templates/notification";
import { typeOf } from "./kinds";

/** Throws `bad-request` with the first thing that is wrong; what is fine can still fail when it is sent. */
export function checkReceiver(receiver: Receiver): void {
  const ids = new Set<string>();
  for (const integration of receiver.integrations) {
    if (ids.has(integration.id)) throw wrong(`Two integrations of ${receiver.name} have the same id.`);
    ids.add(integration.id);
    if (integration.id.includes("/")) throw wrong("The id of an integration must not hold a slash.");
    checkIntegration(integration);
  }
}

/** The same for one of them. */
export function checkIntegration(integration: Integration): void {
  const problem = typeOf(integration).problem(integration) ?? problemWithTemplates(integration);
  if (problem !== undefined) throw wrong(problem);
}

function problemWithTemplates(integration: Integration): string | undefined {
  const texts: Readonly<Record<string, unknown>> = { ...integration };
  for (const field of typeOf(integration).templates) {
    const source = texts[field];
    if (typeof source !== "string" || source.trim() === "") continue;
    const mistake = checkNotificationTemplate(source);
    if (mistake) return `The template “${field}” is wrong at ${placeIn(source, mistake.from)}: ${mistake.message}.`;
  }
  return undefined;
}

/** `line 2, column 5`, or the column alone in a text of one line. */
function placeIn(source: string, at: number): string {
  const before = source.slice(0, at).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  return source.includes("\n") ? `line ${before.length}, column ${column}` : `column ${column}`;
}

const wrong = (say: string) => new AppError({ kind: "bad-request", say });
