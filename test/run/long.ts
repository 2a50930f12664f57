import { runPlaywright } from "./playwright.js";
import { addOutcomes, type Stage } from "./stage.js";
import { runVitest } from "./vitest.js";

const environment = { GOOGLENET_LONG: "1" };

/** What takes minutes and seldom breaks alone: files of Vitest by their names, page tests by what they say of their length. */
export const long: Stage = {
  id: "long",
  title: "Long checks",
  isLong: true,
  run: async (context) =>
    addOutcomes([
      await runVitest(context, "long", [], environment),
      await runPlaywright(context, "playwright.config.ts", environment),
      await runPlaywright(context, "test/integration/playwright.config.ts", environment),
    ]),
};
