import type { UseQueryResult } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { Link } from "react-router";
import type { ProcessDetail } from "#shared/contract/processes";
import type { AppError } from "#shared/model/failure";
import type { Process, ProcessSnapshot } from "../../bridge/process-list";
import { Age } from "../../components/Age";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { FailureNote } from "../../components/FailureNote";
import { Skeleton } from "../../components/Skeleton";
import { visibleText } from "../../components/visible-text";
import styles from "./Detail.module.css";
import { Fact, PartFact } from "./Fact";
import { Measured } from "./Measured";
import { niceWords } from "./niceness";
import { Relatives } from "./Relatives";

interface Props {
  process: Process;
  isRunning: boolean;
  snapshot: ProcessSnapshot;
  detail: UseQueryResult<ProcessDetail, AppError>;
  onSelect(pid: number): void;
}

/** What is known of a process beyond its lines: some of it comes with each look, some was measured when it was asked for. */
export function DetailFacts({ process, isRunning, snapshot, detail, onSelect }: Props) {
  const { info } = process;
  return (
    <>
      <Card
        title="Measured"
        aside={
          detail.data && (
            <>
              <Age at={detail.data.time} />
              {isRunning && (
                <Button size="small" icon={RotateCw} onClick={() => void detail.refetch()} isBusy={detail.isFetching}>
                  Again
                </Button>
              )}
            </>
          )
        }
      >
        {detail.data ? (
          <Measured detail={detail.data} />
        ) : detail.error ? (
          <FailureNote failure={detail.error.failure} onRetry={() => void detail.refetch()} isRetrying={detail.isFetching} />
        ) : isRunning ? (
          <Skeleton height={16} lines={8} />
        ) : (
          <p className={styles.muted}>It ended before this was measured.</p>
        )}
      </Card>
      <Card title="Place">
        <dl className={styles.facts}>
          <Relatives process={process} snapshot={snapshot} onSelect={onSelect} />
          {!Number.isNaN(process.nice) && (
            <Fact name="Nice">
              {process.nice} <span className={styles.muted}>({niceWords(process.nice)})</span>
            </Fact>
          )}
          {info.containerId !== undefined && (
            <Fact name="Container">
              <Link to={`/containers?id=${encodeURIComponent(info.containerId)}`} title={info.containerId}>
                {info.containerId.slice(0, 12)}
              </Link>
            </Fact>
          )}
          {info.cgroup !== undefined && (
            <Fact name="Cgroup">
              <code>{visibleText(info.cgroup)}</code>
            </Fact>
          )}
          {detail.data && (
            <>
              <PartFact name="Program" part={detail.data.executable}>
                {(path) => <code>{visibleText(path)}</code>}
              </PartFact>
              <PartFact name="Folder" part={detail.data.workingFolder}>
                {(path) => <code>{visibleText(path)}</code>}
              </PartFact>
            </>
          )}
        </dl>
      </Card>
    </>
  );
}
