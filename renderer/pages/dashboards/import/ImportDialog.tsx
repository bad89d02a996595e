import { useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { type DashboardRow, ownPlace } from "#shared/contract/dashboards";
import { importDashboards } from "#shared/dashboards/import/import";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { FailureNote } from "../../../components/FailureNote";
import { Field } from "../../../components/Field";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { visibleText } from "../../../components/visible-text";
import { sharedSearch } from "../../../stores/address";
import { useSourceNames } from "../../../stores/source-names";
import { FolderSelect, keyOf } from "../list/FolderDialogs";
import { folderLines } from "../list/folder-tree";
import { useLibrary } from "../list/use-library";
import { Constants } from "./Constants";
import { FoundItem } from "./FoundItem";
import { GivePart } from "./GivePart";
import styles from "./Import.module.css";
import { closeImport, type Given, startImport } from "./import-store";
import { foldersOfFiles, itemsOf } from "./items";
import { SourceMapping } from "./SourceMapping";
import { type OnClash, type Outcome, useImportChoices } from "./use-import-choices";

interface Props {
  given: readonly Given[];
  place: string;
  folder: string;
}

const noRows: readonly DashboardRow[] = [];

/** What was brought, what becomes of it, and the few things that only the user knows. Nothing is written before Import. */
export function ImportDialog({ given, place, folder }: Props) {
  const items = useMemo(() => itemsOf(given, importDashboards), [given]);
  const library = useLibrary();
  const { options } = useSourceNames();
  const sources = useMemo(() => options.map(({ value, label }) => ({ id: value, name: label })), [options]);
  const choices = useImportChoices({ items, rows: library.data?.dashboards ?? noRows, sources });
  const known = useMemo(() => (library.data ? folderLines(library.data) : []), [library.data]);
  const [target, setTarget] = useState(keyOf({ place, folder }));
  const [isBusy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const { chosen, placeholders, clashes } = choices;
  const lines = [...known, ...foldersOfFiles(chosen, known)];

  async function run(): Promise<void> {
    setBusy(true);
    const line = lines.find((each) => keyOf(each) === target);
    const result = await choices.save({ place: line?.place ?? ownPlace, folder: line?.folder ?? "" });
    setBusy(false);
    if (result.failed.length > 0) {
      // What is saved is not offered again; what is not stays, with the reason.
      for (const { key } of chosen) if (!result.failed.some((failed) => failed.key === key)) choices.include(key, false);
      setOutcome(result);
      return;
    }
    closeImport();
    const [only, ...others] = result.saved;
    void navigate(
      only && others.length === 0 ? `/dashboards/${only.uid}${sharedSearch(params)}` : `/dashboards${sharedSearch(params)}`,
    );
  }

  if (items.length === 0) return <GivePart onGiven={startImport} onClose={closeImport} />;
  return (
    <Dialog
      isOpen
      onClose={closeImport}
      width="wide"
      title={chosen.length <= 1 ? "Import a dashboard" : `Import ${chosen.length} dashboards`}
      footer={
        <>
          <Button kind="quiet" onClick={() => startImport([])} disabled={isBusy}>
            Choose others
          </Button>
          <Button kind="primary" onClick={() => void run()} disabled={chosen.length === 0} isBusy={isBusy}>
            Import
          </Button>
        </>
      }
    >
      {outcome?.failed.map(({ key, title, say }) => (
        <FailureNote key={key} failure={{ kind: "refused", say: `${title}: ${say}`, retry: false }} />
      ))}
      <ul className={styles.items} aria-label="What was found">
        {items.map((item) => (
          <FoundItem
            key={item.key}
            item={item}
            isAlone={items.length === 1}
            isIncluded={choices.isIncluded(item.key)}
            onInclude={(isIncluded) => choices.include(item.key, isIncluded)}
            clash={clashes.get(item.key)}
          />
        ))}
      </ul>
      {placeholders.length > 0 && (
        <SourceMapping placeholders={placeholders} sources={sources} sourceOf={choices.sourceOf} onMap={choices.mapSource} />
      )}
      <Constants items={chosen} constantOf={choices.constantOf} onChange={choices.setConstant} />
      {chosen.length > 0 && (
        <div className={styles.pair}>
          <Field label="Into the folder">
            <FolderSelect lines={lines} value={target} onChange={setTarget} />
          </Field>
          {clashes.size > 0 && (
            <Field
              label={clashes.size === 1 ? "It is there already" : `${clashes.size} of them are there already`}
              hint={
                choices.onClash === "both"
                  ? "The new one gets a uid of its own."
                  : "What is replaced is kept among the removed dashboards."
              }
              isGroup
            >
              <SegmentedControl<OnClash>
                label="What becomes of a dashboard with the same uid"
                value={choices.onClash}
                onChange={choices.setOnClash}
                segments={[
                  { value: "both", label: "Keep both" },
                  {
                    value: "replace",
                    label: `Replace ${clashes.size === 1 ? `“${visibleText(shorten([...clashes.values()][0] ?? ""))}”` : "them"}`,
                  },
                ]}
              />
            </Field>
          )}
        </div>
      )}
    </Dialog>
  );
}

const shorten = (title: string): string => (title.length > 40 ? `${title.slice(0, 40)}…` : title);
