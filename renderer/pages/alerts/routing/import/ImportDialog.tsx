import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import type { Extension } from "@codemirror/state";
import { type EditorView, keymap, lineNumbers } from "@codemirror/view";
import { FileUp } from "lucide-react";
import { type DragEvent, useCallback, useRef, useState } from "react";
import type { CallOutput } from "#shared/contract/index";
import { type Diagnostic, type Failure, toFailure } from "#shared/model/failure";
import { ask } from "../../../../bridge/ask";
import { Button } from "../../../../components/Button";
import { Checkbox } from "../../../../components/Checkbox";
import { CodeEditor } from "../../../../components/code-editor/CodeEditor";
import { DiagnosticList } from "../../../../components/code-editor/DiagnosticList";
import { goTo } from "../../../../components/code-editor/go-to";
import { markedLines } from "../../../../components/code-editor/marked-lines";
import { useDiagnostics } from "../../../../components/code-editor/use-diagnostics";
import { Dialog } from "../../../../components/Dialog";
import { FailureNote } from "../../../../components/FailureNote";
import { tellHereToo, tellsHere } from "../tell-here";
import { Found } from "./Found";
import styles from "./Import.module.css";

interface Props {
  /** Whether edits that are not saved would be lost. */
  hasEdits: boolean;
  onImported(): void;
  onClose(): void;
}

type Checked = CallOutput<"routing.check">;

const editing: Extension = [lineNumbers(), history(), markedLines, keymap.of([...historyKeymap, ...defaultKeymap])];

const usualName = "alertmanager.yml";

/** As large as the contract lets it be. */
const largestFile = 5_000_000;

/** Takes over an alertmanager.yml: pasted, dropped or chosen, and looked at before anything changes. */
export function ImportDialog({ hasEdits, onImported, onClose }: Props) {
  const [text, setText] = useState("");
  const [name, setName] = useState(usualName);
  const [checked, setChecked] = useState<{ text: string; answer: Checked }>();
  const [view, setView] = useState<EditorView>();
  const [importing, setImporting] = useState<"no" | "yes" | Failure>("no");
  const [isTelling, setTelling] = useState(true);
  const [problem, setProblem] = useState<Failure>();
  const check = useCallback(async (what: string, signal: AbortSignal): Promise<readonly Diagnostic[]> => {
    try {
      const answer = await ask("routing.check", { text: what }, { signal });
      setChecked({ text: what, answer });
      setProblem(undefined);
      return answer.diagnostics;
    } catch (error) {
      // Without an answer nothing can be taken over: that has to be said.
      if (!signal.aborted) setProblem(toFailure(error));
      throw error;
    }
  }, []);
  const { diagnostics, isCurrent } = useDiagnostics(text, check);
  const found = isCurrent && checked?.text === text ? checked.answer : undefined;

  async function read(file: File | undefined): Promise<void> {
    setProblem(undefined);
    if (!file) return;
    if (file.size > largestFile)
      return setProblem(badFile(`${file.name} is larger than 5 MB; an alertmanager.yml is a few kilobytes.`));
    try {
      setText(await file.text());
      setName(file.name);
    } catch {
      // The browser's reasons are code names ("NotReadableError"); what the user can do is the same for all of them.
      setProblem(badFile(`${file.name} could not be read; check that it is still there and that you may read it.`));
    }
  }

  async function takeOver(): Promise<void> {
    setImporting("yes");
    try {
      await ask("routing.import", { text, name });
      const { config } = await ask("routing.get", {});
      if (isTelling && !tellsHere(config)) await ask("routing.save", { config: tellHereToo(config) });
      onImported();
    } catch (error) {
      setImporting(toFailure(error));
    }
  }

  function onDrop(event: DragEvent): void {
    const [file] = event.dataTransfer.files;
    // Text that is dragged in is the editor's.
    if (!file) return;
    event.preventDefault();
    event.stopPropagation();
    void read(file);
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title="Import alertmanager.yml"
      description="Its tree of routes, its inhibition rules and its time intervals take the place of those here. Its receivers come to those that are here."
      footer={
        <>
          <ChooseFile onChosen={(file) => void read(file)} />
          <span className={styles.gap} />
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" onClick={() => void takeOver()} disabled={!found?.config} isBusy={importing === "yes"}>
            Take over
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: files can be dropped on the editor; the button below does the same */}
      <div className={styles.room} onDropCapture={onDrop} onDragOver={(event) => event.preventDefault()}>
        <CodeEditor
          label="alertmanager.yml"
          className={styles.text}
          value={text}
          onChange={(next) => {
            setText(next);
            // What is pasted into an empty editor is another file.
            if (next === "") setName(usualName);
          }}
          extensions={editing}
          diagnostics={diagnostics}
          onView={setView}
        />
        {text === "" && (
          <p className={styles.hint} aria-hidden>
            Paste an alertmanager.yml here, drop it, or choose the file below.
          </p>
        )}
      </div>
      <div className={styles.problems}>
        <DiagnosticList diagnostics={diagnostics} onGo={({ place }) => view && goTo(view, place)} />
      </div>
      {found && <Found found={found} />}
      {found?.config && !tellsHere(found.config) && (
        <Checkbox
          isChecked={isTelling}
          onChange={setTelling}
          label="Tell me on this computer too"
          hint="The file knows nothing of this computer: a route that tells it of every alert is put before its own."
        />
      )}
      {hasEdits && found?.config && (
        <p className={styles.warning}>What you have edited here and not saved is replaced as well.</p>
      )}
      {problem && <FailureNote failure={problem} />}
      {typeof importing === "object" && (
        <FailureNote failure={{ ...importing, diagnostics: [] }} onRetry={() => void takeOver()} />
      )}
    </Dialog>
  );
}

const badFile = (say: string): Failure => ({ kind: "bad-file", say, retry: false });

/** The system's file dialog. */
function ChooseFile({ onChosen }: { onChosen(file: File | undefined): void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".yml,.yaml,.txt"
        hidden
        onChange={({ target }) => {
          onChosen(target.files?.[0]);
          // So that choosing the same file again, after it was edited, counts as a choice.
          target.value = "";
        }}
      />
      <Button icon={FileUp} onClick={() => input.current?.click()}>
        Choose a file…
      </Button>
    </>
  );
}
