import { Plus, Trash2 } from "lucide-react";
import { useAsk } from "../../../bridge/use-ask";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { FailureNote } from "../../../components/FailureNote";
import { IconButton } from "../../../components/IconButton";
import { Skeleton } from "../../../components/Skeleton";
import { OwnPlace } from "./OwnPlace";
import { PlaceLine } from "./PlaceLine";
import styles from "./Places.module.css";
import { placeTitle } from "./place-words";
import { type PlaceChanges, usePlaceChanges } from "./use-place-changes";

interface Props {
  isOpen: boolean;
  onClose(): void;
}

/** What of this machine's logs may be read: what was picked, what could be, and a place of one's own. */
export function PlacesDialog({ isOpen, onClose }: Props) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      width="wide"
      title="Logs of this machine"
      description="Only what is picked here is read, and only when somebody asks for it. Nothing is ever written to it."
      footer={
        // The focus would begin on what takes a place away.
        <Button kind="primary" autoFocus onClick={onClose}>
          Done
        </Button>
      }
    >
      {/* Asked only while it is open: each look goes to the disk and to the services. */}
      {isOpen && <Places />}
    </Dialog>
  );
}

function Places() {
  const changes = usePlaceChanges();
  return (
    <div className={styles.places}>
      <Picked changes={changes} />
      <Offered changes={changes} />
      <section>
        <h3>Something else</h3>
        <OwnPlace changes={changes} />
      </section>
      {changes.failure && <FailureNote failure={changes.failure} />}
    </div>
  );
}

function Picked({ changes }: { changes: PlaceChanges }) {
  const { data, error, refetch } = useAsk("logs.places", {});
  return (
    <section>
      <h3>Picked</h3>
      {error && <FailureNote failure={error.failure} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={2} />}
      {data?.places.length === 0 && <p className={styles.none}>Nothing yet.</p>}
      <ul>
        {data?.places.map(({ place, found }) => (
          <PlaceLine key={place.id} place={place} title={placeTitle(place)} found={found}>
            <IconButton
              icon={Trash2}
              label={`Do not read ${placeTitle(place)} any more`}
              onClick={() => void changes.remove(place.id)}
            />
          </PlaceLine>
        ))}
      </ul>
    </section>
  );
}

function Offered({ changes }: { changes: PlaceChanges }) {
  const { data, error, refetch } = useAsk("logs.offeredPlaces", {});
  if (data?.offers.length === 0) return null;
  return (
    <section>
      <h3>Found here</h3>
      {error && <FailureNote failure={error.failure} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={3} />}
      <ul>
        {data?.offers.map(({ title, place, found }) => (
          <PlaceLine key={placeTitle(place)} place={place} title={title} found={found}>
            <Button
              size="small"
              icon={Plus}
              aria-label={`Add ${title}`}
              isBusy={changes.isBusy}
              onClick={() => void changes.add(place)}
            >
              Add
            </Button>
          </PlaceLine>
        ))}
      </ul>
    </section>
  );
}
