import { type LayoutAsked, layoutOf } from "./layout";

addEventListener("message", ({ data }: MessageEvent<{ asked: LayoutAsked }>) => {
  const layout = layoutOf(data.asked);
  postMessage({ layout });
});
