import type { SecretStorage } from "#shared/contract/app";

/**
 * Seals texts so that they can lie on disk. The desktop shell seals with the operating system's keychain; the browser
 * shell cannot, and its vault passes texts through, which `storage` says openly.
 */
export interface Vault {
  /** How texts are kept now, given whether the user allows storing them unencrypted. */
  storage(allowUnencrypted: boolean): SecretStorage;
  /** A name for the way of sealing, kept beside each secret so that another vault knows it cannot open it. */
  readonly seal: "keychain" | "none";
  encrypt(text: string): Promise<string>;
  /** Rejects when this vault did not make the text. */
  decrypt(sealed: string): Promise<string>;
}
