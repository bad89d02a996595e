import { Boxes } from "lucide-react";
import { useState } from "react";
import type { DashboardRow } from "#shared/contract/dashboards";
import { type Failure, toFailure } from "#shared/model/failure";
import { Button } from "../../../components/Button";
import { FailureNote } from "../../../components/FailureNote";
import { visibleText } from "../../../components/visible-text";
import { addPack } from "./add-pack";
import styles from "./Packs.module.css";
import type { Offer } from "./pack";
import { useOffers } from "./use-offers";

interface Props {
  /** There is no dashboard yet: then the packs are shown large, and cannot be put away. */
  isEmpty: boolean;
  onAdded(first: Pick<DashboardRow, "uid">): void;
}

/** Beside dashboards that are there, the offers have two or three lines until all are asked for. */
const firstOffers = 6;

const dismissedKey = "watchdeck.packs.dismissed";
const keyOf = ({ pack, source }: Offer): string => `${pack.id}@${source.id}`;

/** Offers the ready-made dashboards that fit what the sources have. Put away, each comes back only for another source. */
export function PackOffers({ isEmpty, onAdded }: Props) {
  const { offers, waiting } = useOffers();
  const [dismissed, setDismissed] = useState(() => readDismissed(localStorage.getItem(dismissedKey)));
  const [adding, setAdding] = useState<string>();
  const [isWhole, setWhole] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const open = offers.filter((offer) => !offer.isAdded && (isEmpty || !dismissed.has(keyOf(offer))));

  async function add(offer: Offer): Promise<void> {
    setAdding(keyOf(offer));
    setFailure(undefined);
    try {
      onAdded(await addPack(offer));
    } catch (error) {
      setFailure(toFailure(error));
      setAdding(undefined);
    }
  }

  function putAway(): void {
    const next = new Set([...dismissed, ...open.map(keyOf)]);
    localStorage.setItem(dismissedKey, JSON.stringify([...next].slice(-500)));
    setDismissed(next);
  }

  if (open.length === 0) return null;
  const shown = isEmpty || isWhole ? open : open.slice(0, firstOffers);
  return (
    <section className={styles.offers} aria-label="Ready-made dashboards" data-large={isEmpty || undefined}>
      <div className={styles.head}>
        <h2 className={styles.title}>
          <Boxes size={15} aria-hidden />
          Ready-made, for what was found
        </h2>
        <span className={styles.waiting}>{waiting.length > 0 && `Looking at ${waiting.map(visibleText).join(", ")}`}</span>
        {!isEmpty && open.length > firstOffers && (
          <Button size="small" kind="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? "Fewer" : `All ${open.length}`}
          </Button>
        )}
        {!isEmpty && (
          <Button size="small" kind="quiet" onClick={putAway}>
            Not now
          </Button>
        )}
      </div>
      {failure && <FailureNote failure={failure} />}
      <ul className={styles.list}>
        {shown.map((offer) => (
          <li key={keyOf(offer)} className={styles.offer}>
            <div className={styles.words}>
              <p className={styles.name}>
                {offer.pack.title}
                {!offer.pack.always && <span className={styles.where}> · found on {visibleText(offer.source.name)}</span>}
              </p>
              <p className={styles.about} title={offer.pack.about}>
                {offer.pack.about}
              </p>
            </div>
            <Button
              size="small"
              aria-label={`Add ${offer.pack.title} for ${offer.source.name}`}
              isBusy={adding === keyOf(offer)}
              disabled={adding !== undefined}
              onClick={() => void add(offer)}
            >
              Add
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function readDismissed(text: string | null): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return new Set(Array.isArray(value) ? value.filter((key) => typeof key === "string") : []);
  } catch {
    // Whatever stands there, at worst an offer is seen twice.
    return new Set();
  }
}
