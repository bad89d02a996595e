import type { Vault } from "../engine/secrets/vault";

/**
 * The browser shell has no keychain to ask: secrets lie in a file that only this user can read, and the console says so for
 * as long as it runs. Starting `watchdeck serve` is the choice, so there is no second one to make.
 */
export const plainVault: Vault = {
  seal: "none",
  storage: () => ({
    kind: "file",
    detail: "not encrypted: the browser shell keeps secrets in a file that only your user can read",
  }),
  encrypt: async (text) => text,
  decrypt: async (sealed) => sealed,
};
