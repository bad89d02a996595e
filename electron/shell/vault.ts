import { safeStorage } from "electron";
import type { Log } from "../engine/log";
import type { EngineHost } from "./engine-host";
import { judgeKeychain } from "./keychain";
import type { Keychain } from "./messages";

/** Seals and unseals for the engine's process, and says what there is to seal with. */
export async function setUpVault(host: EngineHost, log: Log): Promise<Keychain> {
  const backend = process.platform === "linux" ? safeStorage.getSelectedStorageBackend() : "system";
  const keychain = judgeKeychain(process.platform, await isEncryptionAvailable(), backend);
  log.info(`secrets: ${keychain.detail} (${backend})`);

  host.onMessage((message) => {
    if (message.t !== "seal" && message.t !== "unseal") return;
    const { id, text } = message;
    const work = message.t === "seal" ? seal(text) : unseal(text);
    work.then(
      (result) => host.post({ t: "sealed", id, ok: true, text: result }),
      (error: unknown) => {
        log.warn(`the keychain could not ${message.t} a secret`, error);
        host.post({ t: "sealed", id, ok: false, reason: "The system's keychain could not open this secret; enter it again." });
      },
    );
  });
  return keychain;
}

// The asynchronous functions do not block while the system asks its user to unlock the keyring; an older Electron, as a
// distribution may bring, has only the synchronous ones. Either opens what the other sealed.
const hasAsync = () => typeof safeStorage.encryptStringAsync === "function";

async function isEncryptionAvailable(): Promise<boolean> {
  return hasAsync() ? safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable();
}

async function seal(text: string): Promise<string> {
  const sealed = hasAsync() ? await safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text);
  return sealed.toString("base64");
}

async function unseal(text: string): Promise<string> {
  const sealed = Buffer.from(text, "base64");
  return hasAsync() ? (await safeStorage.decryptStringAsync(sealed)).result : safeStorage.decryptString(sealed);
}
