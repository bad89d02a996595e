// Names for what servers tell of, the same in every run of the engine.
import { createHash } from "node:crypto";

/** 96 bits: enough for all the alerts of a lifetime. */
const digest = (...parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 24);

export interface RulePlace {
  connection: string;
  file: string;
  group: string;
  name: string;
  /** Of several rules of that name in the group, which one. */
  nth: number;
}

export const ruleIdOf = ({ connection, file, group, name, nth }: RulePlace): string =>
  `server-rule-${digest(connection, file, group, name, String(nth))}`;

export const ruleFileIdOf = (connection: string, file: string): string => `server-file-${digest(connection, file)}`;

/** Of an alert at a Prometheus: `key` is of the labels that the server itself gives it. */
export const rowIdOfRule = (ruleId: string, key: string): string => `server-${digest("prometheus", ruleId, key)}`;

/** Of an alert that only Alertmanagers know: members of one cluster know the same ones by the same fingerprints. */
export const rowIdOfManaged = (cluster: string, fingerprint: string): string => `server-${cluster}-${fingerprint}`;
