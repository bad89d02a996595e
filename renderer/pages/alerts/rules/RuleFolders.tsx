import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { RuleFolder } from "#shared/contract/rules";
import { ask } from "../../../bridge/ask";
import { Badge } from "../../../components/Badge";
import { Card } from "../../../components/Card";
import { IconButton } from "../../../components/IconButton";
import { RemoveDialog } from "../../../components/RemoveDialog";
import { visibleText } from "../../../components/visible-text";
import type { useSourceNames } from "../../../stores/source-names";
import styles from "./Rules.module.css";

interface Props {
  folders: readonly RuleFolder[];
  sources: ReturnType<typeof useSourceNames>;
  /** The list has to be asked for again. */
  onChanged(): void;
}

/** The folders whose rule files are loaded, now and when they come, change or go. */
export function RuleFolders({ folders, sources, onChanged }: Props) {
  const [removed, setRemoved] = useState<RuleFolder>();
  if (folders.length === 0) return null;
  return (
    <Card title="Watched folders" isFlush>
      <ul>
        {folders.map((folder) => (
          <li key={folder.id} className={styles.folder}>
            <div className={styles.fileMain}>
              <span className={styles.path}>{visibleText(folder.path)}</span>
              <div className={folder.problem === undefined ? styles.fileFacts : styles.fileProblem}>
                {folder.problem === undefined ? (
                  `${folder.files} rule ${folder.files === 1 ? "file" : "files"}`
                ) : (
                  <>
                    <Badge state="unknown">not read</Badge> {visibleText(folder.problem)}
                  </>
                )}
              </div>
            </div>
            <span className={styles.muted}>{visibleText(sources.nameOf(folder.source))}</span>
            <IconButton icon={Trash2} label={`Stop watching ${folder.path}`} onClick={() => setRemoved(folder)} />
          </li>
        ))}
      </ul>
      {removed && (
        <RemoveDialog
          name={removed.path}
          onRemove={async () => {
            await ask("rules.removeFolder", { id: removed.id });
            onChanged();
          }}
          onClose={() => setRemoved(undefined)}
        >
          <p>The rules in it are no longer evaluated. The folder and its files stay as they are.</p>
        </RemoveDialog>
      )}
    </Card>
  );
}
