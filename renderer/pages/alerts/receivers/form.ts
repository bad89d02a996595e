// What the receiver dialog holds while it is filled in, and how that becomes what the engine is told. Secrets only go in: a field
// left empty keeps the stored one.
import {
  type Integration,
  type IntegrationKind,
  type IntegrationOf,
  integrationSchema,
  type ReceiverDraft,
  type ReceiverRow,
} from "#shared/contract/receivers";

export interface IntegrationForm {
  integration: Integration;
  /** Typed into the secret fields, by name. */
  secrets: Readonly<Record<string, string>>;
  stored: readonly string[];
  locked: readonly string[];
  /** A webhook whose address is kept as a secret. */
  isAddressSecret: boolean;
}

export interface ReceiverForm {
  /** Its name before; absent: a new one. */
  was: string | undefined;
  name: string;
  integrations: readonly IntegrationForm[];
}

export const emptyForm: ReceiverForm = { was: undefined, name: "", integrations: [] };

export function formOf({ name, integrations }: ReceiverRow): ReceiverForm {
  return {
    was: name,
    name,
    integrations: integrations.map((row) => {
      const { state: _, storedSecrets, lockedSecrets, ...rest } = row;
      return {
        integration: integrationSchema.parse(rest),
        secrets: {},
        stored: storedSecrets,
        locked: lockedSecrets,
        isAddressSecret: row.kind === "webhook" && row.url === "",
      };
    }),
  };
}

/** A new one of a kind, with an id of its own. */
export function newIntegration(kind: IntegrationKind, id: string): IntegrationForm {
  return { integration: integrationSchema.parse(startOf(kind, id)), secrets: {}, stored: [], locked: [], isAddressSecret: false };
}

function startOf(kind: IntegrationKind, id: string): object {
  switch (kind) {
    case "webhook":
      return { kind, id, url: "" };
    case "email":
      return { kind, id, to: "", from: "", host: "" };
    default:
      return { kind, id };
  }
}

/** Secrets that the integration, as it is filled in now, uses. */
export function secretNamesOf({ integration, isAddressSecret }: IntegrationForm): string[] {
  switch (integration.kind) {
    case "native":
      return [];
    case "webhook":
      return [
        ...(isAddressSecret ? ["url"] : []),
        ...(integration.auth.kind === "basic" ? ["password"] : integration.auth.kind === "bearer" ? ["token"] : []),
        ...integration.headerNames.map((name) => `header:${name}`),
      ];
    case "slack":
      return [integration.mode === "webhook" ? "webhookUrl" : "token"];
    case "email":
      return integration.username === "" ? [] : ["password"];
    case "pagerduty":
      return ["routingKey"];
  }
}

/** The form as the engine takes it. */
export function draftOf({ name, integrations }: ReceiverForm): ReceiverDraft {
  const secrets: [string, Record<string, string>][] = integrations.map((form) => {
    const used = new Set(secretNamesOf(form));
    return [
      form.integration.id,
      Object.fromEntries(Object.entries(form.secrets).filter(([key, value]) => used.has(key) && value !== "")),
    ];
  });
  return {
    receiver: { name: name.trim(), integrations: integrations.map(tidy) },
    secrets: Object.fromEntries(secrets.filter(([, own]) => Object.keys(own).length > 0)),
  };
}

/** A draft can be looked at and tried before it has a name. */
export const withName = (draft: ReceiverDraft): ReceiverDraft => ({
  ...draft,
  receiver: { ...draft.receiver, name: draft.receiver.name || "new receiver" },
});

function tidy({ integration, isAddressSecret }: IntegrationForm): Integration {
  switch (integration.kind) {
    case "native":
      return integration;
    case "webhook": {
      const caFile = integration.tls.caFile?.trim();
      const headerNames = integration.headerNames.map((name) => name.trim()).filter((name) => name !== "");
      return {
        ...integration,
        url: isAddressSecret ? "" : integration.url.trim(),
        headerNames,
        tls: { skipVerify: integration.tls.skipVerify, ...(caFile && { caFile }) },
      };
    }
    case "slack":
      return { ...integration, channel: integration.channel.trim(), apiUrl: integration.apiUrl.trim() };
    case "email":
      return { ...withoutEmptyCa(integration), host: integration.host.trim(), username: integration.username.trim() };
    case "pagerduty":
      return { ...integration, url: integration.url.trim() };
  }
}

function withoutEmptyCa({ caFile, ...rest }: IntegrationOf<"email">): IntegrationOf<"email"> {
  const path = caFile?.trim();
  return { ...rest, ...(path && { caFile: path }) };
}

export type FormProblems = Readonly<Record<string, string>>;

/** What must be put right before the integration can be looked at or tested, by field; the engine checks the rest. */
export function problemsOf(form: IntegrationForm): FormProblems {
  const { integration, isAddressSecret } = form;
  switch (integration.kind) {
    case "native":
      return {};
    case "webhook":
      return isAddressSecret ? missingSecret(form, "url", addressHelp) : addressProblem(integration.url);
    case "slack":
      return {
        ...(integration.mode === "bot" &&
          integration.channel.trim() === "" && { channel: "A bot needs a channel, such as #alerts." }),
        ...(integration.mode === "webhook"
          ? missingSecret(form, "webhookUrl", "Enter the webhook's address, which Slack shows when it is made.")
          : missingSecret(form, "token", "Enter the bot's token; it starts with xoxb-.")),
      };
    case "email":
      return {
        ...(integration.to.trim() === "" && { to: "Say whom to write to, such as ops@example.org." }),
        ...(integration.from.trim() === "" && { from: "Say who writes, such as watchdeck@example.org." }),
        ...(integration.host.trim() === "" && { host: "Say which server takes the mail, such as smtp.example.org." }),
        ...(integration.username !== "" && missingSecret(form, "password", "Enter the password of this user.")),
      };
    case "pagerduty":
      return missingSecret(form, "routingKey", "Enter the integration key of a service with Events API v2.");
  }
}

const addressHelp = "Say where to send to, such as https://example.org/hook.";

function addressProblem(url: string): FormProblems {
  const address = url.trim();
  if (address === "") return { url: addressHelp };
  if (!/^https?:\/\//i.test(address)) return { url: "The address starts with http:// or https://." };
  return URL.canParse(address) ? {} : { url: "This is not an address; one looks like https://host/path." };
}

function missingSecret({ secrets, stored, locked }: IntegrationForm, name: string, say: string): FormProblems {
  const isThere = (secrets[name] ?? "").trim() !== "" || (stored.includes(name) && !locked.includes(name));
  return isThere ? {} : { [name]: say };
}

/** What is wrong with the name; undefined when it is fine. */
export function nameProblem({ name, was }: Pick<ReceiverForm, "name" | "was">, taken: readonly string[]): string | undefined {
  const typed = name.trim();
  if (typed === "") return "A receiver needs a name, by which routes call it.";
  return typed !== was && taken.includes(typed) ? "There is a receiver of this name already." : undefined;
}

/** A name that is still free. */
export function freeName(title: string, taken: readonly string[]): string {
  const start = title.toLowerCase();
  if (!taken.includes(start)) return start;
  for (let number = 2; ; number++) if (!taken.includes(`${start}-${number}`)) return `${start}-${number}`;
}
