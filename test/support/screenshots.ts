import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { openSession, type Session } from "./servedVsCode.js";
import { rest } from "./rest.js";
import { frameWith } from "./workbench.js";

const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
} as const;

type Theme = keyof typeof themes;
interface Size {
  readonly width: number;
  readonly height: number;
}

/** VS Code's own window has a column for chat at the right, which `npm start` leaves out. */
const withChat = {
  "chat.disableAIFeatures": false,
  "workbench.secondarySideBar.defaultVisibility": "visible",
};

/**
 * `npm run screenshots -- --output FOLDER [--steps N] [--node ID] [--language ID] [--theme KIND …]
 * [--size 1280x720 …] [--chat]`: the explorer in a real VS Code during a short run: the whole
 * network, one module, and after a click on a node, in each kind of theme and each size; with
 * `--chat` in VS Code's own window, with its column at the right.
 */
export async function takeScreenshots(
  repository: string,
  commandLine: readonly string[],
): Promise<void> {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      output: { type: "string" },
      steps: { type: "string", default: "200" },
      node: { type: "string", default: "b3/3a" },
      seconds: { type: "string", default: "20" },
      language: { type: "string" },
      theme: { type: "string", multiple: true, default: Object.keys(themes) },
      size: { type: "string", multiple: true, default: ["1600x1000"] },
      chat: { type: "boolean", default: false },
    },
  });
  const output = values.output ?? path.join(repository, "dist", "screenshots");
  await mkdir(output, { recursive: true });
  for (const theme of values.theme.map(themeOf)) {
    const session = await openSession({
      repository,
      train: { maxSteps: Number(values.steps) },
      settings: { "workbench.colorTheme": themes[theme], ...(values.chat ? withChat : {}) },
      ...(values.language === undefined ? {} : { language: values.language }),
    });
    try {
      for (const [index, size] of values.size.map(sizeOf).entries()) {
        await session.page.setViewportSize(size);
        const seconds = index === 0 ? Number(values.seconds) : 2;
        const name = `${theme}-${size.width}x${size.height}${values.chat ? "-chat" : ""}`;
        await photograph(session, values.node, seconds, (view) =>
          path.join(output, `${view}-${name}.png`),
        );
      }
    } finally {
      await session.close();
    }
  }
}

function themeOf(text: string): Theme {
  const found = Object.keys(themes).find((name): name is Theme => name === text);
  if (found === undefined) throw new Error(`There is no theme ${text}.`);
  return found;
}

function sizeOf(text: string): Size {
  const [, width, height] = /^(\d+)x(\d+)$/u.exec(text) ?? [];
  if (width === undefined) throw new Error(`${text} is no size such as 1280x720.`);
  return { width: Number(width), height: Number(height) };
}

async function photograph(
  { page }: Session,
  node: string,
  seconds: number,
  file: (view: string) => string,
): Promise<void> {
  const selector = `[data-id="${node}"]`;
  const explorer = await frameWith(page, selector);
  // So long the person who asked for pictures wants the run to train before.
  await page.waitForTimeout(seconds * 1000);
  await page.screenshot({ path: file("explorer") });
  const crumbs = explorer.locator(".stage-head .crumbs button").first();
  if (await crumbs.isVisible()) {
    await crumbs.click();
    await rest(explorer);
    await page.screenshot({ path: file("everything") });
  }
  await explorer.locator(selector).first().click();
  await rest(explorer);
  await page.screenshot({ path: file("inspector") });
}
