import { useState } from "react";
import type { Process, ProcessSnapshot } from "../../bridge/process-list";
import { visibleText } from "../../components/visible-text";
import styles from "./Detail.module.css";
import { Fact } from "./Fact";

interface Props {
  process: Process;
  snapshot: ProcessSnapshot;
  onSelect(pid: number): void;
}

const most = 8;

/** The parent and the children, each a way there. */
export function Relatives({ process, snapshot, onSelect }: Props) {
  const [isWhole, setWhole] = useState(false);
  const parent = snapshot.processes.find(({ info }) => info.pid === process.info.parentPid);
  const children = snapshot.processes.filter(({ info }) => info.parentPid === process.info.pid);
  const link = ({ key, info }: Process) => (
    <button key={key} type="button" className={styles.link} onClick={() => onSelect(info.pid)} title={visibleText(info.command)}>
      {visibleText(info.name)} <span className={styles.muted}>{info.pid}</span>
    </button>
  );
  return (
    <>
      <Fact name="Parent">{parent ? link(parent) : <span className={styles.muted}>none ({process.info.parentPid})</span>}</Fact>
      {children.length > 0 && (
        <Fact name={children.length === 1 ? "Child" : `${children.length} children`}>
          <span className={styles.links}>
            {(isWhole ? children : children.slice(0, most)).map(link)}
            {!isWhole && children.length > most && (
              <button type="button" className={styles.link} onClick={() => setWhole(true)}>
                and {children.length - most} more
              </button>
            )}
          </span>
        </Fact>
      )}
    </>
  );
}
