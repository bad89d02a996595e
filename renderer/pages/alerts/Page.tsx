import { Bell, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";
import type { RuleFile } from "#shared/model/rule";
import { Button } from "../../components/Button";
import { Card } from "../../components/Card";
import { classNames } from "../../components/class-names";
import { EmptyState } from "../../components/EmptyState";
import { FailureNote } from "../../components/FailureNote";
import { PageHeader } from "../../components/PageHeader";
import { Skeleton } from "../../components/Skeleton";
import { useAlerts } from "../../stores/alerts";
import { usePreferences } from "../../stores/engine";
import { useSourceNames } from "../../stores/source-names";
import { AlertDetail } from "./AlertDetail";
import styles from "./Alerts.module.css";
import { AlertTable } from "./AlertTable";
import { DenseAlerts, denseFrom } from "./DenseAlerts";
import { Freshness } from "./Freshness";
import { countOf, rowsIn } from "./headline";
import { ListEmpty } from "./ListEmpty";
import { ListPicker } from "./ListPicker";
import { LoadDialog } from "./LoadDialog";
import { RemoveFileDialog, ShowTextDialog } from "./RuleFileDialogs";
import { RuleFiles } from "./RuleFiles";
import { RulesTable } from "./RulesTable";
import { rulesOf, toRows } from "./rows";
import { alertPath, readList, writeList } from "./url";

type Open = { kind: "load" } | { kind: "text" | "remove"; file: RuleFile };

/** What fires, what is about to, what has resolved, and the rules behind it. */
export function Page() {
  const answer = useAlerts();
  const sources = useSourceNames();
  const navigate = useNavigate();
  const { id } = useParams();
  const [params] = useSearchParams();
  const [open, setOpen] = useState<Open>();
  const snapshot = answer.data;
  const rows = useMemo(() => (snapshot ? toRows(snapshot) : []), [snapshot]);
  const list = readList(params);
  const listed = useMemo(() => (list === "rules" ? [] : rowsIn(rows, list)), [rows, list]);
  const isCompact = usePreferences().data?.density === "compact";
  const selected = rows.find((row) => row.id === id);
  const show = (next: string | undefined) => void navigate(alertPath(next, params), { replace: true });
  const load = (
    <Button kind="primary" icon={Plus} onClick={() => setOpen({ kind: "load" })}>
      Load rule file
    </Button>
  );

  return (
    <div className={styles.page}>
      <PageHeader title="Alerts" context={snapshot && snapshot.files.length > 0 && <Freshness snapshot={snapshot} />} />
      {answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      ) : !snapshot ? (
        <Card>
          <Skeleton height={26} lines={6} />
        </Card>
      ) : snapshot.files.length === 0 ? (
        <Card>
          <EmptyState icon={Bell} title="No rules loaded" action={load}>
            Load a Prometheus rule file: its alerting rules are evaluated here, against this host or a server, and you are told
            once when one fires and once when it resolves.
          </EmptyState>
        </Card>
      ) : (
        <>
          <div className={styles.pickers}>
            <ListPicker
              list={list}
              counts={countOf(snapshot)}
              onChange={(next) => void navigate(alertPath(id, writeList(next, params)), { replace: true })}
            />
            {load}
          </div>
          {list === "rules" ? (
            <>
              <RuleFiles
                files={snapshot.files}
                sources={sources}
                onShow={(file) => setOpen({ kind: "text", file })}
                onRemove={(file) => setOpen({ kind: "remove", file })}
              />
              <RulesTable rules={rulesOf(snapshot)} onShow={(file) => setOpen({ kind: "text", file })} />
            </>
          ) : (
            <>
              <Card isFlush className={classNames(styles.list, selected && styles.besideDetail)}>
                {isCompact && listed.length >= denseFrom ? (
                  <DenseAlerts
                    rows={listed}
                    selectedId={selected?.id}
                    nameOfSource={sources.nameOf}
                    onSelect={(row) => show(row.id)}
                  />
                ) : (
                  <AlertTable
                    rows={listed}
                    list={list}
                    selectedId={selected?.id}
                    nameOfSource={sources.nameOf}
                    onSelect={(row) => show(row.id)}
                    empty={<ListEmpty list={list} counts={countOf(snapshot)} />}
                  />
                )}
              </Card>
              {selected ? (
                <AlertDetail key={selected.id} row={selected} nameOfSource={sources.nameOf} onClose={() => show(undefined)} />
              ) : (
                id !== undefined && <GoneNote onClose={() => show(undefined)} />
              )}
            </>
          )}
        </>
      )}
      {open?.kind === "load" && (
        <LoadDialog sources={sources.options} onLoaded={() => setOpen(undefined)} onClose={() => setOpen(undefined)} />
      )}
      {open?.kind === "text" && <ShowTextDialog file={open.file} onClose={() => setOpen(undefined)} />}
      {open?.kind === "remove" && <RemoveFileDialog file={open.file} onClose={() => setOpen(undefined)} />}
    </div>
  );
}

/** A notification's link may be older than what is kept of an alert. */
function GoneNote({ onClose }: { onClose(): void }) {
  return (
    <Card>
      <EmptyState title="That alert is over" action={<Button onClick={onClose}>Show the list</Button>}>
        It resolved a while ago, or its rule file was removed; it is not kept any more.
      </EmptyState>
    </Card>
  );
}
