import { runVitest } from "./vitest.js";
import type { Stage } from "./stage.js";

/** The pure parts and the drawing, without a browser. Two at a time, so it is these that fill what pages leave. */
export const unit: Stage = {
  id: "unit",
  title: "Unit and drawing tests",
  givesWay: 18,
  run: (context) => runVitest(context, "unit", ["--coverage"]),
};
