import { CircleAlert, Play, Square } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { DiagnosticList } from "../../../components/code-editor/DiagnosticList";
import { FailureNote } from "../../../components/FailureNote";
import { SearchPicker } from "../../../components/SearchPicker";
import { Select } from "../../../components/Select";
import { TextInput } from "../../../components/TextInput";
import { useSlashKey } from "../../../components/use-slash-key";
import { limits, type SearchAddress } from "../url";
import { isRight, mistakesOf, type SearchAbilities, type SearchDraft } from "./asked";
import { HistoryMenu } from "./HistoryMenu";
import styles from "./SearchBar.module.css";
import { TraceIdField } from "./TraceIdField";

interface Props {
  address: SearchAddress;
  source: string;
  abilities: SearchAbilities;
  isRunning: boolean;
  onFind(draft: SearchDraft): void;
  onCancel(): void;
  /** A search that was made before; with its source when that is another one. */
  onPast(expr: string, source?: string): void;
}

/** What is looked for, in two calm lines. Enter in any of its fields finds. */
export function SearchBar({ address, source, abilities, isRunning, onFind, onCancel, onPast }: Props) {
  const [draft, setDraft] = useDraft(address);
  const [hasTried, setTried] = useState(false);
  const services = useAsk("traces.services", { source });
  const { service } = draft;
  const operations = useAsk("traces.operations", { source, service: service ?? "" }, { enabled: service !== undefined });
  const tagsInput = useSlashKey();
  const mistakes = mistakesOf(draft, abilities);
  const tagsNote = useId();
  // A tag that is being typed is not wrong yet: what is said of it waits for the blank behind it, or until it is asked for.
  const isSettled = hasTried || /(^|\s)$/.test(draft.tags) || (address.isAsked && draft.tags === address.tags);
  const set = (parts: Partial<SearchDraft>) => setDraft({ ...draft, ...parts });

  function find(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (isRight(mistakes)) {
      onFind(draft);
      // The keys go to the results; who finds by Enter in a field may want to go on typing.
      if (document.activeElement instanceof HTMLButtonElement) document.activeElement.blur();
    } else if (mistakes.tags[0]) goTo(mistakes.tags[0].place);
  }
  function goTo({ from, to }: { from: number; to: number }): void {
    tagsInput.current?.focus();
    tagsInput.current?.setSelectionRange(from, to);
  }

  const anyService = abilities.searchesWithoutService ? "Any service" : "Choose a service…";
  return (
    <form
      className={styles.bar}
      onSubmit={find}
      onKeyDown={({ key, target }) => {
        // Out of a field, to the keys of the results.
        if (key === "Escape" && target instanceof HTMLInputElement) target.blur();
      }}
      aria-label="Find traces"
    >
      <div className={styles.line}>
        <SearchPicker
          label="Service"
          className={styles.name}
          value={service}
          placeholder={services.isPending ? "Services…" : anyService}
          options={toOptions(services.data?.services)}
          onChange={(next) => set({ service: next, ...(next !== service && { operation: undefined }) })}
          ownWords={(typed) => `Look for the service “${typed}”`}
          {...(abilities.searchesWithoutService && { onClear: () => set({ service: undefined, operation: undefined }) })}
        />
        <SearchPicker
          label="Operation"
          className={styles.name}
          value={draft.operation}
          placeholder={service === undefined ? "Any operation" : operations.isPending ? "Operations…" : "Any operation"}
          options={service === undefined ? [] : toOptions(operations.data?.operations)}
          onChange={(next) => set({ operation: next })}
          onClear={() => set({ operation: undefined })}
          {...(service !== undefined && { ownWords: (typed: string) => `Look for the operation “${typed}”` })}
        />
        <TextInput
          ref={tagsInput}
          isMono
          className={styles.tags}
          value={draft.tags}
          onChange={(tags) => set({ tags })}
          placeholder={abilities.bareKeys ? "error http.method=GET" : 'error=true http.route="/pay"'}
          aria-label="Tags"
          aria-invalid={mistakes.tags.length > 0 && isSettled ? true : undefined}
          aria-describedby={tagsNote}
        />
        <HistoryMenu source={source} onPast={onPast} />
        {/* Keys, or one button would become the other while it is clicked, and cancelling would find once more. */}
        {isRunning ? (
          <Button key="cancel" icon={Square} onClick={onCancel} className={styles.find}>
            Cancel
          </Button>
        ) : (
          <Button key="find" kind="primary" type="submit" icon={Play} className={styles.find}>
            Find
          </Button>
        )}
      </div>
      <div className={styles.line}>
        <div className={styles.labelled}>
          <span aria-hidden>Duration from</span>
          <TextInput
            value={draft.min}
            onChange={(min) => set({ min })}
            placeholder="1.2ms"
            aria-label="Duration from"
            className={styles.duration}
            aria-invalid={mistakes.min !== undefined || undefined}
          />
        </div>
        <div className={styles.labelled}>
          <span aria-hidden>to</span>
          <TextInput
            value={draft.max}
            onChange={(max) => set({ max })}
            placeholder="500ms"
            aria-label="Duration to"
            className={styles.duration}
            aria-invalid={mistakes.max !== undefined || undefined}
          />
        </div>
        <div className={styles.labelled}>
          <span aria-hidden>At most</span>
          <Select
            label="At most so many traces"
            value={String(draft.limit)}
            onChange={(limit) => set({ limit: Number(limit) })}
            options={limitOptions(draft.limit)}
          />
        </div>
        <TraceIdField source={source} />
      </div>
      <div id={tagsNote} className={styles.notes}>
        {isSettled && <DiagnosticList of="Tags" diagnostics={mistakes.tags} onGo={({ place }) => goTo(place)} />}
        {mistakes.min !== undefined && <Mistake of="Duration from">{mistakes.min}</Mistake>}
        {mistakes.max !== undefined && <Mistake of="Duration to">{mistakes.max}</Mistake>}
        {(hasTried || address.isAsked) && mistakes.service !== undefined && <p className={styles.hint}>{mistakes.service}</p>}
      </div>
      {services.error && (
        <FailureNote failure={services.error.failure} onRetry={() => void services.refetch()} isRetrying={services.isFetching} />
      )}
      {operations.error && service !== undefined && (
        <FailureNote
          failure={operations.error.failure}
          onRetry={() => void operations.refetch()}
          isRetrying={operations.isFetching}
        />
      )}
    </form>
  );
}

function Mistake({ of, children }: { of: string; children: string }) {
  return (
    <p className={styles.mistake} role="alert">
      <CircleAlert size={14} aria-hidden />
      {of}: {children}
    </p>
  );
}

const toOptions = (names: readonly string[] | undefined) => (names ?? []).map((name) => ({ value: name, label: name }));

const limitOptions = (chosen: number) =>
  [...new Set([...limits, chosen])].sort((a, b) => a - b).map((limit) => ({ value: String(limit), label: String(limit) }));

/** What is typed; back, forward and links change what is asked, and the form follows. */
function useDraft(address: SearchAddress): [SearchDraft, (draft: SearchDraft) => void] {
  const asked = draftOf(address);
  const key = JSON.stringify(asked);
  const [draft, setDraft] = useState(asked);
  const known = useRef(key);
  useEffect(() => {
    if (known.current === key) return;
    known.current = key;
    setDraft(JSON.parse(key) as SearchDraft);
  }, [key]);
  return [draft, setDraft];
}

const draftOf = ({ service, operation, tags, min, max, limit }: SearchAddress): SearchDraft => ({
  service,
  operation,
  tags,
  min,
  max,
  limit,
});
