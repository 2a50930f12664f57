import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { openSession, type Session } from "./servedVsCode.js";
import { frameWith } from "./workbench.js";

const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
} as const;

/**
 * `npm run screenshots -- --output FOLDER [--steps N] [--node ID] [--language ID]`: the explorer in a
 * real VS Code during a short run: the whole network, one module, and after a click on a node, in
 * each kind of theme.
 */
export async function takeScreenshots(
  repository: string,
  commandLine: readonly string[],
): Promise<void> {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      output: { type: "string", default: path.join(repository, "dist", "screenshots") },
      steps: { type: "string", default: "200" },
      node: { type: "string", default: "b3/3a" },
      seconds: { type: "string", default: "20" },
      language: { type: "string" },
    },
  });
  await mkdir(values.output, { recursive: true });
  for (const [name, theme] of Object.entries(themes)) {
    const session = await openSession({
      repository,
      train: { maxSteps: Number(values.steps) },
      settings: { "workbench.colorTheme": theme },
      ...(values.language === undefined ? {} : { language: values.language }),
    });
    try {
      await photograph(session, values.node, Number(values.seconds), (view) =>
        path.join(values.output, `${view}-${name}.png`),
      );
    } finally {
      await session.close();
    }
  }
}

async function photograph(
  { page }: Session,
  node: string,
  seconds: number,
  file: (view: string) => string,
): Promise<void> {
  const selector = `[data-id="${node}"]`;
  const explorer = await frameWith(page, selector);
  await page.waitForTimeout(seconds * 1000);
  await page.screenshot({ path: file("explorer") });
  const crumbs = explorer.locator(".stage-head .crumbs button").first();
  if (await crumbs.isVisible()) {
    await crumbs.click();
    await page.waitForTimeout(1000);
    await page.screenshot({ path: file("everything") });
  }
  await explorer.locator(selector).first().click();
  await page.waitForTimeout(1000);
  await page.screenshot({ path: file("inspector") });
}
