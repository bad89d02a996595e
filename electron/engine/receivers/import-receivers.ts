// The receivers of an alertmanager.yml as Watchdeck's, with their secrets apart, and a sentence for everything that is left out.
import { randomUUID } from "node:crypto";
import type { Node } from "yaml";
import { type Integration, integrationSchema, nativeReceiver, type Receiver } from "#shared/contract/receivers";
import type { Field, Stretch, YamlReader } from "../yaml/yaml-reader";
import { importEmail } from "./email/import";
import { globalFields } from "./import/global-fields";
import type { KindReader } from "./import/kind-reader";
import { Section } from "./import/section";
import { importPagerduty } from "./pagerduty/import";
import { importSlack } from "./slack/import";
import { importWebhook } from "./webhook/import";

export interface ImportedReceivers {
  receivers: Receiver[];
  /** By the integration's id, then by the secret's name. */
  secrets: Map<string, Map<string, string>>;
  leftOut: string[];
}

const kinds: ReadonlyMap<string, { title: string; reader: KindReader }> = new Map([
  ["webhook_configs", { title: "webhook", reader: importWebhook }],
  ["slack_configs", { title: "Slack", reader: importSlack }],
  ["email_configs", { title: "e-mail", reader: importEmail }],
  ["pagerduty_configs", { title: "PagerDuty", reader: importPagerduty }],
]);

/** Kinds that Alertmanager has and Watchdeck has not, with what to do in their place where there is something. */
const others: ReadonlyMap<string, string> = new Map([
  ["discord_configs", "Discord takes Slack's messages: make a Slack receiver with the webhook's address and /slack behind it"],
  ["mattermost_configs", "Mattermost takes Slack's messages: make a Slack receiver with the webhook's address"],
  ["rocketchat_configs", "Rocket.Chat takes Slack's messages: make a Slack receiver with an incoming webhook's address"],
  ...[
    "incidentio",
    "jira",
    "msteams",
    "msteamsv2",
    "opsgenie",
    "pushover",
    "sns",
    "telegram",
    "victorops",
    "webex",
    "wechat",
  ].map((name) => [`${name}_configs`, "Watchdeck has no such receiver; a webhook may reach it"] as const),
]);

/** Reads `global` and `receivers` of the file's fields. Mistakes are noted in the reader, each at its place. */
export function readReceivers(reader: YamlReader, file: ReadonlyMap<string, Field>): ImportedReceivers {
  const imported: ImportedReceivers = { receivers: [], secrets: new Map(), leftOut: [] };
  const start: Stretch = { from: 0, to: 0 };
  const globalField = file.get("global");
  const global =
    (globalField?.node &&
      Section.read(reader, globalField.node, {
        what: "global",
        owner: globalField.key,
        known: globalFields,
        leftOut: imported.leftOut,
      })) ||
    Section.empty(reader, "global");
  const field = file.get("receivers");
  const owner = field?.key ?? start;
  const seen = new Set<string>();
  for (const node of reader.list(field?.node, "receivers", owner)) {
    const receiver = readReceiver(reader, node, { owner, global, imported });
    if (!receiver) continue;
    if (seen.has(receiver.name))
      reader.error(`there are two receivers named ${JSON.stringify(receiver.name)}`, reader.stretchOf(node));
    seen.add(receiver.name);
    imported.receivers.push(receiver);
  }
  return imported;
}

function readReceiver(
  reader: YamlReader,
  node: Node,
  { owner, global, imported }: { owner: Stretch; global: Section; imported: ImportedReceivers },
): Receiver | undefined {
  const { leftOut } = imported;
  const known = ["name", ...kinds.keys(), ...others.keys()];
  const section = Section.read(reader, node, { what: "a receiver", owner, known, leftOut });
  if (!section) return undefined;
  const name = section.text("name");
  if (name === undefined || name === "") {
    section.error("a receiver needs a name", "name");
    return undefined;
  }
  if (name === nativeReceiver) section.error(`${nativeReceiver} is Watchdeck's own receiver: call it something else`, "name");
  const integrations: Integration[] = [];
  for (const [field, { title, reader: kind }] of kinds) {
    const what = `the ${title} config of ${name}`;
    section.items(field, (item, itemOwner) => {
      const config = Section.read(reader, item, { what, owner: itemOwner, known: kind.known, leftOut });
      const read = config && kind.read(config, global);
      // What is wrong in it has its place already; what is left is checked once more as any draft is.
      const integration = read && integrationSchema.safeParse({ id: randomUUID(), ...read.integration });
      if (read && integration && !integration.success)
        config.error(integration.error.issues[0]?.message ?? "it cannot be taken over");
      if (!read || !integration?.success) return undefined;
      integrations.push(integration.data);
      if (read.secrets.size > 0) imported.secrets.set(integration.data.id, read.secrets);
      return undefined;
    });
  }
  for (const [field, why] of others) section.leave(field, why);
  return { name, integrations };
}
