import * as z from "zod";
import type { PageSpec } from "../../../../extension/views/pageSpec.js";
import { takeSnapshot } from "../../../../extension/views/snapshot.js";
import type { sketchRequests } from "./requests.js";

/** A page that is in the tests alone: this row and this folder are all there is of it. */
export const sketchPage: PageSpec<typeof sketchRequests> = {
  id: "sketch",
  surface: {
    kind: "panel",
    viewType: "test.sketch",
    title: "Sketch",
    icon: { light: "explorer-light.svg", dark: "explorer-dark.svg" },
  },
  stepsEveryMs: 0,
  snapshot: takeSnapshot,
  rows: {
    greet: { schema: z.string().max(10), answer: (name) => `Hello, ${name}` },
  },
};
