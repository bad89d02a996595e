import { FilePenLine } from "lucide-react";
import { diffDashboards } from "#shared/dashboards/diff";
import { formatMoment } from "#shared/format/clock-time";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { useOpenDashboard } from "../store";
import styles from "./DraftOffer.module.css";
import { forgetDraft } from "./saving";

/** Offers the changes that a window left behind unsaved. Before anything else is changed it has to be decided. */
export function DraftOffer() {
  const draft = useOpenDashboard((store) => store.current?.draft);
  const saved = useOpenDashboard((store) => store.current?.saved);
  const revision = useOpenDashboard((store) => store.current?.revision);
  const isEditing = useOpenDashboard((store) => store.current?.isEditing) ?? false;
  const { takeDraft, dropDraft, stopEditing } = useOpenDashboard.getState();
  if (!draft || !saved) return null;

  const places = diffDashboards(saved, draft.dashboard).length;
  const words = `Unsaved changes of ${formatMoment(draft.savedAt)}: ${places === 1 ? "1 place differs" : `${places} places differ`} from the saved dashboard.`;
  const isOutdated = draft.revision !== undefined && draft.revision !== revision;
  const outdated = isOutdated && "Its file has been changed since; saving them will ask what to do.";

  function discard(): void {
    if (draft) void forgetDraft(draft.dashboard.uid);
    dropDraft();
  }

  const buttons = (
    <>
      <Button size="small" onClick={discard}>
        Discard them
      </Button>
      <Button size="small" kind="primary" onClick={takeDraft}>
        Go on with them
      </Button>
    </>
  );
  if (isEditing) {
    return (
      <Dialog isOpen onClose={stopEditing} width="narrow" title="Go on with unsaved changes?" footer={buttons}>
        <p>{words}</p>
        {outdated && <p>{outdated}</p>}
      </Dialog>
    );
  }
  return (
    <section className={styles.bar} aria-label="Unsaved changes">
      <FilePenLine size={15} aria-hidden />
      <span className={styles.words}>
        {words} {outdated}
      </span>
      {buttons}
    </section>
  );
}
