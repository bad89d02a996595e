import { Ellipsis, FileCode, Trash2 } from "lucide-react";
import { useState } from "react";
import type { CallInput } from "#shared/contract/index";
import { type Failure, toFailure } from "#shared/model/failure";
import type { RuleFile } from "#shared/model/rule";
import { ask } from "../../../bridge/ask";
import { Badge } from "../../../components/Badge";
import { Card } from "../../../components/Card";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
import { Menu, type MenuItem } from "../../../components/Menu";
import { Select } from "../../../components/Select";
import { Switch } from "../../../components/Switch";
import { visibleText } from "../../../components/visible-text";
import { type useSourceNames, withChosen } from "../../../stores/source-names";
import styles from "./Rules.module.css";

interface Props {
  files: readonly RuleFile[];
  sources: ReturnType<typeof useSourceNames>;
  onEdit(file: RuleFile): void;
  onRemove(file: RuleFile): void;
}

/** The rule files: where each is evaluated, whether, and what is wrong with it. Those of servers are only told of. */
export function RuleFiles({ files, sources, onEdit, onRemove }: Props) {
  const [failure, setFailure] = useState<Failure>();

  async function update(change: CallInput<"rules.update">): Promise<void> {
    setFailure(undefined);
    try {
      await ask("rules.update", change);
    } catch (error) {
      setFailure(toFailure(error));
    }
  }

  return (
    <Card title="Rule files" isFlush>
      {failure && <FailureNote failure={failure} />}
      <ul>
        {files.map((file) => (
          <li key={file.id} className={styles.file}>
            {file.origin === "server" ? (
              <span aria-hidden />
            ) : (
              <Switch
                label={`Evaluate ${file.name}`}
                isLabelHidden
                isOn={file.enabled}
                onChange={(enabled) => void update({ id: file.id, enabled })}
              />
            )}
            <div className={styles.fileMain}>
              <span className={styles.fileName} title={file.path}>
                {visibleText(file.name)}
              </span>
              <FileState file={file} />
            </div>
            {file.origin === "server" || file.origin === "folder" ? (
              <span className={styles.muted}>
                {file.origin === "server"
                  ? `evaluated by ${visibleText(sources.nameOf(file.source))}`
                  : visibleText(sources.nameOf(file.source))}
              </span>
            ) : (
              <Select
                label={`Source of ${file.name}`}
                value={file.source}
                onChange={(source) => void update({ id: file.id, source })}
                options={withChosen({ ...sources, options: sources.forRules }, file.source)}
              />
            )}
            {file.origin === "server" ? (
              <span aria-hidden />
            ) : (
              <Menu
                trigger={<IconButton icon={Ellipsis} label={`Actions for ${file.name}`} />}
                items={actionsFor(file, { onEdit, onRemove })}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function actionsFor(file: RuleFile, { onEdit, onRemove }: Pick<Props, "onEdit" | "onRemove">): MenuItem[] {
  const edit: MenuItem = { label: "Edit its text", icon: FileCode, onSelect: () => onEdit(file) };
  // One in a watched folder comes back as long as it is there: it is switched off, or its folder is.
  if (file.origin === "folder") return [edit];
  return [edit, { label: "Remove", icon: Trash2, isDanger: true, onSelect: () => onRemove(file) }];
}

function FileState({ file }: { file: RuleFile }) {
  if (file.problem !== undefined) {
    return (
      <div className={styles.fileProblem}>
        <Badge state="unknown">{file.groups.length > 0 ? "as it was before" : "not evaluated"}</Badge> {visibleText(file.problem)}
      </div>
    );
  }
  const rules = file.groups.reduce((sum, group) => sum + group.rules.length, 0);
  const warnings = file.diagnostics.length;
  return (
    <div className={styles.fileFacts}>
      {count(rules, "rule")} in {count(file.groups.length, "group")}
      {!file.enabled && " · switched off"}
      {file.origin === "folder" && " · from a watched folder"}
      {warnings > 0 && ` · ${count(warnings, "warning")}`}
    </div>
  );
}

const count = (many: number, word: string): string => `${many} ${word}${many === 1 ? "" : "s"}`;
