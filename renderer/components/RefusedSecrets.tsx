import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../bridge/ask";
import { useAbout } from "../stores/engine";
import { FailureNote } from "./FailureNote";
import styles from "./RefusedSecrets.module.css";
import { Switch } from "./Switch";

interface Props {
  /** Whether the form has secrets to store at all. */
  isWanted: boolean;
}

/** Where the system offers no safe place for secrets: why they are refused, and the switch that allows them anyway. */
export function RefusedSecrets({ isWanted }: Props) {
  const about = useAbout();
  const queries = useQueryClient();
  const [failure, setFailure] = useState<Failure>();
  const storage = about.data?.secretStorage;
  if (!isWanted || storage?.kind !== "refused") return null;

  async function allow(): Promise<void> {
    try {
      await ask("settings.update", { allowUnencryptedSecrets: true });
      await queries.invalidateQueries({ queryKey: ["app.about", {}] });
    } catch (error) {
      setFailure(toFailure(error));
    }
  }

  return (
    <div className={styles.refused}>
      <p>Passwords, tokens and header values cannot be stored safely here: {storage.detail}.</p>
      <Switch
        label="Allow unencrypted secrets"
        hint="In a file that only your user can read. Whoever reads your files or your backups can read them too. You can take this back in Settings."
        isOn={false}
        onChange={() => void allow()}
      />
      {failure && <FailureNote failure={failure} />}
    </div>
  );
}
