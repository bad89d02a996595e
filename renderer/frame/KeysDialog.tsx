import { Dialog } from "../components/Dialog";
import { Kbd } from "../components/Kbd";
import type { PageEntry } from "../pages/page";
import styles from "./KeysDialog.module.css";

const everywhere = [
  { keys: "Ctrl K", does: "Search pages, connections, alerts and actions" },
  { keys: "?", does: "Show these keys" },
  { keys: "Esc", does: "Close what is open" },
];

/** The keys of this page, and those that work everywhere. */
export function KeysDialog({ isOpen, onClose, page }: { isOpen: boolean; onClose(): void; page: PageEntry | undefined }) {
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keys" width="narrow">
      {page?.keys && <KeyList title={page.title} keys={page.keys} />}
      <KeyList title="Everywhere" keys={everywhere} />
    </Dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: readonly { keys: string; does: string }[] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {keys.map((each) => (
          <div key={each.keys}>
            <dt>
              <Kbd>{each.keys}</Kbd>
            </dt>
            <dd>{each.does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
