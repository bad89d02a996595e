import { Bell, Boxes, Plus } from "lucide-react";
import { useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { formatCount } from "#shared/format/count";
import type { RuleFile } from "#shared/model/rule";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { Card } from "../../../components/Card";
import { EmptyState } from "../../../components/EmptyState";
import { FailureNote } from "../../../components/FailureNote";
import { Skeleton } from "../../../components/Skeleton";
import { TextInput } from "../../../components/TextInput";
import { useSlashKey } from "../../../components/use-slash-key";
import { useAlerts } from "../../../stores/alerts";
import { useInbox } from "../../../stores/inbox";
import { useSourceNames } from "../../../stores/source-names";
import { EditDialog } from "./editor/EditDialog";
import { LoadDialog } from "./LoadDialog";
import { PacksDialog } from "./packs/PacksDialog";
import { findRules, type PlacedRule, rulesOf } from "./placed-rules";
import { RemoveFileDialog } from "./RuleFileDialogs";
import { RuleFiles } from "./RuleFiles";
import { RuleFolders } from "./RuleFolders";
import styles from "./Rules.module.css";
import { keyOfRule, RulesTable } from "./RulesTable";

type Open = { kind: "load" | "packs" } | { kind: "edit"; file: RuleFile; line?: number } | { kind: "remove"; file: RuleFile };

/** The rule files, and every rule in them. `?file=&rule=` marks a rule. */
export function RulesPanel() {
  const answer = useAlerts();
  const folders = useAsk("rules.folders", {});
  const inbox = useInbox();
  const sources = useSourceNames();
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<Open>();
  const [words, setWords] = useState("");
  const input = useSlashKey();
  const snapshot = answer.data;
  const rules = useMemo(() => (snapshot ? rulesOf(snapshot) : []), [snapshot]);
  const found = useMemo(() => findRules(rules, words), [rules, words]);
  const marked = rules.find(({ file, rule }) => file.id === params.get("file") && rule.id === params.get("rule"));
  const close = () => setOpen(undefined);
  const changed = () => void folders.refetch();

  const mark = ({ file, rule }: PlacedRule) => setParams({ file: file.id, rule: rule.id }, { replace: true });
  function show({ file, rule }: PlacedRule): void {
    // What a server evaluates can be looked at in the table and nowhere else.
    if (file.origin !== "server") setOpen({ kind: "edit", file, line: rule.line });
  }

  const load = (
    <Button kind="primary" icon={Plus} onClick={() => setOpen({ kind: "load" })}>
      Load rule file
    </Button>
  );
  const readyMade = (
    <Button icon={Boxes} onClick={() => setOpen({ kind: "packs" })}>
      Ready-made rules
    </Button>
  );

  return (
    <div className={styles.panel}>
      {answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      ) : !snapshot ? (
        <Card>
          <Skeleton height={26} lines={6} />
        </Card>
      ) : snapshot.files.length === 0 && (folders.data?.folders.length ?? 0) === 0 ? (
        <Card>
          <EmptyState
            icon={Bell}
            title="No rules loaded"
            action={
              <div className={styles.actions}>
                {readyMade}
                {load}
              </div>
            }
          >
            Choose ready-made rules for this host or your servers, or load a Prometheus rule file: its rules are evaluated here,
            against this host or a server, and you are told when one fires and when it resolves.
          </EmptyState>
        </Card>
      ) : (
        <>
          <div className={styles.toolbar}>
            <TextInput
              ref={input}
              type="search"
              className={styles.words}
              value={words}
              onChange={setWords}
              aria-label="Words"
              placeholder="Name, expression, group, label"
            />
            <p role="status" className={styles.outcome}>
              {words.trim() !== "" && `${formatCount(found.length)} of ${formatCount(rules.length)} rules`}
            </p>
            {readyMade}
            {load}
          </div>
          <RuleFiles
            files={snapshot.files}
            sources={sources}
            onEdit={(file) => setOpen({ kind: "edit", file })}
            onRemove={(file) => setOpen({ kind: "remove", file })}
          />
          <RuleFolders folders={folders.data?.folders ?? []} sources={sources} onChanged={changed} />
          <RulesTable rules={found} selected={marked && keyOfRule(marked)} onSelect={mark} onOpen={show} />
          {marked && marked.file.origin !== "server" && (
            <div className={styles.actions}>
              <Button onClick={() => show(marked)}>Edit {marked.rule.name}</Button>
            </div>
          )}
        </>
      )}
      {open?.kind === "load" && (
        <LoadDialog
          sources={sources.forRules}
          onLoaded={() => {
            changed();
            close();
          }}
          onClose={close}
        />
      )}
      {open?.kind === "packs" && (
        <PacksDialog
          onAdded={(file) => {
            setParams({ file }, { replace: true });
            close();
          }}
          onClose={close}
        />
      )}
      {open?.kind === "edit" && <EditDialog file={open.file} line={open.line} onClose={close} />}
      {open?.kind === "remove" && <RemoveFileDialog file={open.file} alerts={inbox.rows} onClose={close} />}
    </div>
  );
}
