import { useEffect, useRef, useState } from "react";
import type { SilenceRow } from "#shared/contract/silences";
import type { EpochMs, Milliseconds } from "#shared/units/time";
import { moveFocus } from "../../../components/move-focus";
import { useIdleKeys } from "../../../components/use-idle-keys";
import { homeName } from "./homes";
import { SilenceItem } from "./SilenceItem";
import styles from "./Silences.module.css";
import { keyOf } from "./silence-list";
import { type SilenceStart, startFrom, startLike } from "./start";
import type { useSilenceActions } from "./use-silence-actions";
import { useHomes } from "./use-silences";

interface Props {
  label: string;
  silences: readonly SilenceRow[];
  /** The one that a link names: unfolded, and brought into sight. */
  linkedKey: string | undefined;
  now: EpochMs;
  warnBefore: Milliseconds;
  actions: ReturnType<typeof useSilenceActions>;
  onEdit(start: SilenceStart): void;
}

/** More rows than this nobody reads, and each of them counts down. */
const mostShown = 200;

/** Silences of one state, one of them perhaps unfolded. */
export function SilenceList({ label, silences, linkedKey, now, warnBefore, actions, onEdit }: Props) {
  const [openKey, setOpenKey] = useState(linkedKey);
  const list = useRef<HTMLUListElement>(null);
  const homes = useHomes();
  useEffect(() => {
    if (linkedKey !== undefined) list.current?.querySelector(`[data-linked]`)?.scrollIntoView({ block: "nearest" });
  }, [linkedKey]);
  useIdleKeys(({ key }) => {
    if (key === "j" || key === "ArrowDown") list.current?.querySelector<HTMLElement>("[data-row-stop]")?.focus();
  });
  return (
    <ul ref={list} className={styles.list} aria-label={label} onKeyDown={moveFocus}>
      {silences.slice(0, mostShown).map((silence) => {
        const key = keyOf(silence);
        return (
          <SilenceItem
            key={key}
            silence={silence}
            homeName={homeName(homes, silence.home)}
            now={now}
            warnBefore={warnBefore}
            isOpen={openKey === key}
            isLinked={linkedKey === key}
            isBusy={actions.busyKey === key}
            onToggle={() => setOpenKey(openKey === key ? undefined : key)}
            onEdit={() => onEdit(startFrom(silence))}
            onExtend={(endsAt) => void actions.extend(silence, endsAt)}
            onExpire={() => void actions.expire(silence)}
            onRecreate={() => onEdit(startLike(silence))}
          />
        );
      })}
      {silences.length > mostShown && (
        <li className={styles.more}>and {silences.length - mostShown} more: search to narrow them down</li>
      )}
    </ul>
  );
}
