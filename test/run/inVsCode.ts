import { runHostSuite } from "../integration/main.js";
import { runPlaywright } from "./playwright.js";
import { addOutcomes, type Outcome, type Stage, type StageContext } from "./stage.js";

/** Inside the extension host, then with a person's hands: keyboard and mouse in the window. */
export const inVsCode: Stage = {
  id: "vscode",
  title: "In a real VS Code",
  run: async (context) =>
    addOutcomes([
      await inExtensionHost(context),
      await runPlaywright(context, "test/integration/playwright.config.ts"),
    ]),
};

async function inExtensionHost({ repository, log }: StageContext): Promise<Outcome> {
  const records = await runHostSuite(repository, log);
  const failures = records.flatMap(({ title, error }) =>
    error === null ? [] : [{ title, reason: error }],
  );
  for (const { title, reason } of failures) log(`✗ ${title}\n${reason}`);
  return { passed: records.length - failures.length, failures, skipped: 0 };
}
