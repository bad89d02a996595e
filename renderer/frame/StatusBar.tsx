import { Keyboard, LockOpen } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import type { EngineStatus } from "#shared/contract/app";
import type { EpochMs } from "#shared/units/time";
import { useLink } from "../bridge/use-link";
import { useNow } from "../components/now";
import { StateDot } from "../components/StateDot";
import { Tooltip } from "../components/Tooltip";
import { useAbout, useEngineStatus } from "../stores/engine";
import { DoNotDisturb } from "./DoNotDisturb";
import { type CostWords, collectorReasons, costLines, costWords, engineWords, lagWords, silentAfter } from "./engine-words";
import { ProblemsButton } from "./ProblemsButton";
import styles from "./StatusBar.module.css";

/** One line at the bottom: how the console itself is, and what it costs. */
export function StatusBar({ onKeys }: { onKeys(): void }) {
  const status = useEngineStatus();
  const link = useLink();
  const heardAt = status.dataUpdatedAt;
  const isSilent = useIsSilent(heardAt);
  const now = useNow(isSilent);
  const engine = engineWords(link, status.data, heardAt, isSilent ? Math.max(now, heardAt + silentAfter) : heardAt);
  const isFresh = engine.state === "ok" || engine.state === "warning";
  return (
    <footer className={styles.bar}>
      <span className={styles.item} role="status" title={status.data && collectorReasons(status.data)}>
        <StateDot state={engine.state} label={engine.state} />
        {engine.words}
      </span>
      {/* What it used a while ago is not what it uses. */}
      {status.data && isFresh && (
        <span className={styles.figures}>
          <span>{lagWords(status.data.evaluationLagMs)}</span>
          <Cost status={status.data} />
        </span>
      )}
      <End onKeys={onKeys} />
    </footer>
  );
}

/** Apart from the figures, which change every second. */
const End = memo(function End({ onKeys }: { onKeys(): void }) {
  return (
    <span className={styles.end}>
      <SecretsMark />
      <ProblemsButton />
      <DoNotDisturb />
      <Tooltip text="Keys of this page" keys="?" side="top">
        <button type="button" className={styles.button} onClick={onKeys} aria-label="Keys of this page">
          <Keyboard size={14} aria-hidden />
        </button>
      </Tooltip>
    </span>
  );
});

/** Whether the last word is too long ago. A clock that ticks would draw the bar twice a second for nothing. */
function useIsSilent(heardAt: EpochMs): boolean {
  const [isSilent, setIsSilent] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new word starts the wait again
  useEffect(() => {
    setIsSilent(false);
    const timer = setTimeout(() => setIsSilent(true), silentAfter);
    return () => clearTimeout(timer);
  }, [heardAt]);
  return isSilent;
}

/** What all this costs; the lines behind it are only made for whoever points at it. */
function Cost({ status }: { status: EngineStatus }) {
  const latest = useRef(status);
  useEffect(() => {
    latest.current = status;
  });
  return <CostFigures {...costWords(status)} latest={latest} />;
}

/** Drawn anew when a word of it changes, which is not every second. */
const CostFigures = memo(function CostFigures({ latest, ...words }: CostWords & { latest: { current: EngineStatus } }) {
  return (
    <a
      href="#/settings?section=sampling"
      className={styles.cost}
      aria-label={`Watchdeck's own cost: ${Object.values(words).join(", ")}`}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = costLines(latest.current);
      }}
    >
      <span className={styles.cpu}>{words.cpu}</span>
      <span className={styles.memory}>{words.memory}</span>
      <span className={styles.samples}>{words.samples}</span>
      <span className={styles.late}>{words.late}</span>
      {words.wakeups !== undefined && <span className={styles.wakeups}>{words.wakeups}</span>}
    </a>
  );
});

/** Lasting, as long as it is true: secrets are kept in a file that is not encrypted. */
function SecretsMark() {
  const storage = useAbout().data?.secretStorage;
  if (storage?.kind !== "file") return null;
  return (
    <a href="#/settings?section=secrets" className={styles.mark} title={storage.detail}>
      <LockOpen size={13} aria-hidden />
      Secrets not encrypted
    </a>
  );
}
