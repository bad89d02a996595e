// The worker that reads traces. One for the window, made when the first trace comes.
import { type ServedPort, serveReading } from "./serve-reading";

const port: ServedPort = {
  post: (news) => postMessage(news),
  onRequest(run) {
    addEventListener("message", ({ data }) => run(data));
  },
};

serveReading(port, { onBug: (error) => console.error(error) });
