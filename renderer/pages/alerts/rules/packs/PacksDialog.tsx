import { Boxes, ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { RulePack } from "#shared/contract/rule-packs";
import { Badge } from "../../../../components/Badge";
import { Button } from "../../../../components/Button";
import { Dialog } from "../../../../components/Dialog";
import { FailureNote } from "../../../../components/FailureNote";
import { Skeleton } from "../../../../components/Skeleton";
import { visibleText } from "../../../../components/visible-text";
import { ChooseRules } from "./ChooseRules";
import type { Offer } from "./choice";
import styles from "./Packs.module.css";
import { useOffers } from "./use-offers";

interface Props {
  onAdded(fileId: string): void;
  onClose(): void;
}

/** Ready-made rules: first which, then what of them. Nothing is used that was not chosen. */
export function PacksDialog({ onAdded, onClose }: Props) {
  const { answer, offers, waiting } = useOffers();
  const [chosen, setChosen] = useState<{ pack: RulePack; source: string }>();
  const packs = answer.data?.packs ?? [];
  const others = packs.filter((pack) => !offers.some((offer) => offer.pack.id === pack.id));

  if (chosen) {
    return (
      <ChooseRules
        pack={chosen.pack}
        source={chosen.source}
        onAdded={onAdded}
        onClose={onClose}
        back={
          <Button kind="quiet" icon={ChevronLeft} onClick={() => setChosen(undefined)}>
            All packs
          </Button>
        }
      />
    );
  }
  return (
    <Dialog isOpen onClose={onClose} width="wide" title="Ready-made rules" description="Off until you choose them, rule by rule.">
      {answer.error ? (
        <FailureNote failure={answer.error.failure} onRetry={() => void answer.refetch()} isRetrying={answer.isFetching} />
      ) : !answer.data ? (
        <Skeleton height={44} lines={6} />
      ) : (
        <>
          <h3 className={styles.heading}>
            <Boxes size={15} aria-hidden />
            For what was found
            {waiting.length > 0 && <span className={styles.waiting}>Looking at {waiting.map(visibleText).join(", ")}</span>}
          </h3>
          <ul className={styles.packs}>
            {offers.map((offer) => (
              <li key={`${offer.pack.id}@${offer.source.id}`}>
                <PackButton
                  pack={offer.pack}
                  offer={offer}
                  onChoose={() => setChosen({ pack: offer.pack, source: offer.source.id })}
                />
              </li>
            ))}
          </ul>
          {offers.length === 0 && waiting.length === 0 && (
            <p className={styles.nothing}>None of your sources has the metrics that a pack asks for.</p>
          )}
          {others.length > 0 && <h3 className={styles.heading}>For what may come</h3>}
          <ul className={styles.packs}>
            {others.map((pack) => (
              <li key={pack.id}>
                <PackButton pack={pack} onChoose={() => setChosen({ pack, source: "local" })} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}

function PackButton({ pack, offer, onChoose }: { pack: RulePack; offer?: Offer; onChoose(): void }) {
  return (
    <button type="button" className={styles.pack} onClick={onChoose}>
      <span className={styles.words}>
        <span className={styles.name}>
          {pack.title}
          {offer && offer.source.name.toLowerCase() !== pack.title.toLowerCase() && (
            <span className={styles.where}> · {visibleText(offer.source.name)}</span>
          )}
        </span>
        <span className={styles.about}>{pack.about}</span>
      </span>
      {offer?.isUsed && <Badge state="ok">in use</Badge>}
      <span className={styles.count}>{pack.rules.length} rules</span>
      <ChevronRight size={15} aria-hidden className={styles.arrow} />
    </button>
  );
}
