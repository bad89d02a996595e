// The small parts of an engine that a test of another part needs, real ones where they are cheap.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog, type Log } from "../../electron/engine/log";
import type { Vault } from "../../electron/engine/secrets/vault";

/** A new, empty folder under the system's temporary folder; whoever makes it removes it. */
export const newFolder = () => mkdtempSync(join(tmpdir(), "watchdeck-test-"));

/** A real log whose lines are kept. */
export function recordingLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  return { log: createLog((line) => lines.push(line)), lines };
}

/** A vault that turns texts around instead of encrypting them: enough to see that what lies on disk was sealed. */
export const reversingVault: Vault = {
  seal: "keychain",
  storage: () => ({ kind: "keychain", detail: "sealed by a test" }),
  encrypt: async (text) => [...text].reverse().join(""),
  decrypt: async (sealed) => [...sealed].reverse().join(""),
};

/** A vault of a machine without a keyring: it passes texts through, where that is allowed. */
export const openVault: Vault = {
  seal: "none",
  storage: (allowUnencrypted) =>
    allowUnencrypted ? { kind: "file", detail: "not encrypted" } : { kind: "refused", detail: "the system offers no keyring" },
  encrypt: async (text) => text,
  decrypt: async (sealed) => sealed,
};
