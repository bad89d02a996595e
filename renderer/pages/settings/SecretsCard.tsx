import type { SecretStorage } from "#shared/contract/app";
import type { Preferences } from "#shared/contract/settings";
import { Badge } from "../../components/Badge";
import { Card } from "../../components/Card";
import { Skeleton } from "../../components/Skeleton";
import { Switch } from "../../components/Switch";
import { useAbout } from "../../stores/engine";
import styles from "./Settings.module.css";

interface Props {
  preferences: Preferences;
  onUpdate(change: Partial<Preferences>): void;
}

/** Where the secrets of connections are kept, and the switch for where the system offers no safe place. */
export function SecretsCard({ preferences, onUpdate }: Props) {
  const about = useAbout();
  const storage = about.data?.secretStorage;
  return (
    <Card title="Passwords and tokens">
      {storage ? <Storage storage={storage} /> : <Skeleton width={320} />}
      {storage && (storage.kind === "refused" || preferences.allowUnencryptedSecrets) && (
        <Switch
          label="Allow unencrypted secrets"
          hint="Only where the system offers no encryption: in a file that only your user can read. Whoever reads your files or your backups can read them too."
          isOn={preferences.allowUnencryptedSecrets}
          onChange={(allowUnencryptedSecrets) => onUpdate({ allowUnencryptedSecrets })}
        />
      )}
    </Card>
  );
}

function Storage({ storage }: { storage: SecretStorage }) {
  const mark = {
    keychain: <Badge state="ok">encrypted</Badge>,
    file: <Badge state="warning">plain file</Badge>,
    refused: <Badge state="unknown">not stored</Badge>,
  }[storage.kind];
  return (
    <p className={styles.storage}>
      {mark} {storage.detail}
    </p>
  );
}
