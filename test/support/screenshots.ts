import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { scenes, type Scene, type SceneName, type SceneOptions } from "./scenes.js";
import { openSession } from "./servedVsCode.js";

const themes = {
  dark: "Default Dark Modern",
  light: "Default Light Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
} as const;

/** All processors, which tests share with what trains in their windows. */
const asForPeople = 0;

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
 * `npm run screenshots -- --output FOLDER [--scene NAME …] [--steps N] [--seconds N]
 * [--network ID] [--node ID] [--language ID] [--theme KIND …] [--size 1280x720 …] [--chat]`: the extension in a real VS Code, in
 * each scene, each kind of theme and each size; with `--chat` in VS Code's own window, with its
 * column at the right.
 */
export async function takeScreenshots(
  repository: string,
  commandLine: readonly string[],
): Promise<void> {
  const { values } = parseArgs({
    args: [...commandLine],
    options: {
      output: { type: "string" },
      scene: { type: "string", multiple: true, default: Object.keys(scenes) },
      steps: { type: "string", default: "200" },
      network: { type: "string" },
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
  const options: SceneOptions = {
    ...(values.network === undefined ? {} : { network: values.network }),
    node: values.node,
    seconds: Number(values.seconds),
    maxSteps: Number(values.steps),
  };
  for (const theme of values.theme.map((text) => keyIn(themes, "theme", text))) {
    for (const scene of values.scene.map((text) => keyIn(scenes, "scene", text))) {
      await photographIn(theme, scene);
    }
  }

  async function photographIn(theme: keyof typeof themes, name: SceneName): Promise<void> {
    const { train, photograph }: Scene = scenes[name];
    const session = await openSession({
      repository,
      ...(train === null ? {} : { train: train(options) }),
      settings: {
        ...{ "workbench.colorTheme": themes[theme], "googlenet.threads": asForPeople },
        ...(values.chat ? withChat : {}),
      },
      ...(values.language === undefined ? {} : { language: values.language }),
    });
    const { page } = session;
    try {
      for (const [index, size] of values.size.map(sizeOf).entries()) {
        await page.setViewportSize(size);
        const place = `${theme}-${size.width}x${size.height}${values.chat ? "-chat" : ""}`;
        const shoot = async (view: string): Promise<void> => {
          await page.screenshot({ path: path.join(output, `${view}-${place}.png`) });
        };
        await photograph({ page, options, isAgain: index > 0, shoot });
      }
    } finally {
      await session.close();
    }
  }
}

function keyIn<T extends object>(table: T, what: string, text: string): keyof T {
  const found = Object.keys(table).find((name) => name === text);
  if (found === undefined) throw new Error(`There is no ${what} ${text}.`);
  // SAFETY: it is one of the table's own keys, which have no others than its type says.
  return found as keyof T;
}

function sizeOf(text: string): Size {
  const [, width, height] = /^(\d+)x(\d+)$/u.exec(text) ?? [];
  if (width === undefined) throw new Error(`${text} is no size such as 1280x720.`);
  return { width: Number(width), height: Number(height) };
}
