// The kinds of integrations, as a person chooses among them.
import { type LucideIcon, Mail, MessageSquare, Monitor, Siren, Webhook } from "lucide-react";
import type { IntegrationKind } from "#shared/contract/receivers";

export interface KindFace {
  kind: IntegrationKind;
  title: string;
  about: string;
  icon: LucideIcon;
}

export const kindFaces: readonly KindFace[] = [
  { kind: "webhook", title: "Webhook", about: "Alertmanager's JSON to an address of yours", icon: Webhook },
  { kind: "slack", title: "Slack", about: "Also Mattermost, and Discord by its Slack address", icon: MessageSquare },
  { kind: "email", title: "E-mail", about: "By a mail server, with STARTTLS", icon: Mail },
  { kind: "pagerduty", title: "PagerDuty", about: "Incidents by the Events API v2", icon: Siren },
  { kind: "native", title: "Notification", about: "On this computer as well", icon: Monitor },
];

const byKind = new Map(kindFaces.map((face) => [face.kind, face]));

export const faceOf = (kind: IntegrationKind): KindFace => byKind.get(kind) as KindFace;
