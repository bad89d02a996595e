import { FileUp } from "lucide-react";
import { type ChangeEvent, useCallback, useRef, useState } from "react";
import { type Failure, toFailure } from "#shared/model/failure";
import { withoutJinja } from "#shared/rules/jinja";
import { ask } from "../../../bridge/ask";
import { Button } from "../../../components/Button";
import { useDiagnostics } from "../../../components/code-editor/use-diagnostics";
import { Dialog } from "../../../components/Dialog";
import { FailureNote } from "../../../components/FailureNote";
import { Field } from "../../../components/Field";
import { type Segment, SegmentedControl } from "../../../components/SegmentedControl";
import { Select, type SelectOption } from "../../../components/Select";
import { TextInput } from "../../../components/TextInput";
import styles from "./Rules.module.css";
import { RuleTextEditor } from "./RuleTextEditor";

interface Props {
  sources: readonly SelectOption<string>[];
  onLoaded(): void;
  onClose(): void;
}

type From = "path" | "text" | "folder";

const ways: readonly Segment<From>[] = [
  { value: "path", label: "A file on this machine" },
  { value: "text", label: "Choose or paste" },
  { value: "folder", label: "A folder" },
];

/** As large as the contract lets a rule file be. */
const largestFile = 5_000_000;

/** Loads a rule file: read in place from now on, or taken over as text. Nothing with an error in it is loaded. */
export function LoadDialog({ sources, onLoaded, onClose }: Props) {
  const [from, setFrom] = useState<From>("path");
  const [path, setPath] = useState("");
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const [source, setSource] = useState("local");
  const [failure, setFailure] = useState<Failure>();
  const [isLoading, setLoading] = useState(false);
  const check = useCallback(
    async (what: string, signal: AbortSignal) => (await ask("rules.check", { text: what, source }, { signal })).diagnostics,
    [source],
  );
  const { diagnostics } = useDiagnostics(from === "text" ? text : "", check);
  const isEmpty = (from === "text" ? text : path).trim() === "";
  const hasJinja = from === "text" && diagnostics.some(({ message }) => message.includes("left over from Jinja"));

  async function load(): Promise<void> {
    setLoading(true);
    setFailure(undefined);
    try {
      if (from === "folder") await ask("rules.addFolder", { path: path.trim(), source });
      else if (from === "path") await ask("rules.load", { from, path: path.trim(), source });
      else await ask("rules.load", { from, name: name.trim() || "pasted rules.yml", text, source });
      onLoaded();
    } catch (error) {
      setFailure(toFailure(error));
      setLoading(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      width={from === "text" ? "wide" : "normal"}
      title={from === "folder" ? "Watch a folder of rule files" : "Load a rule file"}
      description="A Prometheus rule file: groups of alerting and recording rules. A single group, or a list of rules, will do as well. Against a Loki, its expressions are LogQL."
      footer={
        <>
          {hasJinja && (
            <Button kind="quiet" onClick={() => setText(withoutJinja(text))}>
              Take Jinja's marks out
            </Button>
          )}
          <Button kind="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button kind="primary" onClick={load} disabled={isEmpty} isBusy={isLoading}>
            {from === "folder" ? "Watch" : "Load"}
          </Button>
        </>
      }
    >
      <SegmentedControl<From>
        className={styles.hug}
        label="Where the rules come from"
        value={from}
        onChange={(next) => {
          setFrom(next);
          // It was about what came from the other place.
          setFailure(undefined);
        }}
        segments={ways}
      />
      {from !== "text" ? (
        <Field
          label="Path"
          hint={
            from === "path"
              ? "Read in place, and again whenever it changes."
              : "Its files that end in .yml, .yaml or .rules are loaded, now and when they come, change or go."
          }
        >
          <TextInput
            isMono
            autoFocus
            placeholder={from === "path" ? "/etc/prometheus/rules.yml" : "/etc/prometheus/rules.d"}
            value={path}
            onChange={setPath}
          />
        </Field>
      ) : (
        <>
          <div className={styles.chooseRow}>
            <Field label="Name">
              <TextInput placeholder="rules.yml" value={name} onChange={setName} maxLength={200} />
            </Field>
            <ChooseFile
              onChosen={(chosen) => {
                setName(chosen.name);
                setText(chosen.text);
                setFailure(undefined);
              }}
              onProblem={(say) => setFailure({ kind: "bad-file", say, retry: false })}
            />
          </div>
          <RuleTextEditor text={text} onChange={setText} diagnostics={diagnostics} />
        </>
      )}
      <Field label="Evaluate against">
        <Select value={source} onChange={setSource} options={sources} />
      </Field>
      {failure && <FailureNote failure={withoutRepeats(failure, diagnostics.length)} />}
    </Dialog>
  );
}

/** The mistakes are listed beside the text already; the refusal need not say them again. */
const withoutRepeats = (failure: Failure, shown: number): Failure => (shown > 0 ? { ...failure, diagnostics: [] } : failure);

interface ChooseFileProps {
  onChosen(file: { name: string; text: string }): void;
  onProblem(say: string): void;
}

/** The system's file dialog; the text is read here and goes no further than into the editor. */
function ChooseFile({ onChosen, onProblem }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null);

  async function read(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const file = event.target.files?.[0];
    // So that choosing the same file again, after it was edited, counts as a choice.
    event.target.value = "";
    if (!file) return;
    if (file.size > largestFile) return onProblem(`${file.name} is larger than 5 MB; a rule file is text of a few kilobytes.`);
    try {
      onChosen({ name: file.name, text: await file.text() });
    } catch {
      // The browser's reasons are code names ("NotReadableError"); what the user can do is the same for all of them.
      onProblem(`${file.name} could not be read; check that it is still there and that you may read it.`);
    }
  }

  return (
    <>
      <input ref={input} type="file" accept=".yml,.yaml,.rules,.txt" hidden onChange={(event) => void read(event)} />
      <Button icon={FileUp} onClick={() => input.current?.click()}>
        Choose a file…
      </Button>
    </>
  );
}
