import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Makes a served VS Code take this for its language, as an installed language pack would. VS Code's
 * own texts stay English, as the pack is empty; those of extensions are in their own files.
 */
export async function writeLanguagePack(dataDirectory: string, language: string): Promise<void> {
  const translations = path.join(dataDirectory, "emptyPack.json");
  await mkdir(dataDirectory, { recursive: true });
  await writeFile(translations, JSON.stringify({ version: "1.0.0", contents: {} }));
  const pack = {
    hash: "empty",
    label: language,
    extensions: [{ extensionIdentifier: { id: "test.empty-language-pack" }, version: "1.0.0" }],
    translations: { vscode: translations },
  };
  const file = path.join(dataDirectory, "languagepacks.json");
  await writeFile(file, JSON.stringify({ [language]: pack }));
}
