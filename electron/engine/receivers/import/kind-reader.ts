import type { Integration } from "#shared/contract/receivers";
import type { Section } from "./section";

export interface Imported<I extends Integration = Integration> {
  integration: Omit<I, "id">;
  secrets: Map<string, string>;
}

/** Reads one integration of an alertmanager.yml, with Alertmanager's own defaults. */
export interface KindReader {
  /** The fields that Alertmanager knows; others are mistakes. */
  known: readonly string[];
  /** Nothing when it cannot be taken over; why is noted. */
  read(section: Section, global: Section): Imported | undefined;
}

export const notThere = "Watchdeck has no such field";
