import { Crosshair, Gauge, X, Zap } from "lucide-react";
import { useState } from "react";
import type { ProcessSnapshot } from "../../bridge/process-list";
import { useAsk } from "../../bridge/use-ask";
import { Age } from "../../components/Age";
import { Badge } from "../../components/Badge";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { EmptyState } from "../../components/EmptyState";
import { IconButton } from "../../components/IconButton";
import { Menu } from "../../components/Menu";
import { Tabs } from "../../components/Tabs";
import { visibleText } from "../../components/visible-text";
import { useHostInfo } from "../../stores/host";
import type { Chosen } from "./chosen";
import styles from "./Detail.module.css";
import { DetailNow } from "./DetailNow";
import type { ProcessHistory } from "./history";
import { OpenFiles } from "./OpenFiles";
import { signalsOn } from "./signals";
import { stateMarks } from "./state-marks";
import { ThreadList } from "./ThreadList";
import type { ProcessActions } from "./warnings";

export interface DetailPaneProps {
  chosen: Chosen;
  snapshot: ProcessSnapshot;
  history: ProcessHistory;
  hasGpu: boolean;
  isFollowing: boolean;
  onFollow(isFollowing: boolean): void;
  onSelect(pid: number): void;
  onAction(action: ProcessActions): void;
  onClose(): void;
}

type DetailTab = "now" | "threads" | "files";

/** One process: what it uses, what it is, and what can be done to it. */
export function DetailPane(props: DetailPaneProps) {
  const { chosen, snapshot, history, hasGpu, onSelect, onClose } = props;
  const { process, endedAt } = chosen;
  const [tab, setTab] = useState<DetailTab>("now");
  const isRunning = process !== undefined && endedAt === undefined;
  const detail = useAsk(
    "processes.detail",
    { pid: chosen.pid, startStamp: process?.info.startStamp ?? 0 },
    { enabled: isRunning, staleTime: Number.POSITIVE_INFINITY, gcTime: 0, retry: false },
  );

  if (!process) {
    return (
      <Card className={styles.pane}>
        <EmptyState title={`There is no process ${chosen.pid}`} action={<Button onClick={onClose}>Close</Button>}>
          It has ended, or it was never on this machine.
        </EmptyState>
      </Card>
    );
  }
  return (
    <section className={styles.pane} aria-label={visibleText(process.info.name)}>
      <Head {...props} />
      <Tabs<DetailTab>
        label="Detail"
        value={tab}
        onChange={setTab}
        tabs={[
          {
            value: "now",
            label: "Now",
            content: (
              <DetailNow
                process={process}
                isRunning={isRunning}
                snapshot={snapshot}
                history={history}
                hasGpu={hasGpu}
                detail={detail}
                onSelect={onSelect}
              />
            ),
          },
          {
            value: "threads",
            label: "Threads",
            ...(process.threads >= 0 && { count: process.threads }),
            content: <ThreadList detail={detail} isRunning={isRunning} />,
          },
          {
            value: "files",
            label: "Open files",
            content: <OpenFiles process={process} isRunning={isRunning} />,
          },
        ]}
      />
    </section>
  );
}

function Head({ chosen: { process, endedAt }, isFollowing, onFollow, onAction, onClose }: DetailPaneProps) {
  const platform = useHostInfo().data?.platform;
  if (!process) return null;
  const { info, state } = process;
  const isRunning = endedAt === undefined;
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        <h2 title={visibleText(info.name)}>{visibleText(info.name)}</h2>
        <span className={styles.pid}>{info.pid}</span>
        {isRunning ? <Badge state={stateMarks[state]}>{state}</Badge> : <Badge state="unknown">ended</Badge>}
      </div>
      <p className={styles.origin}>
        <span className={styles.user} title={visibleText(info.user)}>
          {visibleText(info.user)}
        </span>
        {info.startedAt !== undefined && (
          <>
            {" · started "}
            <Age at={info.startedAt} />
          </>
        )}
        {endedAt !== undefined && (
          <>
            {" · "}
            <b className={styles.ended}>
              ended <Age at={endedAt} />; these are its last figures
            </b>
          </>
        )}
      </p>
      {isRunning && (
        <div className={styles.actions}>
          <Button
            size="small"
            icon={Crosshair}
            aria-pressed={isFollowing}
            onClick={() => onFollow(!isFollowing)}
            className={isFollowing ? styles.following : undefined}
          >
            {isFollowing ? "Following" : "Follow"}
          </Button>
          <Menu
            align="start"
            trigger={
              <Button size="small" icon={Zap}>
                Signal…
              </Button>
            }
            items={signalsOn(platform).map(({ name, does }) => ({
              label: name,
              detail: does,
              onSelect: () => onAction({ kind: "signal", process, signal: name }),
            }))}
          />
          <Button size="small" icon={Gauge} onClick={() => onAction({ kind: "renice", process })}>
            Renice…
          </Button>
        </div>
      )}
      <IconButton icon={X} label="Close" onClick={onClose} className={styles.close} />
    </header>
  );
}
