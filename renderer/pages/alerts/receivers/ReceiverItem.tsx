import { Copy, Ellipsis, Pencil, Settings2, Trash2 } from "lucide-react";
import { useNavigate } from "react-router";
import { nativeReceiver, type ReceiverRow } from "#shared/contract/receivers";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import { visibleText } from "../../../components/visible-text";
import { IntegrationLine } from "./IntegrationLine";
import styles from "./Receivers.module.css";
import { describeUse } from "./words";

interface Props {
  row: ReceiverRow;
  areSecretsEncrypted: boolean;
  onEdit(): void;
  onRemove(): void;
}

/** A receiver with all its ways of telling. */
export function ReceiverItem({ row, areSecretsEncrypted, onEdit, onRemove }: Props) {
  const navigate = useNavigate();
  const isNative = row.name === nativeReceiver;
  const openSettings = () => void navigate("/settings?section=notifications");
  const copyName = () => void navigator.clipboard.writeText(row.name);
  const items = isNative
    ? [{ label: "Notification settings", icon: Settings2, onSelect: openSettings }]
    : [
        { label: "Edit", icon: Pencil, onSelect: onEdit },
        { label: "Copy the name", icon: Copy, onSelect: copyName },
        { label: "Remove", icon: Trash2, isDanger: true, onSelect: onRemove },
      ];
  return (
    <li className={styles.receiver}>
      <div className={styles.title}>
        <button type="button" className={styles.name} data-row-stop onClick={isNative ? openSettings : onEdit}>
          {visibleText(row.name)}
        </button>
        <span className={styles.detail}>{describeUse(row.usedBy)}</span>
        <span className={styles.gap} />
        <Menu trigger={<IconButton icon={Ellipsis} label={`Actions for ${row.name}`} />} items={items} />
      </div>
      <ul className={styles.lines}>
        {row.integrations.map((integration) => (
          <IntegrationLine key={integration.id} row={integration} areSecretsEncrypted={areSecretsEncrypted} />
        ))}
        {row.integrations.length === 0 && <li className={styles.detail}>Nobody: what is routed here is told to no one.</li>}
      </ul>
    </li>
  );
}
