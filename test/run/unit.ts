import { runVitest } from "./vitest.js";
import type { Stage } from "./stage.js";

/** The pure parts and the drawing, without a browser. */
export const unit: Stage = {
  id: "unit",
  title: "Unit and drawing tests",
  givesWay: true,
  run: (context) => runVitest(context, "unit", ["--coverage"]),
};
