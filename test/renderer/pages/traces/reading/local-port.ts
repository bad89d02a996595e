// A reader with its other end in the same process: what passes is copied as a worker's messages are.
import type { ReadingNews, ReadingRequest } from "../../../../../renderer/pages/traces/reading/messages";
import type { ReadingPort } from "../../../../../renderer/pages/traces/reading/reader";
import { type ServeOptions, serveReading } from "../../../../../renderer/pages/traces/reading/serve-reading";

export interface LocalPort extends ReadingPort {
  crash(why: string): void;
  isClosed: boolean;
}

export function startLocally(options: ServeOptions = {}): LocalPort {
  let onNews: (news: ReadingNews) => void = () => {};
  let onRequest: (request: ReadingRequest) => void = () => {};
  let onCrash: (why: string) => void = () => {};
  const port: LocalPort = {
    isClosed: false,
    post(request, transfer) {
      const copy = structuredClone(request, { transfer: transfer as ArrayBuffer[] });
      queueMicrotask(() => {
        if (!port.isClosed) onRequest(copy);
      });
    },
    onNews(run) {
      onNews = run;
    },
    onCrash(run) {
      onCrash = run;
    },
    crash: (why) => onCrash(why),
    close() {
      port.isClosed = true;
    },
  };
  serveReading(
    {
      post(news) {
        const copy = structuredClone(news);
        queueMicrotask(() => {
          if (!port.isClosed) onNews(copy);
        });
      },
      onRequest(run) {
        onRequest = run;
      },
    },
    options,
  );
  return port;
}
