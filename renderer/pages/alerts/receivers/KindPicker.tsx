import type { IntegrationKind } from "#shared/contract/receivers";
import { kindFaces } from "./kinds";
import styles from "./Receivers.module.css";

/** The first choice for a new receiver: how it is told. */
export function KindPicker({ onPick }: { onPick(kind: IntegrationKind): void }) {
  return (
    <div className={styles.picker}>
      {kindFaces.map(({ kind, title, about, icon: Icon }) => (
        <button key={kind} type="button" className={styles.pick} onClick={() => onPick(kind)}>
          <Icon size={18} aria-hidden />
          <span>
            <span className={styles.pickTitle}>{title}</span>
            <span className={styles.pickAbout}>{about}</span>
          </span>
        </button>
      ))}
    </div>
  );
}
