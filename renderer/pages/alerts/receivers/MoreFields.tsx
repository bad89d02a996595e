import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import styles from "./Receivers.module.css";

interface Props {
  title: string;
  /** As when something in it is set: nothing that is set is out of sight. */
  isOpenAtFirst: boolean;
  children: ReactNode;
}

/** Fields that most people leave as they are. */
export function MoreFields({ title, isOpenAtFirst, children }: Props) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <div className={styles.more}>
      <button type="button" className={styles.moreHead} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <ChevronRight size={14} aria-hidden />
        {title}
      </button>
      {isOpen && <div className={styles.moreBody}>{children}</div>}
    </div>
  );
}
