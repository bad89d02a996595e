import { Plus, X } from "lucide-react";
import type { IntegrationKind } from "#shared/contract/receivers";
import { Button } from "../../../components/Button";
import { IconButton } from "../../../components/IconButton";
import { Menu } from "../../../components/Menu";
import type { IntegrationForm } from "./form";
import { faceOf, kindFaces } from "./kinds";
import styles from "./Receivers.module.css";

interface Props {
  integrations: readonly IntegrationForm[];
  chosen: string;
  onChoose(id: string): void;
  onAdd(kind: IntegrationKind): void;
  onRemove(id: string): void;
}

/** The ways in which one receiver is told, and another one to add. */
export function IntegrationTabs({ integrations, chosen, onChoose, onAdd, onRemove }: Props) {
  return (
    <div className={styles.ways}>
      {integrations.map(({ integration: { id, kind } }) => {
        const { title, icon: Icon } = faceOf(kind);
        return (
          <span key={id} className={styles.way} data-chosen={id === chosen || undefined}>
            <button type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
              <Icon size={14} aria-hidden />
              {title}
            </button>
            {integrations.length > 1 && <IconButton icon={X} label={`Remove ${title}`} onClick={() => onRemove(id)} />}
          </span>
        );
      })}
      <Menu
        align="start"
        trigger={
          <Button kind="quiet" size="small" icon={Plus}>
            Also tell by
          </Button>
        }
        items={kindFaces.map(({ kind, title, icon }) => ({ label: title, icon, onSelect: () => onAdd(kind) }))}
      />
    </div>
  );
}
