import { AppError } from "#shared/model/failure";
import type { Vault } from "../../engine/secrets/vault";
import type { FromEngineProcess, Keychain, ToEngineProcess } from "../messages";

type Sealed = Extract<ToEngineProcess, { t: "sealed" }>;

export interface RemoteVault extends Vault {
  /** What the main process found; before it is known, nothing is sealed. */
  setKeychain(keychain: Keychain): void;
  receive(answer: Sealed): void;
}

/** Seals by asking the main process, which alone can speak to the system's keychain. */
export function createRemoteVault(post: (message: FromEngineProcess) => void): RemoteVault {
  let keychain: Keychain = { isAvailable: false, detail: "the keychain was not asked yet" };
  let nextId = 1;
  const waiting = new Map<number, (answer: Sealed) => void>();

  function ask(t: "seal" | "unseal", text: string): Promise<string> {
    const id = nextId++;
    return new Promise((resolve, reject) => {
      waiting.set(id, (answer) => {
        if (answer.ok) resolve(answer.text);
        else reject(new AppError({ kind: "refused", say: answer.reason }));
      });
      post({ t, id, text });
    });
  }

  return {
    setKeychain(found) {
      keychain = found;
    },
    receive(answer) {
      const settle = waiting.get(answer.id);
      waiting.delete(answer.id);
      settle?.(answer);
    },
    get seal() {
      return keychain.isAvailable ? "keychain" : "none";
    },
    storage(allowUnencrypted) {
      const { isAvailable, detail } = keychain;
      if (isAvailable) return { kind: "keychain", detail };
      if (!allowUnencrypted) return { kind: "refused", detail };
      return { kind: "file", detail: `not encrypted, in a file that only your user can read: ${detail}` };
    },
    // Without a keychain the text goes through as it is; whoever keeps secrets has asked `storage` before.
    encrypt: (text) => (keychain.isAvailable ? ask("seal", text) : Promise.resolve(text)),
    decrypt: (sealed) => (keychain.isAvailable ? ask("unseal", sealed) : Promise.resolve(sealed)),
  };
}
